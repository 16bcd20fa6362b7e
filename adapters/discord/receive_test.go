package discord_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// slow is a handler that takes d for every answer.
func slow(d time.Duration, answer func(bots.Message) bots.Reply) *botstest.Script {
	return &botstest.Script{Answer: func(ctx bots.Context, m bots.Message) bots.Reply {
		select {
		case <-time.After(d):
		case <-ctx.Done():
		}
		return answer(m)
	}}
}

func echo(m bots.Message) bots.Reply { return botstest.Say(m.Args.Get("question") + m.Text) }

func private(text string) bots.Reply {
	r := botstest.Say(text)
	r.Private = true
	return r
}

var somebody = discordtest.InGuild("111")

// roads runs a test over the gateway and over HTTP.
func roads(t *testing.T, o discordtest.Options, test func(t *testing.T, r *rig)) {
	t.Helper()
	for _, road := range []string{"gateway", "http"} {
		t.Run(road, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, o, nil)
				if road == "http" {
					r.connect(t, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
				}
				test(t, r)
			})
		})
	}
}

// A quick answer is the first answer itself; a slow one is announced within a
// second and comes all the same.
func TestAnswersNeverTimeOut(t *testing.T) {
	for _, takes := range []time.Duration{0, 500 * time.Millisecond, 2 * time.Second, 40 * time.Second} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			r.run(t, slow(takes, echo))
			i := r.Slash(somebody, "ask", opt("question", "hello"))
			ack := i.Wait()
			if want := discordtest.AckDeferred; takes > time.Second && ack.Type != want || ack.After > time.Second {
				t.Errorf("first answer of type %d after %v", ack.Type, ack.After)
			}
			if m := i.Done(); m == nil || visibleText(*m) != "hello" || m.Ephemeral() {
				t.Errorf("the person sees %+v", m)
			}
		})
	}
}

// What is for one person stays with them, also if it was announced to all.
func TestPrivateAnswersAreHidden(t *testing.T) {
	for _, takes := range []time.Duration{0, 2 * time.Second} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			r.run(t, slow(takes, func(bots.Message) bots.Reply { return private("secret") }))
			for _, options := range [][]discordtest.Option{{opt("question", "x")}, {opt("question", "x"), opt("private", true)}} {
				i := r.Slash(somebody, "ask", options...)
				i.Done()
				time.Sleep(time.Minute)
			}
			i := r.Slash(somebody, "mydata")
			i.Done()
			time.Sleep(time.Minute)
			n := 0
			for _, m := range r.Messages(discordtest.ChannelID) {
				if strings.Contains(visibleText(m), "secret") {
					n++
					if !m.Ephemeral() {
						t.Errorf("everybody sees %q", visibleText(m))
					}
				}
			}
			if n != 3 {
				t.Errorf("%d answers came; want 3", n)
			}
		})
	}
}

// An interaction that comes twice is answered once.
func TestInteractionsAreAnsweredOnce(t *testing.T) {
	roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
		s := slow(0, echo)
		r.run(t, s)
		i := r.Slash(somebody, "ask", opt("question", "hello"))
		i.Done()
		r.Again(i)
		r.Again(i)
		synctest.Wait()
		if n := len(s.Asked()); n != 1 {
			t.Errorf("the handler was asked %d times", n)
		}
		if got := r.adapter.Stats(); got.Repeated != 2 {
			t.Errorf("%d repetitions were counted", got.Repeated)
		}
	})
}

// A reply without words ends the wait without a message.
func TestSilenceIsSilent(t *testing.T) {
	for _, takes := range []time.Duration{0, 2 * time.Second} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			r.run(t, slow(takes, func(m bots.Message) bots.Reply {
				if m.Kind == bots.Press || m.Args.Get("question") == "hush" {
					return bots.Reply{}
				}
				reply := botstest.Say("press me")
				reply.Buttons = [][]bots.Button{{{Label: "Go", Action: bots.Action{Name: bots.ActionThemes}}}}
				return reply
			}))
			i := r.Slash(somebody, "ask", opt("question", "hush"))
			i.Wait()
			time.Sleep(time.Minute)
			for _, m := range r.Messages(discordtest.ChannelID) {
				if !m.Ephemeral() {
					t.Errorf("the channel shows %+v", m)
				}
				r.DeleteMessage(discordtest.ChannelID, m.ID)
			}
			r.Slash(somebody, "ask", opt("question", "x")).Done()
			press := r.Press(somebody, "Go")
			press.Wait()
			time.Sleep(time.Minute)
			if ms := r.Messages(discordtest.ChannelID); len(ms) != 1 || ms[0].Edits > 1 {
				t.Errorf("the channel shows %+v", ms)
			}
		})
	}
}

