package bots_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// grow has a better version made and shown, where there may be one.
func grow(ctx context.Context, l *bots.Laters[int], key int, g bots.Growth) {
	if run := l.Begin(ctx, key, g); run != nil {
		run()
	}
}

// shows records the versions of a message and when they were shown.
type shows struct {
	began time.Time
	mu    sync.Mutex
	texts []string
	at    []time.Duration
	// answer says what comes of the n-th showing; nil: it succeeds at once.
	answer func(ctx context.Context, n int) (time.Duration, bool)
}

func (s *shows) show(ctx bots.Context, r bots.Reply) (time.Duration, bool) {
	s.mu.Lock()
	n := len(s.texts)
	s.texts = append(s.texts, summaryOf(r))
	s.at = append(s.at, time.Since(s.began))
	s.mu.Unlock()
	if s.answer == nil {
		return 0, false
	}
	return s.answer(ctx, n)
}

// summaryOf is the summary above a reply, without spaces.
func summaryOf(r bots.Reply) string {
	if sum, ok := r.Blocks[0].(bots.Summary); ok {
		return strings.ReplaceAll(sum.Text, " ", "")
	}
	return ""
}

// asked is a pending answer of somebody.
func asked(s *botstest.Script, person string, show *shows) bots.Growth {
	first := botstest.Say("curated")
	first.Pending = true
	show.began = time.Now()
	return bots.Growth{Handler: s, First: first, Show: show.show,
		Message: bots.Message{Chat: bots.Chat{Platform: "p", ID: "c"}, From: bots.Person{ID: bots.UserID(person)}}}
}

// telling tells the letters of sentences at moments, and ends at end or, with
// its context, in vain.
func telling(sentences string, every, end time.Duration, stands bool) *botstest.Script {
	return &botstest.Script{Sentences: func(ctx bots.Context, _ bots.Message, each func(string)) bool {
		began := time.Now()
		for _, one := range sentences {
			if !pause(ctx, every) {
				return true // What was told stands.
			}
			each(string(one))
		}
		return pause(ctx, end-time.Since(began)) && stands || ctx.Err() != nil
	}}
}

func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// Ten sentences in five seconds are five edits, at a pace; the last state is
// shown.
func TestGrowthIsPaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		var got shows
		grow(t.Context(), &l, 1, asked(telling("abcdefghij", time.Second/2, 5*time.Second, true), "x", &got))
		if n := len(got.texts); n > 5 || n < 4 || got.texts[n-1] != "abcdefghij" {
			t.Errorf("the versions are %q", got.texts)
		}
		for i, at := range got.at {
			if i > 0 && at-got.at[i-1] < bots.GrowEvery || at < bots.GrowEvery {
				t.Errorf("shown at %v", got.at)
			}
		}
		if d := time.Since(got.began); d > 5*time.Second+bots.GrowEvery {
			t.Errorf("it took %v", d)
		}
	})
}

// What is whole at once waits for nothing and is one edit.
func TestWholeAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		var got shows
		grow(t.Context(), &l, 1, asked(telling("abc", 0, 0, true), "x", &got))
		if !slices.Equal(got.texts, []string{"abc"}) || got.at[0] != 0 {
			t.Errorf("the versions are %q at %v", got.texts, got.at)
		}
	})
}

// Where no better version comes, nothing is shown; one that its handler takes
// back after some sentences is taken back.
func TestNothingBetter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		var got, back, none shows
		grow(t.Context(), &l, 1, asked(telling("", 0, 5*time.Second, false), "x", &got))
		grow(t.Context(), &l, 1, asked(telling("ab", 2*time.Second, 9*time.Second, false), "x", &back))
		still := asked(telling("ab", 0, 0, true), "x", &none)
		still.First.Pending = false
		grow(t.Context(), &l, 1, still)
		if len(got.texts)+len(none.texts) > 0 || !slices.Equal(back.texts, []string{"a", "ab", ""}) {
			t.Errorf("the versions are %q, %q and %q", got.texts, back.texts, none.texts)
		}
	})
}

// A refused showing is put off as long as asked; what came meanwhile is one
// edit.
func TestPutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		got := shows{answer: func(_ context.Context, n int) (time.Duration, bool) {
			if n == 1 {
				return 10 * time.Second, false
			}
			return 0, false
		}}
		grow(t.Context(), &l, 1, asked(telling("abcdefghij", time.Second/2, 5*time.Second, true), "x", &got))
		if n := len(got.texts); n != 3 || got.texts[2] != "abcdefghij" || got.at[2]-got.at[1] < 10*time.Second {
			t.Errorf("the versions are %q at %v", got.texts, got.at)
		}
	})
}

// A platform that takes no edit at all is left alone after a minute, and is
// not asked all the time until then.
func TestEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		got := shows{answer: func(context.Context, int) (time.Duration, bool) { return time.Millisecond, false }}
		grow(t.Context(), &l, 1, asked(telling("abc", time.Second, 5*time.Second, true), "x", &got))
		if d := time.Since(got.began); d > 2*time.Minute || len(got.texts) > 12 {
			t.Errorf("%d showings in %v", len(got.texts), d)
		}
		if l.End(1) {
			t.Error("it is still wanted")
		}
	})
}

// A message that is gone ends the making, too.
func TestGoneEndsTheMaking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		got := shows{answer: func(context.Context, int) (time.Duration, bool) { return 0, true }}
		grow(t.Context(), &l, 1, asked(telling("abcdef", time.Second, time.Minute, true), "x", &got))
		if d := time.Since(got.began); d > 3*time.Second || len(got.texts) != 1 {
			t.Errorf("%d showings in %v", len(got.texts), d)
		}
	})
}

