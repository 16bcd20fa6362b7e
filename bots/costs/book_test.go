package costs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots/costs"
)

// shelf is a store in memory that fails when told to.
type shelf struct {
	mu   sync.Mutex
	days map[string]costs.Counts
	down bool
}

var errDown = errors.New("down")

func (s *shelf) AddUse(_ context.Context, day string, c costs.Counts) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return errDown
	}
	if s.days == nil {
		s.days = map[string]costs.Counts{}
	}
	if s.days[day] == nil {
		s.days[day] = costs.Counts{}
	}
	for name, n := range c {
		s.days[day][name] += n
	}
	return nil
}

func (s *shelf) Use(_ context.Context, from string) (map[string]costs.Counts, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, errDown
	}
	out := map[string]costs.Counts{}
	for day, c := range s.days {
		if day >= from {
			out[day] = costs.Counts{}
			for name, n := range c {
				out[day][name] = n
			}
		}
	}
	return out, nil
}

// TestNothingIsLostOrCountedTwice: over several processes, days, saves and
// outages, each knows its own counts at once and all after a save, and in the
// end the store holds every count.
func TestNothingIsLostOrCountedTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 11, 25, 23, 0, 0, 0, time.UTC)
		clock := func() time.Time { return now }
		s := &shelf{}
		books := []*costs.Book{costs.New(clock), costs.New(clock)}
		want := map[string]int64{} // by day
		least := [2]int64{}        // what each book counted itself today
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			i := rapid.IntRange(0, 1).Draw(t, "book")
			today := now.Format(time.DateOnly)
			switch rapid.IntRange(0, 4).Draw(t, "step") {
			case 0, 1:
				n := int64(rapid.IntRange(1, 9).Draw(t, "n"))
				books[i].Add("a", n)
				want[today] += n
				least[i] += n
			case 2:
				err := books[i].Save(context.Background(), s)
				if (err != nil) != s.down {
					t.Fatalf("save: %v", err)
				}
			case 3:
				s.down = !s.down
			case 4:
				now = now.Add(time.Hour)
				if now.Format(time.DateOnly) != today {
					least = [2]int64{}
				}
			}
			for i, b := range books {
				if got := b.Today("a"); got < least[i] || got > want[now.Format(time.DateOnly)] {
					t.Fatalf("today is %d, own %d, all %d", got, least[i], want[now.Format(time.DateOnly)])
				}
			}
		}
		s.down = false
		for _, b := range append(books, books...) {
			if err := b.Save(context.Background(), s); err != nil {
				t.Fatal(err)
			}
		}
		for day, n := range want {
			if s.days[day]["a"] != n {
				t.Errorf("%s: %d stored, %d counted", day, s.days[day]["a"], n)
			}
		}
		for _, b := range books {
			if got := b.Today("a"); got != want[now.Format(time.DateOnly)] {
				t.Errorf("after saving, today is %d, want %d", got, want[now.Format(time.DateOnly)])
			}
		}
	})
}

// TestRunSaves every minute and at the end, and says once that it cannot.
func TestRunSaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		s, b := &shelf{down: true}, costs.New(nil)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- b.Run(ctx, s, slog.New(slog.NewTextHandler(&log, nil))) }()
		b.Add("a", 1)
		time.Sleep(5*time.Minute + time.Second)
		synctest.Wait()
		if n := strings.Count(log.String(), "cannot be saved"); n != 1 {
			t.Errorf("said %d times", n)
		}
		s.mu.Lock()
		s.down = false
		s.mu.Unlock()
		time.Sleep(time.Minute)
		b.Add("a", 2)
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if got := fmt.Sprint(s.days); !strings.Contains(got, "a:3") {
			t.Errorf("stored: %s", got)
		}
	})
}

func TestReport(t *testing.T) {
	got := costs.Report(map[string]costs.Counts{
		"2026-11-24": {},
		"2026-11-25": {costs.Questions: 9, costs.Shown: 4, costs.Cached: 2, costs.Refused: 1, costs.Failed: 1, costs.OverBudget: 1,
			costs.Sentences: 8, costs.Dropped: 3, costs.Calls: 6, costs.TokensIn: 4200, costs.TokensOut: 700, costs.Money: 12345},
		"2026-11-26": {costs.Near: 5, costs.NearCached: 1, costs.NearLate: 1, costs.NearTexts: 1200, costs.NearTokens: 31000},
	})
	want := []string{
		"2026-11-26: 5 questions by meaning (1 held already, 1 late or failed), 1200 texts embedded, 31000 tokens",
		"2026-11-25: 9 summaries wanted: 4 shown, 2 held already, 1 refused, 1 failed, 1 over budget, 0 left out; " +
			"8 sentences shown, 3 dropped; 6 calls, 4200 + 700 tokens; cost 0.0123",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