// A press may change the message, add one for all or one for its person.
func TestPresses(t *testing.T) {
	for _, takes := range []time.Duration{0, 2 * time.Second} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			r.run(t, slow(takes, func(m bots.Message) bots.Reply {
				reply := botstest.Say("answer")
				for _, name := range []string{"replace", "add", "notice", "hidden"} {
					reply.Buttons = append(reply.Buttons, []bots.Button{{Label: name, Action: bots.Action{Name: name}}})
				}
				if m.Kind != bots.Press {
					return reply
				}
				switch m.Action.Name {
				case "replace":
					reply.Replace = true
					reply.Blocks = botstest.Say("replaced").Blocks
				case "add":
					return botstest.Say("added")
				case "notice":
					return bots.Reply{Notice: "in passing"}
				case "hidden":
					r := private("hidden")
					r.Replace = true
					return r
				}
				return reply
			}))
			r.Slash(somebody, "ask", opt("question", "x")).Done()
			for _, label := range []string{"replace", "add", "notice", "hidden"} {
				r.Press(somebody, label).Wait()
				time.Sleep(time.Minute)
			}
			var got []string
			for _, m := range r.Messages(discordtest.ChannelID) {
				text := visibleText(m)
				if m.Ephemeral() {
					text += " (hidden)"
				}
				got = append(got, text)
			}
			if want := "replaced, added, in passing (hidden), hidden (hidden)"; strings.Join(got, ", ") != want {
				t.Errorf("the channel shows %q; want %q", strings.Join(got, ", "), want)
			}
		})
	}
}

// An old button whose meaning nobody knows reaches the handler as the zero
// action, also after a restart.
func TestOldButtons(t *testing.T) {
	roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
		s := slow(0, func(m bots.Message) bots.Reply { return botstest.Say("said " + m.Action.Arg) })
		r.run(t, s)
		m := r.Slash(somebody, "ask", opt("question", "x")).Done()
		r.PressData(somebody, m.ID, "what is this").Done()
		r.PressData(somebody, m.ID, bots.Action{Name: bots.ActionShow, Arg: "idm30"}.Encode()).Done()
		asked := s.Asked()
		if len(asked) != 3 || asked[1].Action != (bots.Action{}) || asked[2].Action.Arg != "idm30" {
			t.Errorf("the handler got %+v", asked)
		}
	})
}

// A handler that panics leaves an apology, not a wait.
func TestPanicsApologize(t *testing.T) {
	roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
		r.run(t, &botstest.Script{Answer: func(bots.Context, bots.Message) bots.Reply { panic("a secret in a panic") }})
		m := r.Slash(somebody, "ask", opt("question", "x")).Done()
		if m == nil || !strings.Contains(m.Content, "went wrong") {
			t.Errorf("the person sees %+v", m)
		}
		if strings.Contains(r.log.String(), "a secret in a panic") {
			t.Error("the log shows what the panic said")
		}
	})
}

// pending answers at once, and better after d.
func pending(d time.Duration, better bool) *botstest.Script {
	return &botstest.Script{
		Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			reply := botstest.Say("curated")
			reply.Pending = m.Kind != bots.Press
			reply.Replace = m.Kind == bots.Press
			reply.Buttons = [][]bots.Button{{{Label: "Go", Action: bots.Action{Name: bots.ActionThemes, Arg: "x"}}}}
			if m.Kind == bots.Press {
				reply.Blocks = botstest.Say("pressed").Blocks
			}
			return reply
		},
		Later: func(ctx bots.Context, _ bots.Message, _ bots.Reply) (bots.Reply, bool) {
			select {
			case <-time.After(d):
				return botstest.Say("curated, with a summary"), better
			case <-ctx.Done():
				return bots.Reply{}, false
			}
		},
	}
}

// A summary replaces the curated answer, which is there before and stays if
// the summary fails.
func TestSummariesComeLater(t *testing.T) {
	for _, better := range []bool{true, false} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			r.run(t, pending(8*time.Second, better))
			i := r.Slash(somebody, "ask", opt("question", "x"))
			if m := i.Done(); m == nil || visibleText(*m) != "curated" || i.Wait().After > time.Second {
				t.Errorf("first the person sees %+v", m)
			}
			time.Sleep(time.Minute)
			want := "curated"
			if better {
				want += ", with a summary"
			}
			if m := i.Message(); visibleText(*m) != want {
				t.Errorf("then the person sees %q; want %q", visibleText(*m), want)
			}
		})
	}
}

