package botstest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/bots"
)

// promises is the suite. Each states one promise of bots.Adapter.
var promises = []promise{
	{"says what it is and what it allows", saysWhatItIs},
	{"a question reaches the handler and its answer the chat", roundTrip},
	{"an empty reply says nothing", quiet},
	{"within a chat in order", inOrder},
	{"a slow chat holds up no other", inParallel},
	{"a long reply arrives whole", whole},
	{"what people write is never markup", literal},
	{"every kind of block is shown", everyBlock},
	{"a pressed button brings its action", press},
	{"a pressed button can put the reply in its place", pressReplaces},
	{"a sent message can be edited", edit},
	{"a better version replaces the first", later},
	{"a better version is shown while it grows", grows},
	{"many may send at once, also before Run", concurrentSends},
	{"a chat that is gone gives its reason", gone},
	{"a handler that panics ends nothing", panics},
}

func saysWhatItIs(t *testing.T, r Rig) {
	if p := r.Adapter.Platform(); p == "" || p != r.Adapter.Platform() {
		t.Errorf("Platform() = %q; want one constant name", p)
	}
	l := r.Adapter.Limits()
	if l.Text < 0 {
		t.Errorf("Limits().Text = %d; want how long a message may be", l.Text)
	}
	if n := l.Length("abc"); n != 3 {
		t.Errorf("Limits().Length of three letters = %d", n)
	}
	if l.Rows > 0 && (l.PerRow <= 0 || l.Label <= 0) {
		t.Errorf("Limits allow %d rows of buttons, but PerRow %d and Label %d", l.Rows, l.PerRow, l.Label)
	}
}

func roundTrip(t *testing.T, r Rig) {
	s := &Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		return Say("You said: " + m.Text)
	}}
	start(t, r, s)
	r.Say(0, "what about women?")
	got := r.Await(0, messages(1))
	if want := "You said: what about women?"; !strings.Contains(got[0].Text, want) {
		t.Errorf("the chat shows %q; want %q", got[0].Text, want)
	}
	m := s.Asked()[0]
	if m.Kind != bots.Text || m.Text != "what about women?" {
		t.Errorf("the handler got %+v", m)
	}
	if m.Chat.Platform != r.Adapter.Platform() || m.Chat.ID == "" || m.ID == "" || m.From.ID == "" {
		t.Errorf("the message lacks an id: %+v", m)
	}
	if m.At.IsZero() {
		t.Error("the message has no time")
	}
	if want := r.Chat(0); m.Chat.ID != want.ID {
		t.Errorf("the message came from chat %q; want %q", m.Chat.ID, want.ID)
	}
}

func quiet(t *testing.T, r Rig) {
	start(t, r, &Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		if m.Text == "hush" {
			return bots.Reply{}
		}
		return Say(m.Text)
	}})
	r.Say(0, "hush")
	r.Say(0, "speak")
	if got := r.Await(0, messages(1)); len(got) != 1 || got[0].Text != "speak" {
		t.Errorf("the chat shows %+v; want the second answer only", got)
	}
}

func inOrder(t *testing.T, r Rig) {
	start(t, r, &Script{})
	const n = 12
	for i := range n {
		r.Say(0, fmt.Sprintf("question %d", i))
	}
	got := r.Await(0, messages(n))
	for i, s := range got {
		if want := fmt.Sprintf("question %d", i); s.Text != want {
			t.Fatalf("answer %d is %q; want %q", i, s.Text, want)
		}
	}
}

func inParallel(t *testing.T, r Rig) {
	if r.Chats < 2 {
		t.Skip("this platform has one chat only")
	}
	held := make(chan struct{})
	start(t, r, &Script{Answer: func(ctx bots.Context, m bots.Message) bots.Reply {
		if m.Text == "slow" {
			select {
			case <-held:
			case <-ctx.Done():
			}
		}
		return Say(m.Text)
	}})
	r.Say(0, "slow")
	r.Say(1, "quick")
	r.Await(1, messages(1))
	close(held)
	r.Await(0, messages(1))
}

