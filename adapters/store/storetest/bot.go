package storetest

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/bots"
)

// Bot is what the bot itself needs of a store.
type Bot interface {
	bots.Memory
	bots.Inbox
}

// Run checks a store against the promises of bots.Memory and bots.Inbox. open
// returns an empty one for each test.
func Run(t *testing.T, open func(t *testing.T) Bot) {
	for _, c := range []struct {
		name  string
		check func(t *testing.T, b Bot)
	}{
		{"a setting is kept and replaced", settingKept},
		{"owners are kept apart", ownersApart},
		{"a forgotten owner is gone, others stay", forgotten},
		{"any text is kept as it is", anyText},
		{"counting at once loses nothing", counting},
		{"an update is fresh once", updateOnce},
		{"an update begun at once is fresh for one", updateRace},
		{"waits end by themselves", waits},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, open(t)) })
	}
}

var (
	ada     = bots.Owner{Platform: "one", ID: "7"}
	adaElse = bots.Owner{Platform: "two", ID: "7"}
	chat7   = bots.Owner{Platform: "one", ID: "7", Shared: true}
)

func settingKept(t *testing.T, b Bot) {
	ctx := t.Context()
	if v := must(b.Get(ctx, ada, "lang"))(t); v != "" {
		t.Errorf("what was never set is %q; want nothing", v)
	}
	for _, v := range []string{"fr", "ar", ""} {
		check(t, b.Set(ctx, ada, "lang", v))
		if got := must(b.Get(ctx, ada, "lang"))(t); got != v {
			t.Errorf("after setting %q got %q", v, got)
		}
	}
}

func ownersApart(t *testing.T, b Bot) {
	ctx := t.Context()
	for _, o := range []bots.Owner{ada, adaElse, chat7} {
		check(t, b.Set(ctx, o, "who", fmt.Sprint(o)))
	}
	for _, o := range []bots.Owner{ada, adaElse, chat7} {
		if got := must(b.All(ctx, o))(t); !cmp.Equal(got, map[string]string{"who": fmt.Sprint(o)}) {
			t.Errorf("%v keeps %v", o, got)
		}
	}
}

func forgotten(t *testing.T, b Bot) {
	ctx := t.Context()
	check(t, b.Set(ctx, ada, "a", "1"))
	check(t, b.Set(ctx, ada, "b", "2"))
	check(t, b.Set(ctx, chat7, "a", "3"))
	check(t, b.Forget(ctx, ada))
	if got := must(b.All(ctx, ada))(t); len(got) != 0 {
		t.Errorf("a forgotten owner still keeps %v", got)
	}
	if got := must(b.Get(ctx, chat7, "a"))(t); got != "3" {
		t.Errorf("the chat of the same number lost its setting: %q", got)
	}
	check(t, b.Forget(ctx, ada))
}

func anyText(t *testing.T, b Bot) {
	ctx := t.Context()
	for i, v := range []string{`it's`, `a "b" \ c`, "two\nlines", "مرحبا \u200f", "🧭", `'; DROP TABLE settings; --`, "?", "$1 %s {{.}}"} {
		key := fmt.Sprint("k", i)
		check(t, b.Set(ctx, ada, key, v))
		if got := must(b.Get(ctx, ada, key))(t); got != v {
			t.Errorf("kept %q as %q", v, got)
		}
	}
}

func counting(t *testing.T, b Bot) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 25 {
				if err := b.Count(t.Context(), "helpful:x:y"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if c, ok := b.(interface {
		Counts(bots.Context, string) (map[string]int, error)
	}); ok {
		if got := must(c.Counts(t.Context(), "helpful:"))(t); got["helpful:x:y"] != 200 {
			t.Errorf("200 counts made %v", got)
		}
	}
}

func updateOnce(t *testing.T, b Bot) {
	ctx := t.Context()
	want := func(p bots.Platform, u string, s bots.UpdateState) {
		t.Helper()
		if got := must(b.Begin(ctx, p, u))(t); got != s {
			t.Errorf("Begin(%s, %s) = %v; want %v", p, u, got, s)
		}
	}
	want("one", "10", bots.Fresh)
	want("one", "10", bots.Begun)
	want("two", "10", bots.Fresh)
	check(t, b.Finish(ctx, "one", "10"))
	want("one", "10", bots.Answered)
	want("two", "10", bots.Begun)
	check(t, b.Finish(ctx, "one", "10"))
	check(t, b.Finish(ctx, "one", "never begun"))
	want("one", "never begun", bots.Fresh)
}

func updateRace(t *testing.T, b Bot) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	fresh := 0
	for range 8 {
		wg.Go(func() {
			s, err := b.Begin(t.Context(), "one", "same")
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			if s == bots.Fresh {
				fresh++
			}
		})
	}
	wg.Wait()
	if fresh != 1 {
		t.Errorf("%d of 8 were told that the update is fresh; want 1", fresh)
	}
}

func waits(t *testing.T, b Bot) {
	ctx := t.Context()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	check(t, b.Wait(ctx, "one", "", now.Add(time.Hour)))
	check(t, b.Wait(ctx, "one", "c", now.Add(time.Minute)))
	check(t, b.Wait(ctx, "one", "c", now.Add(2*time.Minute)))
	check(t, b.Wait(ctx, "two", "c", now.Add(3*time.Minute)))
	for _, c := range []struct {
		at   time.Duration
		want map[bots.ChatID]time.Time
	}{
		{0, map[bots.ChatID]time.Time{"": now.Add(time.Hour), "c": now.Add(2 * time.Minute)}},
		{2 * time.Minute, map[bots.ChatID]time.Time{"": now.Add(time.Hour)}},
		{time.Hour, map[bots.ChatID]time.Time{}},
	} {
		if diff := cmp.Diff(c.want, must(b.Waits(ctx, "one", now.Add(c.at)))(t)); diff != "" {
			t.Errorf("waits after %v (-want +got):\n%s", c.at, diff)
		}
	}
}

// must is for values whose error ends the test.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		check(t, err)
		return v
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