// A message that shows something else by now is not overwritten by a late
// summary.
func TestLateSummariesDoNotOverwrite(t *testing.T) {
	roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
		r.run(t, pending(8*time.Second, true))
		i := r.Slash(somebody, "ask", opt("question", "x"))
		i.Done()
		time.Sleep(time.Second)
		r.Press(somebody, "Go").Wait()
		time.Sleep(time.Minute)
		if m := i.Message(); visibleText(*m) != "pressed" {
			t.Errorf("the person sees %q", visibleText(*m))
		}
	})
}

// Long answers come whole, hidden ones as hidden messages, and files with them.
func TestLongAnswersAndFiles(t *testing.T) {
	for _, takes := range []time.Duration{0, 2 * time.Second} {
		roads(t, discordtest.Options{Rates: true}, func(t *testing.T, r *rig) {
			words := strings.TrimSpace(strings.Repeat("word ", 3000))
			r.run(t, slow(takes, func(bots.Message) bots.Reply {
				reply := private(words)
				reply.File = &bots.File{Name: "brief.txt", MediaType: "text/plain", Data: []byte("text")}
				return reply
			}))
			i := r.Slash(somebody, "brief", opt("theme", "x"))
			i.Done()
			time.Sleep(time.Minute)
			var all []string
			var files []string
			for _, m := range append([]discordtest.Message{*i.Message()}, i.Followups()...) {
				if !m.Ephemeral() && takes == 0 {
					t.Error("a part is seen by everybody")
				}
				all = append(all, strings.Fields(visibleText(m))...)
				files = append(files, m.Files...)
			}
			if got := strings.Join(all, " "); got != words && got != "🔒 "+words {
				t.Errorf("the answer has %d words; want 3000", len(all))
			}
			if len(files) != 1 || files[0] != "brief.txt" {
				t.Errorf("the files are %v", files)
			}
		})
	}
}

// Troubles of the network and of Discord: the person has an answer, once.
func TestAnswersSurviveTroubles(t *testing.T) {
	callback := "/interactions/{interaction_id}/{interaction_token}/callback"
	for name, trouble := range map[string]discordtest.Trouble{
		"502":       {Status: 502, Page: "<html>bad gateway</html>"},
		"500":       {Status: 500},
		"429":       {Status: 429, RetryAfter: 300 * time.Millisecond},
		"lost":      {Lose: true},
		"reset":     {Reset: true},
		"slow":      {Delay: 700 * time.Millisecond},
		"50035":     {Status: 400, Code: 50035},
		"edge page": {Status: 503, Page: "<html>unavailable</html>"},
	} {
		for _, takes := range []time.Duration{0, 2 * time.Second} {
			t.Run(name+" "+takes.String(), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					r := newRig(t, discordtest.Options{}, nil)
					r.run(t, slow(takes, echo))
					r.Break(1, "POST", callback, trouble)
					r.Break(1, "PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", trouble)
					i := r.Slash(somebody, "ask", opt("question", "hello"))
					i.Done()
					time.Sleep(time.Minute)
					if m := i.Message(); m == nil || visibleText(*m) != "hello" {
						t.Errorf("the person sees %+v", m)
					}
					if n := len(r.Messages(discordtest.ChannelID)); n != 1 {
						t.Errorf("the channel shows %d messages", n)
					}
				})
			})
		}
	}
}

// Interactions that nobody waits for any more are given up, not repeated.
func TestGivesUpWhatIsOver(t *testing.T) {
	callback := "/interactions/{interaction_id}/{interaction_token}/callback"
	for name, code := range map[string]int{"unknown": 10062, "acknowledged": 40060} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{KeepCalls: true}, nil)
				r.run(t, slow(0, echo))
				status := 404
				if code == 40060 {
					status = 400
				}
				r.Break(1, "POST", callback, discordtest.Trouble{Status: status, Code: code})
				i := r.Slash(somebody, "ask", opt("question", "hello"))
				time.Sleep(2 * time.Second)
				if n := len(r.Calls("POST " + callback)); n != 1 {
					t.Errorf("answered %d times", n)
				}
				if s := r.adapter.Stats(); s.Late != 1 {
					t.Errorf("%d late answers were counted", s.Late)
				}
				_ = i
				// The person did see a failure; that was the point.
				r.answerFor(i)
			})
		})
	}
}

// answerFor lets the fake forget a failure that a test provoked.
func (r *rig) answerFor(*discordtest.Interaction) { r.ignoreFailures = true }

