package telegram_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
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

// withButton answers with a button, and presses with p.
func withButton(press func(bots.Message) bots.Reply) *botstest.Script {
	return &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		if m.Kind == bots.Press {
			return press(m)
		}
		r := botstest.Say("answer")
		r.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: "ts"}}}}
		return r
	}}
}

// Every press is answered, whatever happens.
func TestPressesAreAnswered(t *testing.T) {
	replace := botstest.Say("changed")
	replace.Replace = true
	for _, c := range []struct {
		name   string
		press  func(bots.Message) bots.Reply
		breaks func(*rig)
		shows  []string
	}{
		{"nothing to say", func(bots.Message) bots.Reply { return bots.Reply{} }, nil, []string{"answer"}},
		{"a notice", func(bots.Message) bots.Reply { return bots.Reply{Notice: "thanks"} }, nil, []string{"answer"}},
		{"a panic", func(bots.Message) bots.Reply { panic("bug") }, nil, []string{"answer", "Something went wrong on our side. Please try again in a moment."}},
		{"replaced", func(bots.Message) bots.Reply { return replace }, nil, []string{"changed"}},
		{"the message is gone", func(bots.Message) bots.Reply { return replace },
			func(r *rig) {
				r.Fail(1, "editMessageText", "", 400, "Bad Request: message to edit not found", 0)
			}, []string{"answer", "changed"}},
		{"not modified", func(bots.Message) bots.Reply {
			r := botstest.Say("answer")
			r.Replace = true
			r.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: "ts"}}}}
			return r
		}, nil, []string{"answer"}},
		{"a lost answer", func(bots.Message) bots.Reply { return replace },
			func(r *rig) { r.Lose(1, "editMessageText"); r.Lose(1, "answerCallbackQuery") }, []string{"changed"}},
		{"the chat is throttled", func(bots.Message) bots.Reply { return replace },
			func(r *rig) { r.Fail(1, "editMessageText", "", 429, "Too Many Requests: retry after 600", 600) }, []string{"changed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, telegramtest.Options{}, nil)
				stop := r.run(t, withButton(c.press))
				r.say(7, "hello")
				r.Await(7, messages(1))
				if c.breaks != nil {
					c.breaks(r)
				}
				pressed := time.Now()
				id := r.Press(7, "More")
				r.Until(func() bool { n, _ := r.Answer(id); return n > 0 })
				if d := time.Since(pressed); d > time.Second {
					t.Errorf("the press was answered after %v", d)
				}
				if got := r.Await(7, func(m []telegramtest.Message) bool { return slices.Equal(texts(m), c.shows) }); got == nil {
					t.Error("nothing is shown")
				}
				stop()
			})
		})
	}
}

// A press behind an answer that waits for hours is answered at once.
func TestPressInAThrottledChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, withButton(func(bots.Message) bots.Reply { return bots.Reply{Notice: "late"} }))
		r.say(7, "one")
		r.Await(7, messages(1))
		r.Fail(1, "sendMessage", "7", 429, "Too Many Requests: retry after 3600", 3600)
		r.say(7, "two")
		synctest.Wait()
		id := r.Press(7, "More")
		time.Sleep(time.Second)
		if n, _ := r.Answer(id); n != 1 {
			t.Errorf("answered %d times within a second; want once", n)
		}
		time.Sleep(2 * time.Hour)
	})
}

// Telegram's wish for fewer answers to presses holds up no message, and is
// obeyed itself.
func TestThrottledPresses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{KeepCalls: true}, nil)
		r.run(t, withButton(func(bots.Message) bots.Reply { return bots.Reply{Notice: "thanks"} }))
		r.say(7, "hello")
		r.Await(7, messages(1))
		r.Fail(1, "answerCallbackQuery", "", 429, "Too Many Requests: retry after 3", 3)
		first := r.Press(7, "More")
		synctest.Wait()
		second := r.Press(7, "More")
		asked := time.Now()
		r.say(8, "hello")
		r.Await(8, messages(1))
		if d := time.Since(asked); d > time.Second {
			t.Errorf("another chat waited %v", d)
		}
		time.Sleep(10 * time.Second)
		for _, id := range []string{first, second} {
			if n, text := r.Answer(id); n != 1 || text != "thanks" {
				t.Errorf("a press was answered %d times, with %q", n, text)
			}
		}
		calls := r.Calls("answerCallbackQuery")
		for _, c := range calls[1:] {
			if d := c.At.Sub(calls[0].At); d < 3*time.Second {
				t.Errorf("answered again after %v; want 3 s at least", d)
			}
		}
	})
}

