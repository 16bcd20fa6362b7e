package discord_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

const (
	postMessage = "/channels/{channel_id}/messages"
	openDirect  = "/users/@me/channels"
)

func wantSendError(t *testing.T, err error, kind bots.SendKind, reason bots.GoneReason) *bots.SendError {
	t.Helper()
	se, ok := errors.AsType[*bots.SendError](err)
	if !ok {
		t.Fatalf("Send: %v; want a *bots.SendError", err)
	}
	if se.Kind != kind || se.Reason != reason {
		t.Errorf("Send: %v; want %s %s", err, kind, reason)
	}
	return se
}

// Each way in which a chat can be gone has its consequence, and is asked once.
func TestGone(t *testing.T) {
	for name, one := range map[string]struct {
		to     bots.Chat
		change func(r *rig)
		reason bots.GoneReason
	}{
		"hidden":          {channel(discordtest.ChannelID), func(r *rig) { r.Hide(discordtest.ChannelID, true) }, bots.NoRight},
		"silenced":        {channel(discordtest.ChannelID), func(r *rig) { r.Silence(discordtest.ChannelID, true) }, bots.NoRight},
		"deleted":         {channel(discordtest.ChannelID), func(r *rig) { r.DeleteChannel(discordtest.ChannelID) }, bots.NotFound},
		"direct closed":   {direct("113"), func(r *rig) { r.CloseDM("113", true) }, bots.Closed},
		"person deleted":  {direct("113"), func(r *rig) { r.DeleteUser("113") }, bots.Deactivated},
		"never there":     {channel("300000000000000055"), func(*rig) {}, bots.NotFound},
		"no id":           {channel("a channel"), func(*rig) {}, bots.NotFound},
		"guild is silent": {channel(discordtest.ChannelID), func(r *rig) { r.RemoveGuild(discordtest.GuildID) }, bots.NoRight},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{}, nil)
				one.change(r)
				_, err := r.adapter.Send(t.Context(), one.to, botstest.Say("hello"))
				_ = wantSendError(t, err, bots.Gone, one.reason)
				if n := r.Count("POST "+postMessage) + r.Count("POST "+openDirect); n > 2 {
					t.Errorf("%d calls were made", n)
				}
			})
		})
	}
}

// A message whose answer got lost is there once, however often it is sent.
func TestUnknownOutcomeIsOneMessage(t *testing.T) {
	for _, lost := range []int{1, 3, 4, 9} {
		t.Run(fmt.Sprint(lost, " lost"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{}, nil)
				to := channel(discordtest.ChannelID)
				r.Break(lost, "POST", postMessage, discordtest.Trouble{Lose: true})
				keyed := r.adapter
				var err error
				for try := range 4 {
					if _, err = keyed.SendKeyed(t.Context(), to, botstest.Say("the message"), "row-1"); err == nil {
						break
					}
					_ = wantSendError(t, err, bots.Unknown, "")
					if try == 3 {
						t.Errorf("the last try: %v", err)
					}
				}
				if _, err := keyed.SendKeyed(t.Context(), to, botstest.Say("another"), "row-2"); err != nil {
					t.Error(err)
				}
				if n := len(r.Messages(discordtest.ChannelID)); n != 2 {
					t.Errorf("the channel shows %d messages; want 2", n)
				}
			})
		})
	}
}

