package summary_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/summary"
)

// typing is a model that writes as slowly as a test says.
type typing struct {
	scripted
	// before, between are pauses; broken ends the answer after so many pieces.
	before, between time.Duration
	broken          int
	pieces          atomic.Int64
}

var errBroken = errors.New("broken off")

func (m *typing) Stream(ctx context.Context, p summary.Prompt, each func(string) bool) (summary.Completion, error) {
	text, err := m.write(p)
	if err != nil {
		return summary.Completion{}, err
	}
	pause := func(d time.Duration) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := pause(m.before); err != nil {
		return summary.Completion{}, err
	}
	for i := 0; i < len(text); i += 5 {
		if m.broken > 0 && m.pieces.Load() == int64(m.broken) {
			return summary.Completion{}, errBroken
		}
		m.pieces.Add(1)
		if !each(text[i:min(i+5, len(text))]) {
			return summary.Completion{Text: text, In: 70, Out: 30}, nil
		}
		if err := pause(m.between); err != nil {
			return summary.Completion{}, err
		}
	}
	return summary.Completion{Text: text, In: 70, Out: 30}, nil
}

var (
	vaccinesTruth = line{"António Vitorino asked in 2020 that migrants have equitable access to vaccines through national programmes.", "E1"}
	vaccinesLie   = line{"António Vitorino asked in 2020 for 500 million vaccines for migrants.", "E1"}
	leaning       = line{"He asked that migrants have equitable access to vaccines.", "E1"}
)

// live runs a summary and returns what was shown while it was made.
func live(t *testing.T, s *summary.Summariser) (shown []string, got answer.Summary, ok bool) {
	t.Helper()
	got, ok = s.SummariseLive(t.Context(), request(t, vaccines), func(one answer.SummarySentence) { shown = append(shown, one.Text) })
	return shown, got, ok
}

// TestOnlyVerifiedSentencesAreShown while the model writes, and what was shown
// is what remains.
func TestOnlyVerifiedSentencesAreShown(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []line
		want  []string
	}{
		{"true", []line{vaccinesTruth}, []string{vaccinesTruth.Text}},
		{"a lie after the truth", []line{vaccinesTruth, vaccinesLie}, []string{vaccinesTruth.Text}},
		{"a lie before the truth", []line{vaccinesLie, vaccinesTruth}, []string{vaccinesTruth.Text}},
		{"leaning on a lie", []line{vaccinesLie, leaning}, nil},
		{"nothing but lies", []line{vaccinesLie, vaccinesLie}, nil},
	} {
		shown, got, ok := live(t, summary.New(&typing{scripted: scripted{write: always(written(c.lines...))}}, summary.Options{}))
		if strings.Join(shown, "|") != strings.Join(c.want, "|") || ok != (len(c.want) > 0) || got.Text != strings.Join(c.want, " ") {
			t.Errorf("%s: shown %q, summary %q", c.name, shown, got.Text)
		}
	}
}

// TestLiveAndWholeAgree: a summary does not depend on how it came.
func TestLiveAndWholeAgree(t *testing.T) {
	for _, out := range []string{written(vaccinesTruth, vaccinesLie), "- " + vaccinesTruth.Text + " [E1]", "nothing", "", `{"other":1}`} {
		model := &typing{scripted: scripted{write: always(out)}}
		whole, okWhole := summary.New(model, summary.Options{}).Summarise(t.Context(), request(t, vaccines))
		_, got, ok := live(t, summary.New(model, summary.Options{}))
		if ok != okWhole || got.Text != whole.Text {
			t.Errorf("%q: live %q, whole %q", out, got.Text, whole.Text)
		}
	}
}

// TestWhatWasShownStays: an answer that breaks off leaves the sentences that
// were verified, and is not kept for others.
func TestWhatWasShownStays(t *testing.T) {
	whole := written(vaccinesTruth, leaning)
	model := &typing{scripted: scripted{write: always(whole)}, broken: len(whole)/5 - 3}
	s := summary.New(model, summary.Options{})
	shown, got, ok := live(t, s)
	if !ok || len(shown) != 1 || got.Text != vaccinesTruth.Text {
		t.Errorf("shown %q, summary %q", shown, got.Text)
	}
	model.broken = 0
	model.pieces.Store(0)
	if live(t, s); model.pieces.Load() == 0 {
		t.Error("half an answer was kept as a whole one")
	}
}