// Given up, a version is never shown again, also if it is being shown just now.
func TestGivenUp(t *testing.T) {
	for name, give := range map[string]func(l *bots.Laters[int], stop func()){
		"by End":     func(l *bots.Laters[int], _ func()) { l.End(1) },
		"by Stop":    func(l *bots.Laters[int], _ func()) { l.Stop() },
		"by its ctx": func(_ *bots.Laters[int], stop func()) { stop() },
		"by another": func(l *bots.Laters[int], _ func()) {
			grow(context.Background(), l, 1, asked(telling("", 0, 0, false), "y", new(shows)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var l bots.Laters[int]
				var inside atomic.Bool
				got := shows{answer: func(ctx context.Context, _ int) (time.Duration, bool) {
					inside.Store(true)
					pause(ctx, time.Hour)
					inside.Store(false)
					return 0, false
				}}
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				var work sync.WaitGroup
				work.Go(func() { grow(ctx, &l, 1, asked(telling("abc", time.Second, time.Minute, true), "x", &got)) })
				time.Sleep(4 * time.Second)
				if !inside.Load() {
					t.Fatal("nothing is being shown")
				}
				give(&l, stop)
				synctest.Wait()
				if inside.Load() {
					t.Error("it is still being shown")
				}
				work.Wait()
				if len(got.texts) != 1 || time.Since(got.began) > 5*time.Second {
					t.Errorf("%d showings in %v", len(got.texts), time.Since(got.began))
				}
			})
		})
	}
}

// Who asks the next question keeps what was verified, and their new question
// has the model at once; others are not concerned.
func TestNextQuestionCutsShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		var first, second, other shows
		var work sync.WaitGroup
		work.Go(func() {
			grow(t.Context(), &l, 1, asked(telling("abcdef", time.Second, time.Minute, true), "x", &first))
		})
		work.Go(func() {
			grow(t.Context(), &l, 2, asked(telling("pqrst", time.Second, 5*time.Second, true), "y", &other))
		})
		time.Sleep(2500 * time.Millisecond)
		grow(t.Context(), &l, 3, asked(telling("xyz", time.Second, 3*time.Second, true), "x", &second))
		work.Wait()
		for got, want := range map[*shows]string{&first: "ab", &second: "xyz", &other: "pqrst"} {
			if last := got.texts[len(got.texts)-1]; last != want {
				t.Errorf("the last version is %q; want %q", last, want)
			}
		}
	})
}

// There is a bound, and after the stop nothing begins.
func TestBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l bots.Laters[int]
		var work sync.WaitGroup
		var mu sync.Mutex
		asks := 0
		slow := &botstest.Script{Sentences: func(ctx bots.Context, _ bots.Message, _ func(string)) bool {
			mu.Lock()
			asks++
			mu.Unlock()
			<-ctx.Done()
			return false
		}}
		for i := range 1000 {
			work.Go(func() { grow(t.Context(), &l, i, asked(slow, fmt.Sprint(i), new(shows))) })
		}
		synctest.Wait()
		if asks == 0 || asks == 1000 {
			t.Errorf("%d versions at once", asks)
		}
		l.Stop()
		work.Wait()
		var got shows
		l.Stop()
		grow(t.Context(), &l, 1, asked(telling("abc", 0, 0, true), "x", &got))
		if len(got.texts) > 0 {
			t.Error("one begins after the stop")
		}
	})
}

// A handler that panics leaves nothing behind.
func TestPanicLeavesNothing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var l bots.Laters[int]
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		grow(t.Context(), &l, 1, asked(&botstest.Script{Sentences: func(bots.Context, bots.Message, func(string)) bool { panic("x") }}, "x", new(shows)))
	}()
	if l.End(1) {
		t.Error("it is still wanted")
	}
}

// Whatever the times and the troubles: versions only grow, each is a beginning
// of what was told, no two are closer than the pace or than was asked for, and
// the last state stands if the last showing succeeded.
func TestGrowthAlways(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(rt, "sentences")
		gaps := rapid.SliceOfN(rapid.IntRange(0, 3000), n+1, n+1).Draw(rt, "gaps in ms")
		waits := rapid.SliceOfN(rapid.SampledFrom([]int{0, 0, 0, 1, 700, 4000}), 40, 40).Draw(rt, "waits in ms")
		synctest.Test(t, func(*testing.T) {
			var l bots.Laters[int]
			all := "abcdefgh"[:n]
			s := &botstest.Script{Sentences: func(ctx bots.Context, _ bots.Message, each func(string)) bool {
				for i, one := range all {
					pause(ctx, time.Duration(gaps[i])*time.Millisecond)
					each(string(one))
				}
				return pause(ctx, time.Duration(gaps[n])*time.Millisecond)
			}}
			asks := func(i int) time.Duration {
				if i < len(waits) {
					return time.Duration(waits[i]) * time.Millisecond
				}
				return 0
			}
			got := shows{answer: func(_ context.Context, i int) (time.Duration, bool) { return asks(i), false }}
			grow(context.Background(), &l, 1, asked(s, "x", &got))
			for i, text := range got.texts {
				if !strings.HasPrefix(all, text) || text == "" || i > 0 && len(text) < len(got.texts[i-1]) {
					rt.Fatalf("the versions are %q", got.texts)
				}
				if i > 0 && got.at[i]-got.at[i-1] < max(bots.GrowEvery, asks(i-1)) {
					rt.Fatalf("shown at %v", got.at)
				}
			}
			if i := len(got.texts) - 1; n > 0 && (i < 0 || asks(i) == 0 && got.texts[i] != all) {
				rt.Fatalf("the versions are %q", got.texts)
			}
		})
	})
}
