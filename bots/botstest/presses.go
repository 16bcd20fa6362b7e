package botstest

import (
	"context"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/bots"
)

var pressed = bots.Action{Name: bots.ActionTheme, Arg: "climate-mobility", Extra: "2"}

func withButton(text string) bots.Reply {
	reply := Say(text)
	reply.Buttons = [][]bots.Button{{{Label: "More on this", Action: pressed}}}
	return reply
}

func press(t *testing.T, r Rig) {
	needPress(t, r)
	s := &Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		if m.Kind == bots.Press {
			return Say("pressed " + m.Action.Arg)
		}
		return withButton("the answer")
	}}
	start(t, r, s)
	r.Say(0, "a question")
	r.Await(0, messages(1))
	r.Press(0, "More on this")
	got := r.Await(0, messages(2))
	if got[1].Text != "pressed climate-mobility" {
		t.Errorf("after the press the chat shows %q", got[1].Text)
	}
	if m := s.Asked()[1]; m.Kind != bots.Press || m.Action != pressed || m.Chat.ID != r.Chat(0).ID {
		t.Errorf("the handler got %+v; want the action %+v", m, pressed)
	}
}

func pressReplaces(t *testing.T, r Rig) {
	needPress(t, r)
	if !r.Adapter.Limits().Edits {
		t.Skip("this platform cannot change a message")
	}
	start(t, r, &Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		if m.Kind == bots.Press {
			reply := Say("page two")
			reply.Replace = true
			return reply
		}
		return withButton("page one")
	}})
	r.Say(0, "a question")
	r.Await(0, messages(1))
	r.Press(0, "More on this")
	got := r.Await(0, func(s []Shown) bool { return len(s) > 0 && s[len(s)-1].Text == "page two" })
	if len(got) != 1 {
		t.Errorf("the chat shows %d messages; want the first one, changed", len(got))
	}
}

func edit(t *testing.T, r Rig) {
	e, ok := r.Adapter.(bots.Editor)
	if !ok {
		t.Skip("this adapter is no bots.Editor")
	}
	id, err := r.Adapter.Send(context.Background(), r.Chat(0), Say("first"))
	if err != nil {
		t.Fatalf("Send: %v", err)
	}
	for range 2 { // The second edit changes nothing, and is no error.
		if err := e.Edit(context.Background(), r.Chat(0), id, Say("second")); err != nil {
			t.Fatalf("Edit: %v", err)
		}
	}
	if got := r.Await(0, messages(1)); len(got) != 1 || got[0].Text != "second" {
		t.Errorf("the chat shows %+v; want one message, changed", got)
	}
}

func later(t *testing.T, r Rig) {
	if !r.Adapter.Limits().Edits {
		t.Skip("this platform cannot change a message")
	}
	begin := make(chan struct{})
	start(t, r, &Script{
		Answer: func(bots.Context, bots.Message) bots.Reply {
			reply := Say("at once")
			reply.Pending = true
			return reply
		},
		Later: func(ctx bots.Context, _ bots.Message, first bots.Reply) (bots.Reply, bool) {
			select {
			case <-begin:
			case <-ctx.Done():
				return bots.Reply{}, false
			}
			return Say(Text(first) + ", and better"), true
		},
	})
	r.Say(0, "a question")
	if got := r.Await(0, messages(1)); got[0].Text != "at once" {
		t.Errorf("first the chat shows %q", got[0].Text)
	}
	close(begin)
	got := r.Await(0, func(s []Shown) bool { return s[0].Text != "at once" })
	if len(got) != 1 || got[0].Text != "at once, and better" {
		t.Errorf("then the chat shows %+v; want one message, changed", got)
	}
}

func grows(t *testing.T, r Rig) {
	if !r.Adapter.Limits().Edits {
		t.Skip("this platform cannot change a message")
	}
	seen := make(chan struct{})
	start(t, r, &Script{
		Answer: func(bots.Context, bots.Message) bots.Reply {
			reply := withButton("at once")
			reply.Pending = true
			return reply
		},
		Sentences: func(ctx bots.Context, _ bots.Message, each func(string)) bool {
			each("One.")
			select {
			case <-seen:
			case <-ctx.Done():
				return false
			}
			each("Two.")
			return true
		},
	})
	r.Say(0, "a question")
	has := func(s []Shown, text string) bool { return len(s) > 0 && strings.Contains(s[0].Text, text) }
	got := r.Await(0, func(s []Shown) bool { return has(s, "One.") })
	if len(got) != 1 || has(got, "Two.") || !has(got, "at once") {
		t.Errorf("while it grows the chat shows %+v", got)
	}
	close(seen)
	got = r.Await(0, func(s []Shown) bool { return has(s, "Two.") })
	if len(got) != 1 || !has(got, "One. Two.") || !has(got, "at once") || len(got[0].Labels) != 1 {
		t.Errorf("in the end the chat shows %+v; want one message with its button", got)
	}
}

func panics(t *testing.T, r Rig) {
	start(t, r, &Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
		if m.Text == "boom" {
			panic("a bug in the handler")
		}
		return Say(m.Text)
	}})
	r.Say(0, "boom")
	r.Say(0, "still there?")
	got := r.Await(0, func(s []Shown) bool { return len(s) > 0 && s[len(s)-1].Text == "still there?" })
	if len(got) > 2 {
		t.Errorf("the chat shows %+v", got)
	}
}

func needPress(t *testing.T, r Rig) {
	t.Helper()
	if r.Press == nil {
		t.Skip("this platform has no buttons")
	}
}
