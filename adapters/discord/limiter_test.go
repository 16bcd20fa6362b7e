package discord

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func headers(limit, left int, window string, after time.Duration) http.Header {
	return http.Header{
		"X-Ratelimit-Limit": {fmt.Sprint(limit)}, "X-Ratelimit-Remaining": {fmt.Sprint(left)},
		"X-Ratelimit-Reset": {window}, "X-Ratelimit-Reset-After": {fmt.Sprintf("%.3f", after.Seconds())},
		"X-Ratelimit-Bucket": {"abc"},
	}
}

// The first call of a bucket finds its size; then as many go at once as are
// left, and the rest waits for the next window.
func TestLimiterLearns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(time.Now)
		began := time.Now()
		var times []time.Duration
		done := make(chan time.Duration)
		var mu sync.Mutex
		left := 5
		reset := time.Time{}
		for range 11 {
			go func() {
				b, _, err := l.enter(t.Context(), "POST x", "1", time.Hour)
				if err != nil {
					t.Error(err)
				}
				at := time.Since(began)
				mu.Lock()
				if !time.Now().Before(reset) {
					left, reset = 5, time.Now().Add(2*time.Second)
				}
				if left--; left < 0 {
					t.Errorf("a call too many after %v", at)
				}
				h := headers(5, left, reset.String(), time.Until(reset))
				mu.Unlock()
				time.Sleep(10 * time.Millisecond)
				l.leave(b, "POST x", "1", h)
				done <- at
			}()
		}
		for range 11 {
			times = append(times, <-done)
		}
		if last := times[10]; last < 4*time.Second || last > 4200*time.Millisecond {
			t.Errorf("the eleventh call went after %v", last)
		}
	})
}

// Routes of one bucket share it, channels do not; a long wait is told, not
// waited for.
func TestLimiterBuckets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(time.Now)
		enter := func(route, major string) (*bucket, time.Time) {
			b, until, err := l.enter(t.Context(), route, major, time.Second)
			if err != nil {
				t.Fatal(err)
			}
			return b, until
		}
		b, _ := enter("POST x", "1")
		l.leave(b, "POST x", "1", headers(1, 0, "w", time.Minute))
		b, _ = enter("GET x", "1")
		l.leave(b, "GET x", "1", headers(1, 0, "w", time.Minute))
		for _, route := range []string{"POST x", "GET x"} {
			if b, until := enter(route, "1"); b != nil || time.Until(until) < 59*time.Second {
				t.Errorf("%s: bucket %v, until %v", route, b, time.Until(until))
			}
		}
		if b, _ := enter("POST x", "2"); b == nil {
			t.Error("another channel has to wait")
		}
		time.Sleep(61 * time.Second)
		if b, _ := enter("POST x", "1"); b == nil {
			t.Error("the next window has to wait")
		}
	})
}

// A call without an answer does not block its bucket, and buckets that nobody
// uses are forgotten.
func TestLimiterForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter(time.Now)
		for range 3 {
			b, _, _ := l.enter(t.Context(), "POST x", "1", 0)
			l.leave(b, "POST x", "1", nil)
		}
		for n := range 3 * keepBuckets {
			b, _, _ := l.enter(t.Context(), "POST x", fmt.Sprint(n), 0)
			l.leave(b, "POST x", fmt.Sprint(n), headers(5, 4, "w", time.Second))
			time.Sleep(time.Millisecond)
		}
		if n := len(l.buckets); n > keepBuckets+1 {
			t.Errorf("%d buckets are kept", n)
		}
	})
}

// An answer never waits behind bulk for more than a few calls.
func TestUrgentGoesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGlobal(time.Now)
		for range 500 {
			go func() {
				if _, err := g.enter(context.Background(), bulk, 0); err == nil {
					time.Sleep(50 * time.Millisecond)
					g.leave(50 * time.Millisecond)
				}
			}()
		}
		time.Sleep(3 * time.Second)
		for range 20 {
			began := time.Now()
			if _, err := g.enter(t.Context(), urgent, 0); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 100*time.Millisecond {
				t.Errorf("an answer waited %v", took)
			}
			g.leave(50 * time.Millisecond)
			time.Sleep(200 * time.Millisecond)
		}
		// Those who give up leave no place taken.
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		defer cancel()
		g.pause(time.Now().Add(time.Minute))
		if until, _ := g.enter(ctx, urgent, 0); until.IsZero() {
			t.Error("a long pause was waited for")
		}
		if _, err := g.enter(ctx, urgent, time.Hour); err == nil {
			t.Error("a place was given during a pause")
		}
		time.Sleep(2 * time.Minute)
		g.mu.Lock()
		defer g.mu.Unlock()
		if g.held != 0 {
			t.Errorf("%d places are taken at the end", g.held)
		}
	})
}

// Before Discord bans the address, nothing is called any more; ten minutes
// later it is.
func TestInvalidRequestBudget(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	b := &budget{log: slog.New(slog.DiscardHandler)}
	for range invalidStop - 1 {
		b.note(now, http.StatusForbidden, "")
	}
	b.note(now, http.StatusTooManyRequests, "shared")
	b.note(now, http.StatusNotFound, "")
	if err := b.check(now); err != nil {
		t.Errorf("stopped too early: %v", err)
	}
	b.note(now, http.StatusTooManyRequests, "user")
	if err := b.check(now); err == nil {
		t.Error("not stopped before a ban")
	}
	if err := b.check(now.Add(11 * time.Minute)); err != nil {
		t.Errorf("not allowed again: %v", err)
	}
}

// Shards identify one by one, and not at all when the day's are used up.
func TestTurnstile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurnstile(2, time.Now)
		info := gatewayInfo{}
		info.Limit.Total, info.Limit.Remaining, info.Limit.ResetAfter = 1000, 5, (2 * time.Hour).Milliseconds()
		turns.budget(info, time.Now())
		began := time.Now()
		for n, want := range []time.Duration{0, 0, identifyEvery, identifyEvery, 2 * identifyEvery, 2 * time.Hour} {
			if err := turns.enter(t.Context(), n); err != nil {
				t.Fatal(err)
			}
			if got := time.Since(began); got != want {
				t.Errorf("identify %d went after %v; want %v", n, got, want)
			}
		}
	})
}
