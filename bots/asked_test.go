package bots_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/botstest"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// typed is a message of somebody in a chat.
func typed(person string, id int, text string) bots.Message {
	return bots.Message{ID: bots.MessageID(fmt.Sprint(id)), Chat: bots.Chat{Platform: "p", ID: "c"},
		From: bots.Person{ID: bots.UserID(person)}, Text: text}
}

// What follows from an edit: nothing, the same message, or a new one.
func TestCorrections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := bots.NewAsked[string](time.Now)
		began := time.Now()
		check := func(name string, m bots.Message, asked time.Time, want bots.Correction, shown string) {
			t.Helper()
			if c, s := a.Corrected(m, asked); c != want || s != shown {
				t.Errorf("%s: %v in %q; want %v in %q", name, c, s, want, shown)
			}
		}
		a.Answered(typed("x", 1, "wimen"), bots.Reply{}, "first")
		check("the latest", typed("x", 1, "women"), began, bots.InPlace, "first")
		check("a link preview", typed("x", 1, "wimen"), began, bots.Unheeded, "")
		check("never answered, as it did not name us", typed("x", 9, "women"), began, bots.Anew, "")
		a.Answered(typed("y", 2, "of somebody else"), bots.Reply{}, "other")
		check("somebody else asked since", typed("x", 1, "women"), began, bots.InPlace, "first")
		a.Shown(typed("x", 1, "wimen"), "grown")
		check("grown meanwhile", typed("x", 1, "women"), began, bots.InPlace, "grown")
		a.Answered(typed("x", 1, "women"), bots.Reply{}, "second")
		a.Shown(typed("x", 1, "wimen"), "late")
		check("back to what was wrong", typed("x", 1, "wimen"), began, bots.InPlace, "second")
		a.Answered(typed("x", 3, "more"), bots.Reply{}, "third")
		check("further on", typed("x", 1, "men"), began, bots.Anew, "")
		a.Another(typed("x", 4, ""))
		check("pressed since", typed("x", 3, "less"), began, bots.Anew, "")
		a.Answered(typed("x", 5, "09:00"), bots.Reply{Settled: true}, "step")
		check("a step of a conversation", typed("x", 5, "10:00"), began, bots.Unheeded, "")
		time.Sleep(bots.CorrectionTime + time.Second)
		check("too late", typed("x", 1, "men"), began, bots.Unheeded, "")
		check("too late, and never answered", typed("x", 10, "men"), began, bots.Unheeded, "")
	})
}

// Whatever is asked: an unchanged question is never answered again, an answer
// is replaced only by that of its own question, and nothing is replaced that is
// older than CorrectionTime.
func TestCorrectionsAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(1e9, 0)
		a := bots.NewAsked[int](func() time.Time { return now })
		type kept struct {
			text string
			at   time.Time
		}
		model := map[int]kept{}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 200).Draw(t, "s")) * time.Second)
			id := rapid.IntRange(1, 6).Draw(t, "message")
			m := typed(fmt.Sprint(id%2), id, rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "text"))
			if rapid.Bool().Draw(t, "answered") {
				a.Answered(m, bots.Reply{}, id)
				model[id] = kept{m.Text, now}
				continue
			}
			was, known := model[id]
			fresh := known && now.Sub(was.at) <= bots.CorrectionTime
			c, shown := a.Corrected(m, time.Time{})
			switch {
			case fresh && was.text == m.Text && c != bots.Unheeded:
				t.Fatalf("an unchanged question is answered again")
			case fresh && was.text != m.Text && c == bots.Unheeded:
				t.Fatalf("a corrected question is not answered")
			case !fresh && c != bots.Unheeded, c == bots.InPlace && shown != id:
				t.Fatalf("message %d, answered at %v: %v in the place of %d", id, was.at, c, shown)
			}
		}
	})
}

// The memory is bounded: the oldest questions are forgotten first.
func TestAskedIsBounded(t *testing.T) {
	now := time.Unix(1e9, 0)
	a := bots.NewAsked[int](func() time.Time { return now })
	const many = 20_000
	for i := range many {
		a.Answered(typed(fmt.Sprint(i), i, "x"), bots.Reply{}, i)
	}
	known := 0
	for i := range many {
		if c, _ := a.Corrected(typed(fmt.Sprint(i), i, "y"), time.Time{}); c == bots.InPlace {
			known++
		}
	}
	if c, _ := a.Corrected(typed(fmt.Sprint(many-1), many-1, "y"), time.Time{}); c != bots.InPlace || known > 5000 || known < 100 {
		t.Errorf("%d of %d questions are remembered; the last: %v", known, many, c)
	}
}

// A corrected question leans on what was asked before it, not on itself.
func TestCorrectedFollowUps(t *testing.T) {
	ask := func(b *bots.Bot, id int, text string, edited bool) string {
		m := typed("x", id, text)
		m.Edited = edited
		return bots.PlainText(b.Handle(t.Context(), m))
	}
	const first, follow = "What did the IDM say about climate change and migration?", "and in 2024?"
	b := bots.New(bots.Options{Engine: curated()})
	ask(b, 1, first, false)
	want := ask(b, 2, follow, false)

	b = bots.New(bots.Options{Engine: curated()})
	ask(b, 1, first, false)
	ask(b, 2, "what did the Pope say about tuna?", false)
	for _, try := range []string{follow, "and in 2023?", follow} {
		if got := ask(b, 2, try, true); try == follow && got != want {
			t.Errorf("after the correction: %q; want %q", got, want)
		}
	}
}

// waiting is an Extension that takes every text as a step.
type waiting struct{}

func (waiting) Commands() []bots.CommandSpec { return nil }
func (waiting) Handles(string) bool          { return false }
func (waiting) Handle(bots.Context, bots.Message, string) (bots.Reply, bool) {
	return bots.Reply{}, false
}

func (waiting) HandleText(_ bots.Context, m bots.Message, _ string) (bots.Reply, bool) {
	return botstest.Say("step " + m.Text), true
}

// A step of a conversation is settled; an edit is no step.
func TestEditsAreNoSteps(t *testing.T) {
	c := &knowledge.Corpus{}
	b := bots.New(bots.Options{Engine: answer.New(c, index.Build(c), locale.Languages), Extensions: []bots.Extension{waiting{}}})
	if r := b.Handle(t.Context(), typed("x", 1, "09:00")); !r.Settled || bots.PlainText(r) != "step 09:00" {
		t.Errorf("a step: %+v", r)
	}
	m := typed("x", 1, "What about women in migration?")
	m.Edited = true
	if r := b.Handle(t.Context(), m); r.Settled || bots.PlainText(r) == "step "+m.Text {
		t.Errorf("an edit: %+v", r)
	}
}
