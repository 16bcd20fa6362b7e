package lanes_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots/lanes"
)

// TestOrder: whatever takes how long and waits how often, the tasks of a key
// run in their order and never two at once, and never more in all than there
// are workers.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		workers := rapid.IntRange(1, 4).Draw(rt, "workers")
		keys := rapid.SliceOfN(rapid.IntRange(0, 5), 0, 40).Draw(rt, "keys")
		works := rapid.SliceOfN(rapid.IntRange(0, 20), len(keys), len(keys)).Draw(rt, "milliseconds")
		waits := rapid.SliceOfN(rapid.IntRange(0, 2), len(keys), len(keys)).Draw(rt, "waits")
		var mu sync.Mutex
		ran := map[int][]int{}
		running := map[int]int{}
		all, most := 0, 0
		synctest.Test(t, func(t *testing.T) {
			l := lanes.New(context.Background(), time.Now, workers)
			for n, key := range keys {
				left := waits[n]
				l.Push(fmt.Sprint(key), func(context.Context) time.Time {
					mu.Lock()
					all++
					running[key]++
					most = max(most, all)
					if running[key] > 1 {
						t.Errorf("two tasks of key %d run at once", key)
					}
					mu.Unlock()
					time.Sleep(time.Duration(works[n]) * time.Millisecond)
					mu.Lock()
					defer mu.Unlock()
					all--
					running[key]--
					if left > 0 {
						left--
						return time.Now().Add(time.Second)
					}
					ran[key] = append(ran[key], n)
					return time.Time{}
				})
			}
			time.Sleep(time.Hour)
			if n := l.Waiting(); n != 0 {
				t.Errorf("%d tasks are not done", n)
			}
			l.Close(true)
		})
		done := 0
		for key, list := range ran {
			if done += len(list); !slices.IsSorted(list) {
				rt.Errorf("key %d ran in the order %v", key, list)
			}
		}
		if done != len(keys) || most > workers {
			rt.Errorf("%d of %d tasks ran, %d at once; %d workers", done, len(keys), most, workers)
		}
	})
}

// TestTurns: one worker serves a long lane and a short one in turn.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := lanes.New(t.Context(), time.Now, 1)
		var got []string
		begin := make(chan struct{})
		l.Push("a", lanes.Once(func(context.Context) { <-begin }))
		for n := range 3 {
			l.Push("a", lanes.Once(func(context.Context) { got = append(got, fmt.Sprint("a", n)) }))
		}
		l.Push("b", lanes.Once(func(context.Context) { got = append(got, "b") }))
		close(begin)
		l.Close(true)
		if want := []string{"b", "a0", "a1", "a2"}; !slices.Equal(got, want) {
			t.Errorf("ran %v; want %v", got, want)
		}
	})
}

// TestClose: what runs is waited for; what did not start is finished or
// dropped, as asked; a task that waits for a moment is dropped; nothing is
// taken afterwards, and nothing is left running.
func TestClose(t *testing.T) {
	for finish, want := range map[bool][]string{true: {"behind", "other", "running"}, false: {"running"}} {
		synctest.Test(t, func(t *testing.T) {
			l := lanes.New(t.Context(), time.Now, 2)
			var mu sync.Mutex
			var got []string
			say := func(word string) lanes.Task {
				return lanes.Once(func(context.Context) {
					time.Sleep(time.Second)
					mu.Lock()
					defer mu.Unlock()
					got = append(got, word)
				})
			}
			l.Push("waits", func(context.Context) time.Time { return time.Now().Add(time.Hour) })
			synctest.Wait()
			l.Push("waits", say("behind"))
			l.Push("runs", say("running"))
			synctest.Wait()
			l.Push("runs", say("other"))
			began := time.Now()
			l.Close(finish)
			if slices.Sort(got); !slices.Equal(got, want) || l.Waiting() != 0 && finish {
				t.Errorf("finish %v: ran %v, %d not done; want %v", finish, got, l.Waiting(), want)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("finish %v: took %v", finish, took)
			}
			if l.Push("late", say("late")) {
				t.Error("a task is taken after Close")
			}
			l.Close(finish) // once more is no harm
		})
	}
}

// TestATaskThatWaitsAtClose: it ran when Close came, and wants to go on later;
// it does not.
func TestATaskThatWaitsAtClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := lanes.New(t.Context(), time.Now, 1)
		ran := 0
		l.Push("a", func(context.Context) time.Time {
			ran++
			time.Sleep(time.Second)
			return time.Now().Add(time.Second)
		})
		synctest.Wait()
		l.Close(true)
		time.Sleep(time.Minute)
		if ran != 1 || l.Waiting() != 0 {
			t.Errorf("ran %d times, %d not done", ran, l.Waiting())
		}
	})
}