// A long message that broke off half-way is completed by sending it again.
func TestPartsAreCompleted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		to := channel(discordtest.ChannelID)
		long := botstest.Say(strings.TrimSpace(strings.Repeat("word ", 2500)))
		r.Break(2, "POST", "/channels/"+discordtest.ChannelID+"/nothing", discordtest.Trouble{})
		calls := 0
		ctx, cancel := context.WithCancel(t.Context())
		r.Break(1, "POST", postMessage, discordtest.Trouble{Delay: time.Millisecond})
		go func() {
			r.Until(func() bool { calls = len(r.Messages(discordtest.ChannelID)); return calls == 1 })
			cancel()
		}()
		r.Break(1, "POST", postMessage, discordtest.Trouble{Delay: time.Millisecond})
		if _, err := r.adapter.SendKeyed(ctx, to, long, "row"); err != nil {
			_ = wantSendError(t, err, bots.Unknown, "")
		}
		if _, err := r.adapter.SendKeyed(t.Context(), to, long, "row"); err != nil {
			t.Fatal(err)
		}
		var words int
		for _, m := range r.Messages(discordtest.ChannelID) {
			words += len(strings.Fields(visibleText(m)))
		}
		if words != 2500 {
			t.Errorf("the channel shows %d words; want 2500", words)
		}
	})
}

// Errors of Discord and of the network are told apart.
func TestSendOutcomes(t *testing.T) {
	for name, one := range map[string]struct {
		trouble discordtest.Trouble
		kind    bots.SendKind
		global  bool
	}{
		"away":       {discordtest.Trouble{Status: 503}, bots.Unavailable, false},
		"edge":       {discordtest.Trouble{Status: 502, Page: "<html>"}, bots.Unavailable, false},
		"refused":    {discordtest.Trouble{Status: 400, Code: 50035}, bots.Rejected, false},
		"wait":       {discordtest.Trouble{Status: 429, RetryAfter: time.Minute}, bots.Throttled, false},
		"wait all":   {discordtest.Trouble{Status: 429, RetryAfter: time.Minute, Global: true}, bots.Throttled, true},
		"lost":       {discordtest.Trouble{Lose: true}, bots.Unknown, false},
		"forbidden":  {discordtest.Trouble{Status: 403, Code: 99999}, bots.Gone, false},
		"banned":     {discordtest.Trouble{Status: 429, Page: "error code: 1015"}, bots.Throttled, true},
		"no garbage": {discordtest.Trouble{Status: 200, Page: "garbage"}, bots.Unknown, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{}, nil)
				r.Break(100, "POST", postMessage, one.trouble)
				began := time.Now()
				_, err := r.adapter.Send(t.Context(), channel(discordtest.ChannelID), botstest.Say("hello"))
				reason := bots.GoneReason("")
				if one.kind == bots.Gone {
					reason = bots.NoRight
				}
				se := wantSendError(t, err, one.kind, reason)
				if se.Global != one.global {
					t.Errorf("global is %v", se.Global)
				}
				if one.kind == bots.Throttled && se.Until.Sub(began) < time.Minute {
					t.Errorf("throttled for %v", se.Until.Sub(began))
				}
				if strings.Contains(err.Error(), "hello") {
					t.Errorf("the error quotes the message: %v", err)
				}
				r.Mend()
				if one.kind != bots.Throttled {
					if _, err := r.adapter.Send(t.Context(), channel(discordtest.ChannelID), botstest.Say("hello")); err != nil {
						t.Errorf("afterwards: %v", err)
					}
				}
			})
		})
	}
}

// A message whose frame Discord refuses arrives without.
func TestRefusedMessagesArriveBare(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.Break(1, "POST", postMessage, discordtest.Trouble{Status: 400, Code: 50035})
		reply := bots.Reply{Blocks: []bots.Block{bots.Heading{Text: "Title"}, bots.Paragraph{Text: "the words"}}}
		if _, err := r.adapter.Send(t.Context(), channel(discordtest.ChannelID), reply); err != nil {
			t.Fatal(err)
		}
		if ms := r.Messages(discordtest.ChannelID); len(ms) != 1 || !strings.Contains(ms[0].Content, "the words") {
			t.Errorf("the channel shows %+v", ms)
		}
	})
}

