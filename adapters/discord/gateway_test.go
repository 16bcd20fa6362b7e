package discord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// heartbeat is the interval that the fake asks for.
const heartbeat = 41250 * time.Millisecond

// connected runs an echo on a gateway with all limits, and waits until it is
// ready.
func connected(t *testing.T, o discordtest.Options) (*rig, *botstest.Script) {
	t.Helper()
	o.Rates = true
	r := newRig(t, o, nil)
	s := slow(0, echo)
	r.run(t, s)
	return r, s
}

// answers checks that each of the interactions has its answer.
func answers(t *testing.T, list []*discordtest.Interaction) {
	t.Helper()
	for n, i := range list {
		if m := i.Done(); m == nil || visibleText(*m) != fmt.Sprint("question ", n) {
			t.Errorf("question %d has the answer %+v", n, m)
		}
	}
}

func (r *rig) ask(n int) *discordtest.Interaction {
	return r.Slash(discordtest.InGuild(fmt.Sprint(1000+n)), "ask", opt("question", fmt.Sprint("question ", n)))
}

// However a connection ends, the session is resumed where it can be, at the
// right address, and nothing is lost or answered twice.
func TestResumesAfterEveryEnd(t *testing.T) {
	for name, end := range map[string]func(r *rig){
		"dropped":           func(r *rig) { r.Drop() },
		"asked to":          func(r *rig) { r.AskReconnect() },
		"invalid, resumed":  func(r *rig) { r.Invalidate(true) },
		"closed with 4000":  func(r *rig) { r.CloseWith(4000) },
		"closed with 4008":  func(r *rig) { r.CloseWith(4008) },
		"closed with 1001":  func(r *rig) { r.CloseWith(1001) },
		"asked for a beat":  func(r *rig) { r.AskHeartbeat() },
		"dropped and muted": func(r *rig) { r.Mute(1); r.Drop() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, s := connected(t, discordtest.Options{})
				var list []*discordtest.Interaction
				for n := range 5 {
					list = append(list, r.ask(n))
				}
				end(r)
				if name == "dropped and muted" {
					// A greeting is awaited for longer than people wait.
					r.ignoreFailures, list = true, nil
				}
				answers(t, list)
				time.Sleep(30 * time.Second)
				if r.Connected() != 1 {
					t.Fatal("not connected again")
				}
				list = append(list, r.ask(len(list)))
				answers(t, list)
				if n := len(s.Asked()); n != 6 {
					t.Errorf("the handler was asked %d times", n)
				}
				if n := len(r.Identifies()); n != 1 {
					t.Errorf("identified %d times; want once", n)
				}
				if name == "asked for a beat" {
					return
				}
				// A later try may use the first address instead.
				if got := r.Resumes(); len(got) == 0 || !got[0].Proper && name != "dropped and muted" {
					t.Errorf("resumed %+v", got)
				}
			})
		})
	}
}

// What happens while nobody is connected is told after the resume.
func TestNothingIsLostMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := connected(t, discordtest.Options{})
		for n := range 20 {
			i := r.ask(n)
			if n%4 == 0 {
				r.Drop()
			}
			if m := i.Done(); m == nil {
				t.Errorf("question %d has no answer", n)
			}
		}
		if n := len(s.Asked()); n != 20 {
			t.Errorf("the handler was asked %d times", n)
		}
	})
}

// A connection that looks alive but is dead is given up within two heartbeats,
// and nothing is lost.
func TestZombies(t *testing.T) {
	for _, after := range []time.Duration{0, time.Minute, 5 * time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			r, s := connected(t, discordtest.Options{})
			time.Sleep(after)
			r.Zombie()
			r.ignoreFailures = true // nobody can answer through a dead connection
			began := time.Now()
			r.Say(discordtest.InDM("113"), "still there?")
			r.Until(func() bool { return len(r.Resumes()) == 1 })
			if took := time.Since(began); took > 2*heartbeat {
				t.Errorf("resumed after %v; want two heartbeats at most", took)
			}
			synctest.Wait()
			if asked := s.Asked(); len(asked) != 1 || asked[0].Text != "still there?" {
				t.Errorf("the handler was asked %+v", asked)
			}
			if n := len(r.Identifies()); n != 1 {
				t.Errorf("identified %d times", n)
			}
		})
	}
}

// After invalid sessions the bot identifies anew, never twice in 5 s.
func TestIdentifiesSlowly(t *testing.T) {
	for name, trouble := range map[string]func(r *rig){
		"invalid":    func(r *rig) { r.Invalidate(false) },
		"forgotten":  func(r *rig) { r.Forget(); r.Drop() },
		"4007":       func(r *rig) { r.CloseWith(4007) },
		"4009":       func(r *rig) { r.CloseWith(4009) },
		"seven rows": func(r *rig) { r.Invalidate(false) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r, _ := connected(t, discordtest.Options{})
				times := 1
				if name == "seven rows" {
					times = 7
				}
				for n := range times {
					trouble(r)
					r.Until(func() bool { return len(r.Identifies()) == n+2 && r.Connected() == 1 })
				}
				list := r.Identifies()
				for n := 1; n < len(list); n++ {
					if gap := list[n].Sub(list[n-1]); gap < 5*time.Second {
						t.Errorf("identified twice within %v", gap)
					}
				}
				i := r.ask(0)
				answers(t, []*discordtest.Interaction{i})
			})
		})
	}
}

