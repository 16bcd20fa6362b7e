package digest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// fills sends what is typed into the form of the last question.
func (k *talk) fills(text string) {
	k.t.Helper()
	if k.last.Input == nil {
		k.t.Fatalf("nothing can be typed under:\n%s", bots.PlainText(k.last))
	}
	m := k.message(bots.Press)
	m.Action = bots.Action{Name: k.last.Input.Action, Arg: text}
	r, ok := k.c.Handle(k.t.Context(), m, k.lang)
	if !ok {
		k.t.Fatalf("%q is for nobody", text)
	}
	k.seen.Reset()
	if k.show(text, r, ok); r.Notice != "" {
		k.last = bots.Reply{Input: &bots.Input{Action: m.Action.Name}}
	}
}

// TestTypingIntoForms: a form answers the same questions; what is not understood
// takes the question away neither from the form nor from who goes on typing, and
// a place of several zones still leads back.
func TestTypingIntoForms(t *testing.T) {
	c := corpus(t)
	for _, lang := range locale.Languages {
		now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
		var db digesttest.Store
		k := &talk{t: t, lang: lang, chat: bots.Chat{Platform: "chat", ID: "7", Kind: bots.Private}, from: bots.Person{ID: "7", Lang: lang}}
		k.c = digest.NewConversation(&db, func() *knowledge.Corpus { return c }, func() time.Time { return now }, nil, nil)
		k.command("subscribe", "")
		if in := k.last.Input; in == nil || in.Label == "" || strings.Contains(in.Label, ":") || in.Example == "" {
			t.Fatalf("%s: the form is %+v", lang, in)
		}
		k.fills("when the sun rises")
		if !strings.Contains(k.seen.String(), "07:30") {
			t.Errorf("%s: a wrong time is answered with %s", lang, k.seen.String())
		}
		k.says("06:45")
		k.fills("Atlantis")
		k.fills("Brazil")
		last := k.last.Buttons[len(k.last.Buttons)-1]
		if n := len(k.last.Buttons); n < 2 || last[0].Action.Name != "subt" || k.last.Input == nil {
			t.Fatalf("%s: several zones are offered with %+v", lang, k.last.Buttons)
		}
		k.fills("Kampala")
		s, ok, err := db.Find(t.Context(), k.chat)
		if err != nil || !ok || s.At.String() != "06:45" || s.Zone != "Africa/Kampala" {
			t.Errorf("%s: %+v, %v, %v", lang, s, ok, err)
		}
	}
}
