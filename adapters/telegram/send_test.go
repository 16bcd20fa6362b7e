package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// Neutral replies in, exact requests out.
func TestRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{KeepCalls: true}, nil)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		r.AddChat(telegramtest.Chat{ID: -8, Type: "supergroup", Forum: true})
		full := bots.Reply{Lang: "en", Blocks: []bots.Block{
			bots.Heading{Text: "A < B"}, bots.Paragraph{Text: "Level & speaker", Tone: bots.Meta},
			bots.Paragraph{Text: "Said @everyone."}, bots.Quotation{Text: "Words", By: "Somebody"},
			bots.Citation{Text: "Where", Label: "Source", URL: `https://example.org/?a=1&b="2"`},
		}, Buttons: [][]bots.Button{
			{{Label: "Related", Action: bots.Action{Name: "r", Arg: "x"}}, {Label: "Cite", Copy: "text"}},
			{{Label: "Delete", Action: bots.Action{Name: "f", Extra: "y"}, Style: bots.Danger}, {Label: "Page", URL: "https://example.org"}},
		}}
		arabic := bots.Reply{Lang: "ar", Blocks: []bots.Block{bots.Paragraph{Text: "IOM تقول"}, bots.Quotation{Text: "English words"}}}
		record := bots.Reply{Blocks: []bots.Block{bots.Quotation{Text: "@misc{key,\n  title = {T}}"}}}
		ctx := context.Background()
		topic := bots.Chat{Platform: "telegram", ID: "-8", Thread: "9", Kind: bots.Group}
		for _, s := range []struct {
			to bots.Chat
			r  bots.Reply
		}{
			{private("7"), full}, {topic, botstest.Say("in a topic")}, {private("7"), arabic}, {private("7"), record},
			{private("7"), bots.Reply{File: &bots.File{Name: "brief.txt", MediaType: "text/plain", Data: []byte("x")}}},
		} {
			if _, err := r.adapter.Send(ctx, s.to, s.r); err != nil {
				t.Fatal(err)
			}
		}
		if err := r.adapter.Edit(ctx, private("7"), "1", botstest.Say("changed")); err != nil {
			t.Fatal(err)
		}
		if err := r.adapter.Typing(ctx, topic); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, c := range r.Calls("") {
			fmt.Fprintf(&b, "%s\n", c.Method)
			var names []string
			for name := range c.Params {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				fmt.Fprintf(&b, "  %s = %s\n", name, strings.ReplaceAll(c.Params[name], "\n", "\n    "))
			}
		}
		golden(t, "requests.txt", b.String())
	})
}

// Every error text has its consequence.
func TestSendErrors(t *testing.T) {
	for _, c := range []struct {
		code   int
		text   string
		kind   bots.SendKind
		reason bots.GoneReason
	}{
		{403, "Forbidden: bot was blocked by the user", bots.Gone, bots.Blocked},
		{403, "Forbidden: user is deactivated", bots.Gone, bots.Deactivated},
		{403, "Forbidden: bot was kicked from the supergroup chat", bots.Gone, bots.Kicked},
		{403, "Forbidden: bot is not a member of the channel chat", bots.Gone, bots.Kicked},
		{403, "Forbidden: bot can't initiate conversation with a user", bots.Gone, bots.NoRight},
		{403, "Forbidden: something new", bots.Gone, bots.NoRight},
		{400, "Bad Request: chat not found", bots.Gone, bots.NotFound},
		{400, "Bad Request: TOPIC_CLOSED", bots.Gone, bots.Closed},
		{400, "Bad Request: message thread not found", bots.Gone, bots.Closed},
		{400, "Bad Request: not enough rights to send text messages to the chat", bots.Gone, bots.NoRight},
		{400, "Bad Request: need administrator rights in the channel chat", bots.Gone, bots.NoRight},
		{400, "Bad Request: something we did wrong", bots.Rejected, ""},
		{401, "Unauthorized", bots.Unavailable, ""},
		{500, "Internal Server Error", bots.Unavailable, ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, telegramtest.Options{}, nil)
				r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
				r.Fail(100, "sendMessage", "", c.code, c.text, 0)
				_, err := r.adapter.Send(context.Background(), private("7"), botstest.Say("x"))
				se, ok := errors.AsType[*bots.SendError](err)
				if !ok || se.Kind != c.kind || se.Reason != c.reason {
					t.Errorf("Send: %v; want %s (%s)", err, c.kind, c.reason)
				}
				if calls := r.Count("sendMessage"); calls > 1 && c.kind != bots.Unavailable {
					t.Errorf("%d calls; want no second try", calls)
				}
			})
		})
	}
}