// Who floods the bot from a chat that Telegram throttles holds up nobody else
// for long.
func TestFloodFromAThrottledChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{})
		r.Fail(1, "sendMessage", "7", 429, "Too Many Requests: retry after 3600", 3600)
		for i := range 450 {
			r.say(7, fmt.Sprint(i))
		}
		asked := time.Now()
		r.say(8, "hello")
		r.Await(8, messages(1))
		if d := time.Since(asked); d > time.Minute {
			t.Errorf("another chat waited %v", d)
		}
		if s := r.adapter.Stats(); s.Released == 0 {
			t.Errorf("counted %+v; want those that were let go", s)
		}
	})
}

// An edited question gets its answer edited; what is too many is removed.
func TestEditedQuestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		s := &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Text == "long" {
				return botstest.Say(strings.Repeat("word ", 1500))
			}
			return botstest.Say("about " + m.Text)
		}}
		r.run(t, s)
		edit := func(id int, text string) {
			r.EditText(id, telegramtest.Said{Chat: 7, Text: text})
			synctest.Wait()
		}
		id := r.say(7, "wimen")
		synctest.Wait()
		edit(id, "women")
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"about women"}) {
			t.Errorf("after the edit: %q", got)
		}
		asked := len(s.Asked())
		edit(id, "women") // As Telegram reports a link preview.
		if n := len(s.Asked()); n != asked {
			t.Errorf("an unchanged question was asked again")
		}
		edit(id, "long")
		if n := len(r.Shown(7)); n != 2 {
			t.Errorf("%d messages; want the two parts", n)
		}
		edit(id, "short")
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"about short"}) {
			t.Errorf("after the second edit: %q", got)
		}
	})
}

// A better version does not come over what the person turned to meanwhile.
func TestLaterVersionGivesWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{
			Answer: func(_ bots.Context, m bots.Message) bots.Reply {
				reply := botstest.Say("first")
				if m.Kind == bots.Press {
					reply = botstest.Say("page two")
					reply.Replace = true
					return reply
				}
				reply.Pending = true
				reply.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: "ts"}}}}
				return reply
			},
			Later: func(ctx bots.Context, _ bots.Message, _ bots.Reply) (bots.Reply, bool) {
				select {
				case <-time.After(5 * time.Second):
				case <-ctx.Done():
				}
				return botstest.Say("better"), true
			},
		})
		r.say(7, "hello")
		r.Await(7, messages(1))
		r.Press(7, "More")
		time.Sleep(10 * time.Second)
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"page two"}) {
			t.Errorf("the chat shows %q", got)
		}
	})
}

// Typing shows after half a second, and not before.
func TestTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			d, _ := time.ParseDuration(m.Text)
			time.Sleep(d)
			return botstest.Say(m.Text)
		}})
		for _, c := range []struct {
			takes string
			shown int
		}{{"400ms", 0}, {"2s", 1}, {"11s", 3}} {
			before := r.Count("sendChatAction")
			n := len(r.Shown(7))
			r.say(7, c.takes)
			r.Await(7, messages(n+1))
			synctest.Wait()
			if got := r.Count("sendChatAction") - before; got != c.shown {
				t.Errorf("%d typing actions in %s; want %d", got, c.takes, c.shown)
			}
		}
	})
}

// After downtime one apology a chat, then answers again.
func TestBacklog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		for i := range 20 {
			r.Say(telegramtest.Said{Chat: 7, Text: fmt.Sprint("old ", i), Ago: time.Hour})
		}
		r.say(7, "new")
		r.Say(telegramtest.Said{Chat: 8, Text: "old", Ago: time.Hour})
		r.run(t, &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Kind == bots.Stale {
				return botstest.Say("sorry")
			}
			return botstest.Say(m.Text)
		}})
		if got := texts(r.Await(7, messages(2))); !slices.Equal(got, []string{"sorry", "new"}) {
			t.Errorf("the chat shows %q", got)
		}
		r.Await(8, messages(1))
		if n := r.adapter.Stats().Stale; n != 21 {
			t.Errorf("%d stale questions counted; want 21", n)
		}
	})
}

