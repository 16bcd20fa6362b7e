package summary_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/summary"
)

// TestBudgetsHold: whatever is asked at once, a day's tokens and money stay
// within the limits, in all and for each person; the next day is open again.
func TestBudgetsHold(t *testing.T) {
	base := request(t, vaccines)
	for _, c := range []struct {
		name   string
		o      summary.Options
		people int
		calls  int // of 40 questions; each costs 100 tokens, and is feared to cost more
	}{
		{"no limit", summary.Options{}, 40, 40},
		{"tokens in all", summary.Options{Daily: costs.Limit{Tokens: 3000}}, 40, 0},
		{"tokens of a person", summary.Options{Person: costs.Limit{Tokens: 3000}}, 1, 0},
		{"tokens of each of two", summary.Options{Person: costs.Limit{Tokens: 2500}}, 2, 0},
		{"money in all", summary.Options{Daily: costs.Limit{Money: 0.02}, Prices: summary.Prices{In: 2, Out: 8}}, 40, 0},
		{"money of a person", summary.Options{Person: costs.Limit{Money: 0.02}, Prices: summary.Prices{In: 2, Out: 8}}, 1, 0},
		{"nothing left from the start", summary.Options{Daily: costs.Limit{Tokens: 50}}, 40, -1},
	} {
		synctest.Test(t, func(t *testing.T) {
			m := &scripted{write: func(summary.Prompt) (string, error) { time.Sleep(time.Second); return written(line{"x", "E1"}), nil }}
			c.o.Book, c.o.MaxConcurrent = costs.New(nil), 3
			s := summary.New(m, c.o)
			var wg sync.WaitGroup
			for i := range 40 {
				q := base
				q.Question += strings.Repeat("?", i)
				q.Person.ID = fmt.Sprint(i % c.people)
				if i%3 == 0 {
					wg.Wait()
				}
				wg.Go(func() { s.SummariseLive(t.Context(), q, func(answer.SummarySentence) {}) })
			}
			wg.Wait()
			n, used := c.o.Book.Totals(), func(n costs.Counts) int64 { return n[costs.TokensIn] + n[costs.TokensOut] }
			if c.calls > 0 && int(n[costs.Calls]) != c.calls || c.calls < 0 && n[costs.Calls] != 0 || c.calls == 0 && n[costs.OverBudget] == 0 {
				t.Errorf("%s: %d calls, %d over budget", c.name, n[costs.Calls], n[costs.OverBudget])
			}
			if max := c.o.Daily.Tokens; max > 0 && used(n) > int64(max) {
				t.Errorf("%s: %d tokens were spent", c.name, used(n))
			}
			if max := c.o.Person.Tokens * c.people; max > 0 && used(n) > int64(max) {
				t.Errorf("%s: %d tokens were spent", c.name, used(n))
			}
			if max := c.o.Daily.Money + c.o.Person.Money; max > 0 && float64(n[costs.Money]) > max*1e6 {
				t.Errorf("%s: %d millionths were spent", c.name, n[costs.Money])
			}
			if c.calls == 0 && n[costs.Calls] == 0 {
				t.Errorf("%s: nothing was asked", c.name)
			}
			time.Sleep(24 * time.Hour)
			base.Question = vaccines + " please"
			s.Summarise(t.Context(), base)
			base.Question = vaccines
			if again := c.o.Book.Totals()[costs.Calls]; c.calls >= 0 && again != n[costs.Calls]+1 {
				t.Errorf("%s: the next day's budget is not open", c.name)
			}
		})
	}
}

// TestTheBooksAreRight: what became of each request, and what it cost.
func TestTheBooksAreRight(t *testing.T) {
	book := costs.New(nil)
	outs := []string{written(vaccinesTruth, vaccinesLie), written(vaccinesLie), "?"}
	m := &scripted{}
	s := summary.New(m, summary.Options{Book: book, Prices: summary.Prices{In: 2, Out: 8}})
	for i, out := range outs {
		m.write = always(out)
		s.Summarise(t.Context(), request(t, vaccines+strings.Repeat("?", i)))
	}
	s.Summarise(t.Context(), request(t, vaccines))
	want := costs.Counts{costs.Questions: 4, costs.Cached: 1, costs.Calls: 3, costs.Shown: 1, costs.Refused: 2,
		costs.Sentences: 1, costs.Dropped: 2, costs.TokensIn: 210, costs.TokensOut: 90, costs.Money: 3 * (70*2 + 30*8)}
	if got := book.Totals(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