// What certainly did not arrive is sent again; what may have arrived is not.
func TestRetriesOnlyWhereSafe(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault func(*rig)
		kind  bots.SendKind // of the error, where there is one
		fails bool
		calls int
	}{
		{"two 500s", func(r *rig) { r.Fail(2, "sendMessage", "", 500, "Internal Server Error", 0) }, 0, false, 3},
		{"short 429", func(r *rig) { r.Fail(1, "sendMessage", "", 429, "Too Many Requests: retry after 2", 2) }, 0, false, 2},
		{"long 429", func(r *rig) { r.Fail(1, "sendMessage", "", 429, "Too Many Requests: retry after 7200", 7200) }, bots.Throttled, true, 1},
		{"a page of a proxy", func(r *rig) { r.Page(1, "sendMessage") }, bots.Unknown, true, 1},
		{"the answer got lost", func(r *rig) { r.Lose(1, "sendMessage") }, bots.Unknown, true, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, telegramtest.Options{}, nil)
				r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
				c.fault(r)
				began := time.Now()
				_, err := r.adapter.Send(context.Background(), private("7"), botstest.Say("x"))
				se, _ := errors.AsType[*bots.SendError](err)
				if c.fails != (err != nil) || c.fails && se.Kind != c.kind {
					t.Errorf("Send: %v; want an error: %t (%s)", err, c.fails, c.kind)
				}
				if n := r.Count("sendMessage"); n != c.calls {
					t.Errorf("%d calls; want %d", n, c.calls)
				}
				if c.kind == bots.Throttled && c.fails && !se.Until.Equal(began.Add(2*time.Hour)) {
					t.Errorf("throttled until %v; want in two hours", se.Until)
				}
			})
		})
	}
}

// A group that became a supergroup is named with its new id.
func TestSendToAMovedGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.AddChat(telegramtest.Chat{ID: -5, Type: "group"})
		r.Move(-5, -1005)
		_, err := r.adapter.Send(context.Background(), bots.Chat{Platform: "telegram", ID: "-5", Kind: bots.Group}, botstest.Say("x"))
		se, ok := errors.AsType[*bots.SendError](err)
		if !ok || se.Kind != bots.Gone || se.Reason != bots.MovedAway || se.MovedTo != "-1005" {
			t.Errorf("Send: %v; want moved to -1005", err)
		}
	})
}

// What Telegram refuses to parse arrives as plain text, with refused buttons
// left out.
func TestAMessageAlwaysArrives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		r.Fail(1, "sendMessage", "", 400, `Bad Request: can't parse entities: Unsupported start tag "secret words" at byte offset 2`, 0)
		r.Fail(1, "sendMessage", "", 400, "Bad Request: BUTTON_DATA_INVALID", 0)
		reply := bots.Reply{Blocks: []bots.Block{bots.Heading{Text: "A & B"}},
			Buttons: [][]bots.Button{{{Label: "x", Action: bots.Action{Name: "ts"}}}}}
		if _, err := r.adapter.Send(context.Background(), private("7"), reply); err != nil {
			t.Fatal(err)
		}
		got := r.Shown(7)
		if len(got) != 1 || got[0].Text != "A & B" || got[0].Markup != nil {
			t.Errorf("the chat shows %+v", got)
		}
		if s := r.adapter.Stats(); s.Plain != 1 || s.Bare != 1 {
			t.Errorf("counted %+v", s)
		}
		if strings.Contains(r.log.String(), "secret words") {
			t.Error("the log quotes the message")
		}
	})
}

// Answers of several parts that break off are not sent from the start again.
func TestALongMessageThatBreaksOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		first := strings.Repeat("word ", 800)
		go func() {
			r.Await(7, messages(1))
			r.Change(7, func(c *telegramtest.Chat) { c.Refuses = telegramtest.Blocked })
		}()
		_, err := r.adapter.Send(context.Background(), private("7"), botstest.Say(first+first))
		se, ok := errors.AsType[*bots.SendError](err)
		if !ok || se.Kind != bots.Unknown {
			t.Errorf("Send: %v; want unknown", err)
		}
	})
}