// Who wanted to stop while the bot was away still wants it.
func TestLateCommandsAreMeant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, func(_ *telegram.Config, d *telegram.Deps) {
			d.Commands = []bots.CommandSpec{{Name: "unsubscribe", Description: map[string]string{"en": "Stop"}, Late: true},
				{Name: "today", Description: map[string]string{"en": "Today"}}}
		})
		r.Say(telegramtest.Said{Chat: 7, Text: "/today", Ago: time.Hour})
		r.Say(telegramtest.Said{Chat: 7, Text: "/unsubscribe", Ago: time.Hour})
		r.run(t, &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Kind == bots.Stale {
				return botstest.Say("sorry")
			}
			return botstest.Say(m.Command)
		}})
		if got := texts(r.Await(7, messages(2))); !slices.Equal(got, []string{"sorry", "unsubscribe"}) {
			t.Errorf("the chat shows %q", got)
		}
	})
}

// Several files sent at once get one line.
func TestAlbum(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply { return botstest.Say("text only") }})
		photo := []any{map[string]any{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}}
		for range 5 {
			r.Say(telegramtest.Said{Chat: 7, More: map[string]any{"photo": photo, "media_group_id": "a"}})
		}
		r.Say(telegramtest.Said{Chat: 7, More: map[string]any{"photo": photo}})
		synctest.Wait()
		if n := len(r.Shown(7)); n != 2 {
			t.Errorf("%d lines; want one for the album and one for the photo", n)
		}
	})
}

// The offset moves only after handling: what was in work when the program
// stopped hard is handled after the next start, and nothing twice.
func TestNothingIsLostOrAnsweredTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		inbox := &bots.VolatileInbox{}
		share := func(c *telegram.Config, d *telegram.Deps) { d.Inbox, c.Grace = inbox, time.Second }
		r := newRig(t, telegramtest.Options{}, share)
		stop := r.run(t, &botstest.Script{Answer: func(ctx bots.Context, m bots.Message) bots.Reply {
			if m.Text == "slow" {
				<-ctx.Done()
				return bots.Reply{}
			}
			return botstest.Say(m.Text)
		}})
		r.say(7, "done")
		r.say(8, "slow")
		r.say(8, "behind it")
		r.say(9, "done too")
		r.Await(9, messages(1))
		time.Sleep(time.Second) // More than the pause between two polls.
		synctest.Wait()
		if n := r.Waiting(); n != 3 { // All from the slow one on.
			t.Errorf("%d updates wait; want 3", n)
		}
		began := time.Now()
		stop()
		if d := time.Since(began); d > 2*time.Second {
			t.Errorf("stopping took %v", d)
		}
		again := newRigOn(t, r.Server, share)
		again.run(t, &botstest.Script{})
		r.Await(8, messages(2))
		synctest.Wait()
		if got := texts(r.Shown(8)); !slices.Equal(got, []string{"slow", "behind it"}) {
			t.Errorf("the slow chat shows %q; want the answer that was cut off, too", got)
		}
		if n := again.adapter.Stats().Repeated; n != 1 {
			t.Errorf("%d counted as perhaps answered twice; want the one that was in work", n)
		}
		for _, chat := range []int64{7, 9} {
			if n := len(r.Shown(chat)); n != 1 {
				t.Errorf("chat %d has %d answers; want one", chat, n)
			}
		}
		if n := r.Waiting(); n != 0 {
			t.Errorf("%d updates wait at the end", n)
		}
	})
}

// One update that nobody can read holds up nobody.
func TestBrokenUpdate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{})
		r.Push(`{"update_id":%d,"message":{"message_id":"not a number"}}`)
		r.Push(`{"update_id":%d,"something_new":{"x":1}}`)
		r.say(7, "hello")
		r.Await(7, messages(1))
		synctest.Wait()
		if n := r.Waiting(); n != 0 {
			t.Errorf("%d updates wait", n)
		}
	})
}