// In a server only those who may manage it are managers; in direct messages
// and in places of one's own everybody is.
func TestWhoManages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		s := slow(0, func(bots.Message) bots.Reply { return botstest.Say("settings") })
		r.run(t, s)
		admin := somebody
		admin.Permissions = discordtest.Administrator
		for _, one := range []struct {
			who     discordtest.Person
			manages bool
			chat    bots.Chat
		}{
			{somebody, false, channel(discordtest.ChannelID)},
			{discordtest.Manager("112"), true, channel(discordtest.ChannelID)},
			{admin, true, channel(discordtest.ChannelID)},
			{discordtest.InDM("113"), true, direct("113")},
			{visitor, true, direct(visitor.ID)},
			{between, true, direct(between.ID)},
		} {
			r.Slash(one.who, "settings").Done()
			asked := s.Asked()
			m := asked[len(asked)-1]
			if m.From.Manager != one.manages || m.Chat != one.chat {
				t.Errorf("%+v: manager %v in %+v; want %v in %+v", one.who, m.From.Manager, m.Chat, one.manages, one.chat)
			}
		}
	})
}

// Only mentions and direct messages are read; answers in a channel are
// replies, what concerns one person goes to their direct messages.
func TestWrittenMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		s := slow(time.Second, func(m bots.Message) bots.Reply {
			if strings.Contains(m.Text, "secret") {
				return private("for you")
			}
			return botstest.Say("said " + m.Text)
		})
		r.run(t, s)
		me := "<@" + discordtest.BotID + ">"
		r.Say(somebody, "hello all")
		first := r.Say(somebody, me+" hello")
		r.SayMore(somebody, me+" from a bot", map[string]any{"author": map[string]any{"id": "9", "username": "x", "discriminator": "0", "bot": true}})
		r.Say(somebody, me+" secret")
		r.Say(discordtest.InDM("113"), "direct")
		time.Sleep(time.Minute)
		var got []string
		for _, m := range r.Messages(discordtest.ChannelID) {
			if m.Own {
				got = append(got, m.Content+" to "+m.Reference)
			}
		}
		if len(got) != 1 || got[0] != "said hello to "+first {
			t.Errorf("the channel shows %q", got)
		}
		for user, want := range map[string]string{"111": "for you", "113": "said direct"} {
			ms := shown(r.Messages(r.DM(user)))
			if len(ms) != 1 || ms[0].Text != want {
				t.Errorf("%s has %+v; want %q", user, ms, want)
			}
		}
		if n := r.Count("POST /channels/{channel_id}/typing"); n != 3 {
			t.Errorf("typing was shown %d times; want 3", n)
		}
	})
}

// The person has closed their direct messages: the answer comes in the channel.
func TestPrivateAnswerWithoutDirectMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.run(t, slow(0, func(bots.Message) bots.Reply { return private("for you") }))
		r.CloseDM("111", true)
		r.Say(somebody, "<@"+discordtest.BotID+"> x")
		time.Sleep(time.Minute)
		if ms := shown(r.Messages(discordtest.ChannelID)); len(ms) != 1 {
			t.Errorf("the channel shows %+v", ms)
		}
	})
}

// A written question that waited too long gets an apology; one that was
// answered before a restart gets nothing.
func TestStaleAndAnsweredMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inbox := &bots.VolatileInbox{}
		r := newRig(t, discordtest.Options{}, func(_ *discord.Config, d *discord.Deps) {
			d.Inbox = inbox
			// Bubbles begin in 2000, ids of messages in 2015.
			d.Clock = func() time.Time { return time.Now().AddDate(26, 0, 0) }
		})
		s := slow(0, echo)
		r.run(t, s)
		old := "400000000000000099" // an id from 2018
		p := discordtest.InDM("113")
		for range 2 {
			r.SayMore(p, "old", map[string]any{"id": old})
			synctest.Wait()
		}
		if _, err := inbox.Begin(context.Background(), "discord", "400000000000000100"); err != nil {
			t.Fatal(err)
		}
		if err := inbox.Finish(context.Background(), "discord", "400000000000000100"); err != nil {
			t.Fatal(err)
		}
		r.SayMore(p, "answered", map[string]any{"id": "400000000000000100"})
		synctest.Wait()
		asked := s.Asked()
		if len(asked) != 1 || asked[0].Kind != bots.Stale {
			t.Errorf("the handler got %+v", asked)
		}
	})
}

// Stopping finishes what was accepted, and lets nobody wait.
func TestStopsGracefully(t *testing.T) {
	roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
		stop := r.run(t, slow(2*time.Second, echo))
		i := r.Slash(somebody, "ask", opt("question", "hello"))
		synctest.Wait()
		stop()
		if m := i.Done(); m == nil || visibleText(*m) != "hello" {
			t.Errorf("the person sees %+v", m)
		}
		if n := r.Connected(); n != 0 {
			t.Errorf("%d connections are left", n)
		}
	})
}