// A code that is final ends Run with an error that says what to do; others
// never do.
func TestFinalCloseCodes(t *testing.T) {
	for code, remedy := range map[int]string{4004: "DISCORD_BOT_TOKEN", 4014: "Privileged Gateway Intents", 4010: "shard", 4011: "shards", 4012: "update", 4013: "update"} {
		for _, when := range []string{"at first", "later"} {
			t.Run(fmt.Sprint(code, " ", when), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					r := newRig(t, discordtest.Options{}, nil)
					r.refused = true
					if when == "at first" {
						r.Refuse(code)
						r.start(t, slow(0, echo))
					} else {
						r.run(t, slow(0, echo))
						time.Sleep(time.Minute)
						r.Refuse(code)
					}
					time.Sleep(time.Minute)
					err := <-r.result
					if err == nil || !strings.Contains(err.Error(), remedy) || !strings.Contains(err.Error(), fmt.Sprint(code)) {
						t.Errorf("Run returned %v; want code %d and %q", err, code, remedy)
					}
					if n := r.Connections(); n > 2 {
						t.Errorf("connected %d times", n)
					}
				})
			})
		}
	}
}

// A token that REST refuses ends Run as well, after one call.
func TestWrongToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, func(c *discord.Config, _ *discord.Deps) { c.Token = "another.token" })
		r.refused = true
		r.start(t, slow(0, echo))
		if err := <-r.result; err == nil || !strings.Contains(err.Error(), "DISCORD_BOT_TOKEN") {
			t.Errorf("Run returned %v", err)
		}
		if n := r.Count("401"); n != 1 {
			t.Errorf("%d calls were refused; want 1", n)
		}
	})
}

// Discord is away for an hour: the bot is back soon after, without a storm.
func TestLongOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, _ := connected(t, discordtest.Options{})
		r.Mute(1 << 20)
		r.Drop()
		time.Sleep(time.Hour)
		if n := r.Connections(); n > 120 {
			t.Errorf("connected %d times in an hour", n)
		}
		r.Mute(0)
		began := time.Now()
		r.Until(func() bool { return r.Connected() == 1 })
		if took := time.Since(began); took > 90*time.Second {
			t.Errorf("back after %v", took)
		}
	})
}

// As many shards as Discord recommends, 5 s apart, and each guild's events at
// one of them.
func TestShards(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, s := connected(t, discordtest.Options{Shards: 3})
		r.Until(func() bool { return r.Connected() == 3 })
		for n := range 6 {
			guild, channel := fmt.Sprint(uint64(n+1)<<22), fmt.Sprint(500000+n)
			r.AddGuild(guild, channel)
			i := r.Slash(discordtest.Person{ID: "111", Guild: guild, Channel: channel}, "ask", opt("question", "hello"))
			if m := i.Done(); m == nil {
				t.Errorf("guild %s has no answer", guild)
			}
		}
		questions := 0
		for _, m := range s.Asked() {
			if m.Kind == bots.Command {
				questions++
			}
		}
		if questions != 6 || len(r.Identifies()) != 3 {
			t.Errorf("%d questions, %d identifies", questions, len(r.Identifies()))
		}
	})
}

// Servers and channels that go are told to the handler; an outage is not.
func TestComingAndGoing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		s := slow(0, func(bots.Message) bots.Reply { return bots.Reply{} })
		r.run(t, s)
		r.Outage(discordtest.GuildID, false)
		r.Outage(discordtest.GuildID, true)
		r.AddGuild("200000000000000099", "300000000000000099")
		r.AddChannel(discordtest.GuildID, "300000000000000002")
		r.DeleteChannel("300000000000000002")
		synctest.Wait()
		r.RemoveGuild("200000000000000099")
		synctest.Wait()
		var got []string
		for _, m := range s.Asked() {
			got = append(got, fmt.Sprint(m.Kind == bots.Left, " ", m.Chat.ID))
		}
		if want := "true 300000000000000002, true 300000000000000099"; strings.Join(got, ", ") != want {
			t.Errorf("the handler was told %q; want %q", strings.Join(got, ", "), want)
		}
		_, err := r.adapter.Send(context.Background(), channel("300000000000000099"), botstest.Say("x"))
		_ = wantSendError(t, err, bots.Gone, bots.Kicked)
	})
}

// 200 interactions a second for a minute, the gateway dropped five times
// meanwhile: all are answered in time, none twice.
func TestSteadyLoadWithDrops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate, seconds, drops = 200, 60, 5
		r := newRig(t, discordtest.Options{Rates: true, Lenient: true, Latency: 30 * time.Millisecond}, nil)
		s := slow(5*time.Millisecond, echo)
		r.run(t, s)
		for k := range rate * seconds {
			if k%(rate*seconds/drops) == rate*seconds/drops/2 {
				r.Drop()
			}
			r.Slash(discordtest.InGuild(fmt.Sprint(10000+k%1000)), "ask", opt("question", "x"))
			time.Sleep(time.Second / rate)
		}
		time.Sleep(5 * time.Second)
		took := r.Latencies()
		if len(took) != rate*seconds || len(s.Asked()) != rate*seconds {
			t.Errorf("%d were answered, the handler was asked %d times; want %d", len(took), len(s.Asked()), rate*seconds)
		}
		if p99 := took[len(took)*99/100]; p99 > time.Second {
			t.Errorf("99%% were answered within %v", p99)
		}
		if n := len(r.Resumes()); n != drops {
			t.Errorf("resumed %d times", n)
		}
	})
}