// Bulk goes out at the permitted rate: no 429, no chat called too early, and
// answers are not held up.
func TestBulkAtTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{Rates: true, Latency: 20 * time.Millisecond}, nil)
		r.AddChat(telegramtest.Chat{ID: 1, Type: "private"})
		r.run(t, &botstest.Script{})
		r.say(1, "hello")
		r.Await(1, messages(1))
		const n = 600
		began := time.Now()
		done := make(chan error, n)
		for i := range n {
			r.AddChat(telegramtest.Chat{ID: int64(1000 + i), Type: "private"})
		}
		for i := range n {
			go func() {
				_, err := r.adapter.Send(context.Background(), private(bots.ChatID(fmt.Sprint(1000+i))), botstest.Say("news"))
				done <- err
			}()
		}
		time.Sleep(5 * time.Second)
		asked := time.Now()
		r.say(1, "quick?")
		r.Await(1, messages(2))
		if d := time.Since(asked); d > 100*time.Millisecond {
			t.Errorf("an answer took %v beside bulk", d)
		}
		for range n {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		if n := r.Count("429"); n != 0 {
			t.Errorf("%d times too fast", n)
		}
		if d := time.Since(began); d > 22*time.Second {
			t.Errorf("600 messages took %v; want about 20 s", d)
		}
	})
}

// Twenty a minute in a group, one a second in a private chat.
func TestBulkToOneChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{Rates: true}, nil)
		r.AddChat(telegramtest.Chat{ID: -9, Type: "supergroup"})
		for range 45 {
			if _, err := r.adapter.Send(context.Background(), bots.Chat{Platform: "telegram", ID: "-9", Kind: bots.Group}, botstest.Say("x")); err != nil {
				t.Fatal(err)
			}
		}
		if n := r.Count("429"); n != 0 {
			t.Errorf("%d times too fast", n)
		}
	})
}

// A wait is obeyed to the second, also after a restart, and by that chat only.
func TestWaitsSurviveARestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inbox := &bots.VolatileInbox{}
		share := func(_ *telegram.Config, d *telegram.Deps) { d.Inbox = inbox }
		r := newRig(t, telegramtest.Options{KeepCalls: true}, share)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		r.AddChat(telegramtest.Chat{ID: 8, Type: "private"})
		r.Fail(1, "sendMessage", "7", 429, "Too Many Requests: retry after 3600", 3600)
		began := time.Now()
		stop := r.run(t, &botstest.Script{})
		r.say(7, "one")
		synctest.Wait()
		stop()
		again := newRigOn(t, r.Server, share)
		again.run(t, &botstest.Script{})
		r.say(8, "two")
		r.Await(8, messages(1))
		if d := time.Since(began); d > time.Second {
			t.Errorf("the other chat waited %v", d)
		}
		got := r.Await(7, messages(1))
		if d := time.Since(began); len(got) != 1 || d < time.Hour || d > time.Hour+2*time.Second {
			t.Errorf("%d answers after %v; want one after an hour", len(got), d)
		}
	})
}

// shaky is an Inbox that cannot be read at first, as a database that is just
// starting.
type shaky struct {
	bots.VolatileInbox
	fails atomic.Int32
}

func (s *shaky) Waits(ctx bots.Context, p bots.Platform, now time.Time) (map[bots.ChatID]time.Time, error) {
	if s.fails.Add(-1) >= 0 {
		return nil, errors.New("not there yet")
	}
	return s.VolatileInbox.Waits(ctx, p, now)
}

// The waits of the last run are read as soon as they can be.
func TestWaitsAreReadAfterAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inbox := &shaky{}
		share := func(_ *telegram.Config, d *telegram.Deps) { d.Inbox = inbox }
		r := newRig(t, telegramtest.Options{}, share)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		r.AddChat(telegramtest.Chat{ID: 8, Type: "private"})
		r.Fail(1, "sendMessage", "7", 429, "Too Many Requests: retry after 3600", 3600)
		if _, err := r.adapter.Send(context.Background(), private("7"), botstest.Say("x")); err == nil {
			t.Fatal("sent although throttled")
		}
		inbox.fails.Store(1)
		again := newRigOn(t, r.Server, share)
		if _, err := again.adapter.Send(context.Background(), private("8"), botstest.Say("x")); err != nil {
			t.Errorf("Send: %v", err)
		}
		time.Sleep(time.Minute)
		_, err := again.adapter.Send(context.Background(), private("7"), botstest.Say("x"))
		if se, ok := errors.AsType[*bots.SendError](err); !ok || se.Kind != bots.Throttled {
			t.Errorf("Send: %v; want throttled", err)
		}
		if n := r.Count("sendMessage"); n != 2 {
			t.Errorf("%d calls; want none before the wait is over", n)
		}
	})
}

// An answer that waited for an hour is not given up at the first hitch after.
func TestAHitchAfterALongWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{})
		r.Fail(1, "sendMessage", "", 429, "Too Many Requests: retry after 3600", 3600)
		r.Fail(2, "sendMessage", "", 502, "Bad Gateway", 0)
		r.say(7, "hello")
		time.Sleep(2 * time.Hour)
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"hello"}) {
			t.Errorf("the chat shows %q", got)
		}
	})
}