// Two pollers on one token are noticed and reported with the remedy.
func TestConflict(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, &botstest.Script{})
		synctest.Wait()
		other := newRigOn(t, r.Server, nil)
		stop := other.run(t, &botstest.Script{})
		time.Sleep(time.Minute)
		stop()
		if log := r.log.String() + other.log.String(); !strings.Contains(log, "another process polls") {
			t.Errorf("the log does not tell the remedy:\n%s", log)
		}
		time.Sleep(time.Minute)
		r.say(7, "hello")
		r.Await(7, messages(1))
	})
}

// A webhook that somebody else sets is reported, and polling goes on after.
func TestWebhookOfAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.SetWebhook("https://old.example.org") // Removed at the start.
		r.run(t, &botstest.Script{})
		r.say(7, "hello")
		r.Await(7, messages(1))
		r.SetWebhook("https://other.example.org")
		time.Sleep(3 * time.Minute)
		if !strings.Contains(r.log.String(), "a webhook is set") {
			t.Errorf("the log does not tell the remedy:\n%s", r.log)
		}
		r.SetWebhook("")
		r.say(7, "again")
		r.Await(7, messages(2))
	})
}

// Answers to a group that moves go to the new one.
func TestAnswerAfterAMove(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.AddChat(telegramtest.Chat{ID: -5, Type: "group"})
		s := &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Kind == bots.Command {
				r.Move(-5, -1005)
				return botstest.Say("answer")
			}
			return bots.Reply{}
		}}
		r.run(t, s)
		r.Say(telegramtest.Said{Chat: -5, From: 7, Text: "/ask@" + telegramtest.Username + " x"})
		r.Await(-1005, messages(1))
		synctest.Wait()
		asked := s.Asked()
		if m := asked[len(asked)-1]; m.Kind != bots.Moved || m.Chat.ID != "-5" || m.MovedTo != "-1005" {
			t.Errorf("the handler got %+v; want the move", m)
		}
	})
}

// Who blocked the bot is told to the handler, also where only a send shows it.
func TestLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		s := &botstest.Script{}
		r.run(t, s)
		r.Member(7, 7, "member", "kicked")
		r.Member(8, 8, "kicked", "member")
		r.AddChat(telegramtest.Chat{ID: 9, Type: "private", Refuses: telegramtest.Deactivated})
		r.say(9, "hello")
		synctest.Wait()
		got := map[bots.ChatID]bots.MessageKind{}
		for _, m := range s.Asked() {
			got[m.Chat.ID] = m.Kind
		}
		if got["7"] != bots.Left || got["8"] != bots.Joined || got["9"] != bots.Left {
			t.Errorf("the handler got %v", got)
		}
	})
}

// In groups Telegram is asked who may change settings, and only then.
func TestManagersOfGroups(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, func(_ *telegram.Config, d *telegram.Deps) {
			d.Commands = []bots.CommandSpec{{Name: "subscribe", Manager: true, Description: map[string]string{"en": "x"}},
				{Name: "themes", Description: map[string]string{"en": "x"}}}
		})
		r.AddChat(telegramtest.Chat{ID: -5, Type: "supergroup", Admins: map[int64]bool{1: true}})
		s := &botstest.Script{}
		r.run(t, s)
		for _, from := range []int64{1, 2, 1} {
			r.Say(telegramtest.Said{Chat: -5, From: from, Text: "/subscribe"})
		}
		r.Say(telegramtest.Said{Chat: -5, From: 1, Text: "/themes"})
		synctest.Wait()
		var got []bool
		for _, m := range s.Asked() {
			got = append(got, m.From.Manager)
		}
		if !slices.Equal(got, []bool{true, false, true, false}) {
			t.Errorf("managers: %v", got)
		}
		if n := r.Count("getChatMember"); n != 2 {
			t.Errorf("asked %d times; want twice", n)
		}
	})
}

// A token that Telegram does not know ends Run, without showing it.
func TestWrongToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := telegramtest.New(telegramtest.Options{})
		a, err := telegram.New(telegram.Config{Token: "1:wrong"}, telegram.Deps{Transport: s.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		err = a.Run(context.Background(), &botstest.Script{})
		if err == nil || strings.Contains(err.Error(), "1:wrong") || !strings.Contains(err.Error(), "TELEGRAM_BOT_TOKEN") {
			t.Errorf("Run: %v", err)
		}
	})
}

