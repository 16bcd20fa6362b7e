package store_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/bots/costs"
)

// TestUse: counts of several processes add up, day by day.
func TestUse(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		one, other := open(t, address), open(t, address)
		var wg sync.WaitGroup
		for range 10 {
			for _, s := range []costs.Store{one, other} {
				wg.Go(func() {
					if err := s.AddUse(t.Context(), "2026-11-26", costs.Counts{"a": 2, "b": 1}); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if err := one.AddUse(t.Context(), "2026-11-24", costs.Counts{"a": 5}); err != nil {
			t.Fatal(err)
		}
		for from, want := range map[string]map[string]costs.Counts{
			"2026-11-24": {"2026-11-24": {"a": 5}, "2026-11-26": {"a": 40, "b": 20}},
			"2026-11-25": {"2026-11-26": {"a": 40, "b": 20}},
			"2026-11-27": {},
		} {
			got, err := other.Use(t.Context(), from)
			if err != nil || !cmp.Equal(got, want) {
				t.Errorf("from %s: %v %s", from, err, cmp.Diff(want, got))
			}
		}
	})
}