// TestSilenceIsNotWaitedFor: a model that does not begin is left after the time
// for the first token, one that stalls after the whole time.
func TestSilenceIsNotWaitedFor(t *testing.T) {
	for _, c := range []struct {
		name            string
		before, between time.Duration
		want            time.Duration
	}{
		{"silent", time.Hour, 0, 2 * time.Second},
		{"stalls", 0, time.Hour, 6 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := summary.New(&typing{scripted: scripted{write: always(written(vaccinesTruth))}, before: c.before, between: c.between},
				summary.Options{Timeout: 6 * time.Second, FirstToken: 2 * time.Second})
			began := time.Now()
			if _, _, ok := live(t, s); ok {
				t.Errorf("%s: a summary", c.name)
			}
			if took := time.Since(began); took != c.want {
				t.Errorf("%s: left after %v, want %v", c.name, took, c.want)
			}
		})
	}
}

// TestNobodyIsLeftWaiting: when the person leaves, the call ends, and that is
// no fault of the model.
func TestNobodyIsLeftWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := costs.New(nil)
		s := summary.New(&typing{scripted: scripted{write: always(written(vaccinesTruth))}, between: time.Second}, summary.Options{Book: book})
		for range 10 {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(2*time.Second, cancel)
			began := time.Now()
			s.SummariseLive(ctx, request(t, vaccines), func(answer.SummarySentence) {})
			if took := time.Since(began); took != 2*time.Second {
				t.Fatalf("it ended after %v", took)
			}
		}
		if n := book.Totals()[costs.Braked]; n > 0 {
			t.Errorf("%d calls were not made because people left", n)
		}
	})
}

// TestTheBotTellsSentences through its reply, curated blocks untouched.
func TestTheBotTellsSentences(t *testing.T) {
	s := summary.New(&typing{scripted: scripted{write: always(written(vaccinesTruth, leaning))}}, summary.Options{})
	bot := bots.New(bots.Options{Engine: engine(), Summaries: s})
	m := bots.Message{Chat: bots.Chat{Platform: "p", ID: "1"}, From: bots.Person{ID: "1", Lang: "en"}, Text: vaccines}
	first := bot.Handle(t.Context(), m)
	if !first.Pending {
		t.Fatal("nothing may follow")
	}
	var shown []string
	later, ok := bot.CompleteLive(t.Context(), m, first, func(one bots.Summary) { shown = append(shown, one.Text) })
	if !ok || len(shown) != 2 {
		t.Fatalf("shown %q", shown)
	}
	if block, is := later.Blocks[0].(bots.Summary); !is || block.Text != strings.Join(shown, " ") {
		t.Errorf("the summary is %+v, shown was %q", later.Blocks[0], shown)
	}
	if len(later.Blocks) != len(first.Blocks)+2 {
		t.Error("the curated blocks changed")
	}
}

// TestOneAtATimeForAPerson: somebody who asks again is served when the call
// before has ended, within a second; and others are not kept waiting.
func TestOneAtATimeForAPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		model := &typing{scripted: scripted{write: always(written(vaccinesTruth))}, before: 3 * time.Second}
		book := costs.New(nil)
		s := summary.New(model, summary.Options{Book: book})
		ask := func(ctx context.Context, person, question string) bool {
			q := request(t, question)
			q.Person.ID = person
			_, ok := s.SummariseLive(ctx, q, func(answer.SummarySentence) {})
			return ok
		}
		ctx, leave := context.WithCancel(t.Context())
		results := make(chan bool, 4)
		go func() { results <- ask(ctx, "1", vaccines) }()
		synctest.Wait()
		if ask(t.Context(), "1", vaccines+"?") {
			t.Error("two at a time for one person")
		}
		go func() { results <- ask(t.Context(), "2", vaccines+"??") }()
		go func() { results <- ask(t.Context(), "1", vaccines+"???") }()
		synctest.Wait()
		leave()
		got := []bool{<-results, <-results, <-results}
		if n := count(got); n != 2 {
			t.Errorf("%d of 2 summaries after the first call was left", n)
		}
		if n := book.Totals()[costs.Busy]; n != 1 {
			t.Errorf("%d were turned away, want 1", n)
		}
	})
}

func count(all []bool) int {
	n := 0
	for _, one := range all {
		if one {
			n++
		}
	}
	return n
}
