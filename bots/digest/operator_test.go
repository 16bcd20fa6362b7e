package digest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// desk is an office with /broadcast for two administrators.
func desk(t *testing.T, approval bool) (*office, *talk, *talk) {
	o := newOffice(t, &platform{})
	by := o.broadcaster()
	by.Approval = approval
	first, second := bots.Chat{Platform: "telegram", ID: "1", Kind: bots.Private}, bots.Chat{Platform: "telegram", ID: "2", Kind: bots.Private}
	operator := &digest.Operator{Broadcaster: by, Messages: o.messages, Adapters: o.work.Adapters,
		Admins:  []bots.Owner{{Platform: "telegram", ID: "1"}, {Platform: "telegram", ID: "2"}},
		Testers: []bots.Chat{first, second}}
	c := digest.NewConversation(o.store, o.messages.Corpus, o.work.Clock, nil, operator)
	return o, &talk{t: t, c: c, chat: first, from: bots.Person{ID: "1"}, lang: "en"},
		&talk{t: t, c: c, chat: second, from: bots.Person{ID: "2"}, lang: "en"}
}

// TestABroadcastFromAChat: composed, seen, tested, approved by somebody else,
// watched, held and ended by buttons.
func TestABroadcastFromAChat(t *testing.T) {
	o, one, two := desk(t, true)
	o.subscribe("7", nil)
	o.subscribe("8", func(s *digest.Subscription) { s.Lang = "fr" })
	o.now = eight
	one.command("broadcast", "lang=en The Dialogue begins. text:fr=Le Dialogue commence.")
	if seen := bots.PlainText(one.last); !strings.Contains(seen, "The Dialogue begins.") || !strings.Contains(seen, "Le Dialogue commence.") || !strings.Contains(seen, "one subscriber") {
		t.Errorf("the preview is:\n%s", seen)
	}
	if !one.last.Private {
		t.Error("in a shared chat everybody would read it")
	}
	one.press("subbt", "3")
	if n := o.platform.got("Dialogue"); n != 4 {
		t.Errorf("%d messages to two testers in two languages", n)
	}
	one.press("subbs", "3")
	if one.last.Notice == "" || o.ledgerSize() != 0 {
		t.Errorf("its author let it go alone; the notice is %q", one.last.Notice)
	}
	two.last = one.last
	two.press("subbs", "3")
	o.at(eight.Add(time.Minute))
	two.press("subbp", "3")
	if s, p := o.state(3); s != digest.Done || p.Sent != 1 {
		t.Errorf("%s, %d sent; want the one who reads English", s, p.Sent)
	}
	if seen := bots.PlainText(two.last); !strings.Contains(seen, "▓▓▓▓▓▓▓▓▓▓") {
		t.Errorf("the progress is:\n%s", seen)
	}
	two.command("broadcast", "")
	if len(two.last.Buttons) != 1 {
		t.Errorf("the list has %d broadcasts", len(two.last.Buttons))
	}
}

func (o *office) ledgerSize() int {
	n := 0
	err := o.store.Rows(o.t.Context(), digest.RowQuery{}, func(digest.Row, digest.Subscription) bool { n++; return true })
	if err != nil {
		o.t.Fatal(err)
	}
	return n
}

// TestOnlyAdministratorsBroadcast, whatever they type or press.
func TestOnlyAdministratorsBroadcast(t *testing.T) {
	o, one, _ := desk(t, false)
	o.subscribe("7", nil)
	one.command("broadcast", "Hello.")
	start := one.last
	for _, stranger := range []*talk{
		{t: t, c: one.c, chat: bots.Chat{Platform: "telegram", ID: "7", Kind: bots.Private}, from: bots.Person{ID: "7"}, lang: "en"},
		// The number of an administrator, on another platform.
		{t: t, c: one.c, chat: bots.Chat{Platform: "discord", ID: "1", Kind: bots.Private}, from: bots.Person{ID: "1", Manager: true}, lang: "en"},
		// A guest in the chat of one.
		{t: t, c: one.c, chat: bots.Chat{Platform: "telegram", ID: "1", Kind: bots.Group}, from: bots.Person{ID: "9", Manager: true}, lang: "en"},
	} {
		stranger.command("broadcast", "Spam.")
		if seen := bots.PlainText(stranger.last); strings.Contains(seen, "Spam") || len(stranger.last.Buttons) > 0 {
			t.Errorf("%v reads:\n%s", stranger.chat, seen)
		}
		for _, action := range []string{"subbt", "subbs", "subbp", "subbh", "subbg", "subbx"} {
			m := stranger.message(bots.Press)
			m.Action = bots.Action{Name: action, Arg: "2"}
			if r, _ := stranger.c.Handle(t.Context(), m, "en"); strings.Contains(bots.PlainText(r), "Hello") || len(r.Blocks) > 0 {
				t.Errorf("%v presses %s and reads:\n%s", stranger.chat, action, bots.PlainText(r))
			}
		}
	}
	if all, err := o.store.Broadcasts(t.Context(), 9); err != nil || len(all) != 1 || all[0].State != digest.Composed {
		t.Errorf("the broadcasts are %+v, %v", all, err)
	}
	if n := len(o.platform.calls); n != 0 {
		t.Errorf("%d calls were made", n)
	}
	one.last = start
	one.press("subbs", "2")
	one.press("subbh", "2")
	one.press("subbg", "2")
	one.press("subbx", "2")
	if s, _ := o.state(2); s != digest.Abandoned {
		t.Errorf("its author started, held, resumed and cancelled it, and it is %s", s)
	}
}