func whole(t *testing.T, r Rig) {
	limit := r.Adapter.Limits().Text
	if limit == 0 {
		t.Log("the platform takes any length: nothing has to be split")
		limit = 8000
	}
	var words []string
	for n := 0; n < limit*5/2; {
		w := fmt.Sprintf("word%d", len(words))
		if len(words)%17 == 16 {
			w += "."
		}
		words = append(words, w)
		n += len(w) + 1
	}
	start(t, r, &Script{Answer: func(bots.Context, bots.Message) bots.Reply {
		reply := Say(strings.Join(words, " "))
		reply.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: bots.ActionThemes}}}}
		return reply
	}})
	r.Say(0, "tell me all")
	last := words[len(words)-1]
	got := r.Await(0, func(s []Shown) bool {
		return len(s) > 0 && strings.HasSuffix(strings.TrimSpace(s[len(s)-1].Text), last)
	})
	var all []string
	for i, s := range got {
		if n := r.Adapter.Limits().Length(s.Text); r.Adapter.Limits().Text > 0 && n > limit {
			t.Errorf("part %d is %d long; the limit is %d", i, n, limit)
		}
		if end := i == len(got)-1; r.Press != nil && (len(s.Labels) > 0) != end {
			t.Errorf("part %d of %d has buttons %v; they belong under the last", i+1, len(got), s.Labels)
		}
		all = append(all, strings.Fields(s.Text)...)
	}
	if strings.Join(all, " ") != strings.Join(words, " ") {
		t.Errorf("the parts have %d words; want the %d that were said, in order", len(all), len(words))
	}
}

func literal(t *testing.T, r Rig) {
	start(t, r, &Script{})
	for i, text := range []string{
		`<b>bold</b> & <a href="https://example.org">x</a>`,
		"*stars* _lines_ `ticks` ~~tilde~~ ||bars||",
		"[label](https://example.org) ![i](x) # not a heading",
		"a < b > c && d \"quoted\" 'single'",
		"<script>alert(1)</script>",
	} {
		r.Say(0, text)
		if got := r.Await(0, messages(i+1)); got[i].Text != text {
			t.Errorf("the chat shows %q; want %q", got[i].Text, text)
		}
	}
}

func everyBlock(t *testing.T, r Rig) {
	reply := bots.Reply{Lang: "en", Blocks: []bots.Block{
		bots.Heading{Text: "Heading words"},
		bots.Paragraph{Text: "Meta words", Tone: bots.Meta},
		bots.Paragraph{Text: "Plain words"},
		bots.Paragraph{Text: "Strong words", Tone: bots.Strong},
		bots.Quotation{Text: "Quoted words", By: "Speaking person"},
		bots.List{Items: []bots.Item{{Text: "First item"}, {Text: "Second item", URL: "https://example.org/2"}}},
		bots.List{Ordered: true, Items: []bots.Item{{Text: "Ranked item"}}},
		bots.Rule{},
		bots.Summary{Label: "Summary label", Text: "Summary words"},
		bots.Citation{Text: "Citation words", Label: "Link words", URL: "https://example.org/source"},
		bots.Paragraph{Text: "Fine words", Tone: bots.Fine},
	}}
	if _, err := r.Adapter.Send(context.Background(), r.Chat(0), reply); err != nil {
		t.Fatalf("Send: %v", err)
	}
	got := r.Await(0, messages(1))[0].Text
	// Blocks stand in their order; whether a source is named before or after
	// its label is the platform's.
	at := 0
	for _, block := range [][]string{
		{"Heading words"}, {"Meta words"}, {"Plain words"}, {"Strong words"}, {"Quoted words"}, {"Speaking person"},
		{"First item"}, {"Second item"}, {"1"}, {"Ranked item"}, {"Summary label"}, {"Summary words"},
		{"Citation words", "Link words"}, {"Fine words"},
	} {
		end := at
		for _, want := range block {
			i := strings.Index(got[at:], want)
			if i < 0 {
				t.Fatalf("%q is missing, or out of its order, in\n%s", want, got)
			}
			end = max(end, at+i+len(want))
		}
		at = end
	}
}

func concurrentSends(t *testing.T, r Rig) {
	const n = 8
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			id, err := r.Adapter.Send(context.Background(), r.Chat(i%r.Chats), Say(fmt.Sprintf("note %d", i)))
			if err != nil || id == "" {
				t.Errorf("Send: id %q, error %v", id, err)
			}
		})
	}
	wg.Wait()
	total := 0
	for c := range min(r.Chats, n) {
		total += len(r.Await(c, messages(1)))
	}
	if total != n {
		t.Errorf("%d messages arrived; want %d", total, n)
	}
}

func gone(t *testing.T, r Rig) {
	if r.Leave == nil {
		t.Skip("a chat of this platform cannot refuse messages")
	}
	want := r.Leave(0)
	_, err := r.Adapter.Send(context.Background(), r.Chat(0), Say("hello?"))
	var se *bots.SendError
	if !errors.As(err, &se) {
		t.Fatalf("Send to a chat that is gone: %v; want a *bots.SendError", err)
	}
	if se.Kind != bots.Gone || se.Reason != want {
		t.Errorf("Send says %s (%s); want gone (%s)", se.Kind, se.Reason, want)
	}
}
