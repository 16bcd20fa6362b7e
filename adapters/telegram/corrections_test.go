package telegram_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// corrigible answers with what it was asked, and "step" as a step of a
// conversation.
func corrigible() *botstest.Script {
	return &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		reply := botstest.Say("about " + m.Text + m.Args.Line)
		reply.Settled = m.Text == "step"
		return reply
	}}
}

// What an edit brings: the same message changed, a new one, or nothing.
func TestCorrections(t *testing.T) {
	const group = -100
	at := "@" + telegramtest.Username + " "
	for _, c := range []struct {
		name string
		// said is what is asked at first and edited becomes of it; between
		// happens in between.
		chat         int64
		said, edited string
		between      func(r *rig)
		want         []string
		replies      bool // the last message is a reply to the question
	}{
		{name: "corrected", chat: 7, said: "wimen", edited: "women", want: []string{"about women"}},
		{name: "unchanged", chat: 7, said: "women", edited: "women", want: []string{"about women"}},
		{name: "a command", chat: 7, said: "/ask wimen", edited: "/ask women", want: []string{"about women"}},
		{name: "into a command that does something", chat: 7, said: "women", edited: "/forgetme", want: []string{"about women"}},
		{name: "further on", chat: 7, said: "wimen", edited: "women", between: func(r *rig) { r.say(7, "men") },
			want: []string{"about wimen", "about men", "about women"}, replies: true},
		{name: "too late", chat: 7, said: "wimen", edited: "women", between: func(*rig) { time.Sleep(6 * time.Minute) },
			want: []string{"about wimen"}},
		{name: "a step of a conversation", chat: 7, said: "step", edited: "another", want: []string{"about step"}},
		{name: "in a group", chat: group, said: at + "wimen", edited: at + "women", want: []string{"about women"}, replies: true},
		{name: "others asked since", chat: group, said: at + "wimen", edited: at + "women",
			between: func(r *rig) { r.Say(telegramtest.Said{Chat: group, From: 9, Text: at + "men"}) },
			want:    []string{"about women", "about men"}, replies: true},
		{name: "not to us any more", chat: group, said: at + "wimen", edited: "women", want: []string{"about wimen"}, replies: true},
		{name: "our name forgotten at first", chat: group, said: "women", edited: at + "women", want: []string{"about women"}, replies: true},
		{name: "our name added to an old message", chat: group, said: "women", edited: at + "women",
			between: func(*rig) { time.Sleep(time.Hour) }},
		{name: "the answer was deleted", chat: 7, said: "wimen", edited: "women", between: func(r *rig) {
			r.Fail(1, "editMessageText", "", 400, "Bad Request: message to edit not found", 0)
		}, want: []string{"about wimen", "about women"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, telegramtest.Options{}, nil)
				r.AddChat(telegramtest.Chat{ID: group, Type: "supergroup", Title: "Delegates"})
				r.run(t, corrigible())
				said := telegramtest.Said{Chat: c.chat, From: 7, Text: c.said}
				began := time.Now()
				id := r.Say(said)
				synctest.Wait()
				if c.between != nil {
					c.between(r)
					synctest.Wait()
				}
				said.Text, said.Ago = c.edited, time.Since(began)
				r.EditText(id, said)
				synctest.Wait()
				got := r.Shown(c.chat)
				if !slices.Equal(texts(got), c.want) {
					t.Fatalf("the chat shows %q; want %q", texts(got), c.want)
				}
				if n := len(got); n > 0 && c.replies != (slices.ContainsFunc(got, func(m telegramtest.Message) bool { return m.ReplyTo == id })) {
					t.Errorf("an answer is a reply to the question: %v", !c.replies)
				}
			})
		})
	}
}

// A question corrected while its summary grows: what was being made of the
// wrong one never comes over the new answer, and the new summary grows there.
func TestCorrectedDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, growing(10, time.Second, true))
		id := r.say(7, "wimen")
		time.Sleep(3500 * time.Millisecond)
		r.EditText(id, telegramtest.Said{Chat: 7, Text: "women"})
		time.Sleep(100 * time.Millisecond)
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"curated women"}) {
			t.Errorf("at once the chat shows %q", got)
		}
		r.EditText(id, telegramtest.Said{Chat: 7, Text: "women"}) // as for a link preview
		time.Sleep(time.Minute)
		if got := r.Shown(7); len(got) != 1 || onlyVerified(t, got[0].Text) != 10 {
			t.Errorf("in the end the chat shows %q", texts(got))
		}
	})
}