// refusing never reaches anybody, as a closed port.
type refusing struct{ calls atomic.Int32 }

func (r *refusing) RoundTrip(req *http.Request) (*http.Response, error) {
	r.calls.Add(1)
	return nil, fmt.Errorf("dial %s: refused", req.URL)
}

// No error shows the token, not even one of the network with the address in
// it; and Run waits for Telegram to come back.
func TestTokenInNoError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := &refusing{}
		r := newRig(t, telegramtest.Options{}, func(_ *telegram.Config, d *telegram.Deps) { d.Transport = down })
		_, err := r.adapter.Send(context.Background(), private("7"), botstest.Say("x"))
		if err == nil || strings.Contains(err.Error(), telegramtest.Token) {
			t.Errorf("Send: %v", err)
		}
		stop := r.run(t, &botstest.Script{})
		time.Sleep(time.Minute)
		stop()
		if n := down.calls.Load(); n < 5 || n > 20 {
			t.Errorf("%d calls in a minute; want some, further and further apart", n)
		}
	})
}

// astray answers the first calls as somebody else's gate does, with a redirect
// to a server of its own.
type astray struct {
	to    string
	hosts []string
}

func (a *astray) RoundTrip(req *http.Request) (*http.Response, error) {
	a.hosts = append(a.hosts, req.URL.Host)
	w := httptest.NewRecorder()
	http.Redirect(w, req, a.to, http.StatusTemporaryRedirect)
	return w.Result(), nil
}

// A redirect is not followed: the other server would read the token in the
// Referer, and the message in the body.
func TestRedirectsAreNotFollowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := &astray{to: "https://gate.example.net/login"}
		r := newRig(t, telegramtest.Options{}, func(_ *telegram.Config, d *telegram.Deps) { d.Transport = gate })
		_, err := r.adapter.Send(context.Background(), private("7"), botstest.Say("x"))
		if err == nil || strings.Contains(err.Error(), telegramtest.Token) {
			t.Errorf("Send: %v", err)
		}
		if slices.Contains(gate.hosts, "gate.example.net") {
			t.Errorf("called %q", gate.hosts)
		}
	})
}

// Menus and profile are set once, in every language, and not again.
func TestIntroduction(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		change := func(_ *telegram.Config, d *telegram.Deps) {
			d.Commands = []bots.CommandSpec{
				{Name: "ask", Description: map[string]string{"en": "Ask", "fr": "Demander", "ar": "اسأل"}},
				{Name: "status", Admin: true, Description: map[string]string{"en": "Status", "fr": "État", "ar": "الحالة"}},
				{Name: "start", Hidden: true, Description: map[string]string{"en": "Start"}},
			}
			d.Admins = []bots.Owner{{Platform: "telegram", ID: "7"}, {Platform: "discord", ID: "8"}, {Platform: "telegram", ID: "404"}}
			d.Profile = telegram.Profile{Name: map[string]string{"en": "Bot", "fr": "Robot"}, About: map[string]string{"en": strings.Repeat("é", 200)}}
		}
		r := newRig(t, telegramtest.Options{}, change)
		r.AddChat(telegramtest.Chat{ID: 7, Type: "private"})
		stop := r.run(t, &botstest.Script{})
		synctest.Wait()
		stop()
		for _, c := range []struct{ scope, lang, want string }{
			{`{"type":"default"}`, "", `[{"command":"ask","description":"Ask"}]`},
			{`{"type":"all_group_chats"}`, "fr", `[{"command":"ask","description":"Demander"}]`},
			{`{"type":"chat","chat_id":7}`, "ar", `[{"command":"ask","description":"اسأل"},{"command":"status","description":"الحالة"}]`},
			{`{"type":"chat","chat_id":404}`, "", ``},
		} {
			if got := r.Menu(c.scope, c.lang); got != c.want {
				t.Errorf("%s in %q: %s; want %s", c.scope, c.lang, got, c.want)
			}
		}
		if n := r.Count("setMyName"); n != 2 {
			t.Errorf("the name was set %d times; want for two languages", n)
		}
		before := r.Count("setMyCommands") + r.Count("setMyName") + r.Count("setMyShortDescription") + r.Count("setChatMenuButton")
		again := newRigOn(t, r.Server, change)
		stop = again.run(t, &botstest.Script{})
		synctest.Wait()
		stop()
		after := r.Count("setMyCommands") + r.Count("setMyName") + r.Count("setMyShortDescription") + r.Count("setChatMenuButton")
		if after != before+3 { // The menu of the operator who never came, in three languages.
			t.Errorf("%d settings at the second start; want none that Telegram has", after-before)
		}
	})
}