// 5,000 messages to as many channels go out at the permitted 50 a second,
// without a single 429, also over a slow line.
func TestFiveThousandMessages(t *testing.T) {
	for _, latency := range []time.Duration{0, 80 * time.Millisecond} {
		for _, senders := range []int{8, 50, 200} {
			t.Run(fmt.Sprint(senders, " senders, ", latency), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					const n = 5000
					r := newRig(t, discordtest.Options{Rates: true, Lenient: true, Latency: latency}, nil)
					for k := range n {
						r.AddChannel(discordtest.GuildID, fmt.Sprint(300000000001000000+k))
					}
					began := time.Now()
					next := make(chan int)
					var all sync.WaitGroup
					for range senders {
						all.Go(func() {
							for k := range next {
								to := channel(fmt.Sprint(300000000001000000 + k))
								if _, err := r.adapter.SendKeyed(t.Context(), to, botstest.Say("hello"), fmt.Sprint("row ", k)); err != nil {
									t.Errorf("message %d: %v", k, err)
								}
							}
						})
					}
					for k := range n {
						next <- k
					}
					close(next)
					all.Wait()
					took := time.Since(began)
					t.Logf("%v, %d at most in a second", took, r.MostInASecond())
					if most := 102 * time.Second; senders >= 50 && took > most {
						t.Errorf("took %v; want %v at most", took, most)
					}
					if got := r.Count("429"); got != 0 {
						t.Errorf("%d calls were too many", got)
					}
				})
			})
		}
	}
}

// Many messages to one channel keep its limit, and an answer does not wait
// behind them for long.
func TestOneChannelKeepsItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{Rates: true}, nil)
		var all sync.WaitGroup
		for k := range 30 {
			all.Go(func() {
				for {
					_, err := r.adapter.SendKeyed(t.Context(), channel(discordtest.ChannelID), botstest.Say(fmt.Sprint(k)), fmt.Sprint("row ", k))
					se, throttled := errors.AsType[*bots.SendError](err)
					if err == nil {
						return
					}
					if !throttled || se.Kind != bots.Throttled {
						t.Errorf("message %d: %v", k, err)
						return
					}
					time.Sleep(time.Until(se.Until))
				}
			})
		}
		all.Wait()
		if n := len(r.Messages(discordtest.ChannelID)); n != 30 || r.Count("429") != 0 {
			t.Errorf("%d messages arrived, %d were too many", n, r.Count("429"))
		}
	})
}

// A wait that Discord asks for is kept by everybody.
func TestGlobalWaitIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{Rates: true}, nil)
		r.Break(1, "POST", postMessage, discordtest.Trouble{Status: 429, RetryAfter: 2 * time.Second, Global: true})
		var all sync.WaitGroup
		for k := range 20 {
			r.AddChannel(discordtest.GuildID, fmt.Sprint(300000000001000000+k))
			all.Go(func() {
				time.Sleep(time.Duration(k) * 50 * time.Millisecond)
				if _, err := r.adapter.Send(t.Context(), channel(fmt.Sprint(300000000001000000+k)), botstest.Say("x")); err != nil {
					t.Errorf("message %d: %v", k, err)
				}
			})
		}
		all.Wait()
	})
}

// An edit changes the message; what it no longer has goes.
func TestEditTakesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		to := direct("113")
		rich := bots.Reply{Blocks: []bots.Block{bots.Heading{Text: "Title"}, bots.Paragraph{Text: "text"}},
			Buttons: [][]bots.Button{{{Label: "Go", Action: bots.Action{Name: bots.ActionThemes}}}},
			File:    &bots.File{Name: "brief.txt", MediaType: "text/plain", Data: []byte("text")}}
		id, err := r.adapter.Send(t.Context(), to, rich)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.adapter.Edit(t.Context(), to, id, botstest.Say("plain")); err != nil {
			t.Fatal(err)
		}
		ms := r.Messages(r.DM("113"))
		if len(ms) != 1 || ms[0].Content != "plain" || len(ms[0].Embeds)+len(ms[0].Components)+len(ms[0].Files) != 0 {
			t.Errorf("the chat shows %+v", ms)
		}
	})
}