// The webhook: only with the secret, only updates, each once, answered when it
// is handled.
func TestWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, func(c *telegram.Config, _ *telegram.Deps) {
			c.WebhookURL, c.WebhookSecret = "https://bot.example.org/telegram/webhook", "s3cret"
		})
		deliver := func(secret, method string, body string) int {
			req := httptest.NewRequest(method, "/telegram/webhook", strings.NewReader(body))
			if secret != "" {
				req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
			}
			w := httptest.NewRecorder()
			r.adapter.Webhook().ServeHTTP(w, req)
			return w.Code
		}
		if code := deliver("s3cret", "POST", `{"update_id":1}`); code != 503 {
			t.Errorf("before Run: %d; want 503", code)
		}
		s := &botstest.Script{}
		r.run(t, s)
		synctest.Wait()
		if address, secret := r.Webhook(); address != "https://bot.example.org/telegram/webhook" || secret != "s3cret" {
			t.Errorf("registered %q with %q", address, secret)
		}
		for _, c := range []struct {
			name, secret, method, body string
			want                       int
		}{
			{"no secret", "", "POST", `{}`, 401},
			{"wrong secret", "s3creT", "POST", `{}`, 401},
			{"GET", "s3cret", "GET", ``, 405},
			{"no JSON", "s3cret", "POST", `{"update_id":`, 400},
			{"too large", "s3cret", "POST", `"` + strings.Repeat("x", 2<<20) + `"`, 413},
		} {
			if code := deliver(c.secret, c.method, c.body); code != c.want {
				t.Errorf("%s: %d; want %d", c.name, code, c.want)
			}
		}
		r.say(7, "hello")
		raw := string(r.Raw()[0])
		for range 2 { // Telegram brings it again after a slow answer.
			if code := deliver("s3cret", "POST", raw); code != 200 {
				t.Errorf("an update: %d; want 200", code)
			}
		}
		if n := len(r.Shown(7)); n != 1 {
			t.Errorf("%d answers; want one, there before the update was confirmed", n)
		}
		r.Confirm()
	})
}

// Inline results come in pages, and what cannot be shown is cut or left out.
func TestInlineMode(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{KeepCalls: true}, func(_ *telegram.Config, d *telegram.Deps) {
			d.Inline = offers{}
		})
		r.run(t, &botstest.Script{})
		got := r.Query(7, "many", "", "en")
		if len(got) != 10 || got[0].Next != "10" {
			t.Fatalf("%d results, next %q", len(got), got[0].Next)
		}
		if got := r.Query(7, "many", "20", "en"); len(got) != 5 || got[0].Next != "" {
			t.Errorf("the last page has %d results, next %q", len(got), got[0].Next)
		}
		if got := r.Query(7, "none", "", "en"); len(got) != 0 {
			t.Errorf("%d results; want none", len(got))
		}
	})
}

// offers is an InlineSource of 25 results, some of them unusable.
type offers struct{}

func (offers) Inline(_ bots.Context, q telegram.InlineQuery) telegram.InlineAnswer {
	if q.Text == "none" {
		return telegram.InlineAnswer{Open: "Help", Start: "help"}
	}
	var all []telegram.InlineResult
	for i := range 25 {
		all = append(all, telegram.InlineResult{ID: strings.Repeat("x", 70) + fmt.Sprint(i), Title: "Title", Description: "<b>", Reply: botstest.Say(strings.Repeat("long ", 2000))})
	}
	to := min(len(all), q.Offset+q.Limit)
	return telegram.InlineAnswer{Results: all[q.Offset:to], More: to < len(all)}
}
