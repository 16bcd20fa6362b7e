package telegram

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots"
)

// After a week without updates Telegram begins to count anew, perhaps below
// where it was (https://core.telegram.org/bots/api#update, update_id).
func TestOffsetFollowsANewCount(t *testing.T) {
	w := newWindow(true)
	for _, id := range []int{5_000_000, 5_000_001, 1000, 1001} {
		if _, fresh := w.see(id); !fresh {
			t.Fatalf("%d is not fresh", id)
		}
		if offset, idle := w.offset(); offset != id || idle {
			t.Errorf("offset %d (idle: %t) while %d is in work", offset, idle, id)
		}
		w.finish(id)
		if offset, idle := w.offset(); offset != id+1 || !idle {
			t.Errorf("offset %d (idle: %t) after %d; want the next one", offset, idle, id)
		}
	}
}

// Whatever is seen and finished in whatever order: the offset passes nothing
// that is in work, nothing is new twice, and at the end all is passed.
func TestWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWindow(true)
		n := rapid.IntRange(1, 60).Draw(t, "updates")
		var work []int
		seen := 0
		for seen < n || len(work) > 0 {
			if seen < n && (len(work) == 0 || rapid.Bool().Draw(t, "see")) {
				seen++
				if _, fresh := w.see(seen); !fresh {
					t.Fatalf("%d is not new", seen)
				}
				work = append(work, seen)
			} else {
				i := rapid.IntRange(0, len(work)-1).Draw(t, "finish")
				w.finish(work[i])
				work = slices.Delete(work, i, i+1)
			}
			if again := rapid.IntRange(1, max(seen, 1)).Draw(t, "again"); seen > 0 {
				if _, fresh := w.see(again); fresh {
					t.Fatalf("%d is new again", again)
				}
			}
			offset, idle := w.offset()
			want := seen + 1
			if len(work) > 0 {
				want = slices.Min(work)
			}
			if offset != want || idle != (len(work) == 0) {
				t.Fatalf("offset %d (idle: %t); want %d with %v in work", offset, idle, want, work)
			}
		}
	})
}

// Behind a webhook an update that waits for hours keeps no other in memory.
func TestWindowWithoutOffset(t *testing.T) {
	w := newWindow(false)
	stuck, _ := w.see(1)
	for id := 2; id < 3*remembered; id++ {
		done, fresh := w.see(id)
		if !fresh {
			t.Fatalf("%d is not fresh", id)
		}
		w.finish(id)
		select {
		case <-done:
		default:
			t.Fatalf("%d is not done", id)
		}
		if _, fresh := w.see(id); fresh {
			t.Fatalf("%d is new again", id)
		}
	}
	if n := len(w.pending) + len(w.byID); n != 1 {
		t.Errorf("%d updates are kept; want the one in work", n)
	}
	if again, fresh := w.see(1); fresh || again != stuck {
		t.Error("the one in work is new again")
	}
}

// What is released counts as open until it is done, and holds no offset.
func TestReleaseOfAChat(t *testing.T) {
	w := newWindow(true)
	for id, chat := range []bots.ChatID{1: "7", 2: "8", 3: "7", 4: "9"} {
		if id > 0 {
			w.see(id)
			w.belongs(id, chat)
		}
	}
	if n := w.releaseOf(map[bots.ChatID]bool{"7": true}); n != 2 {
		t.Errorf("%d released; want 2", n)
	}
	if offset, _ := w.offset(); offset != 2 {
		t.Errorf("offset %d; want that of the other chat", offset)
	}
	w.finish(1)
	if n := w.unfinished(); n != 1 {
		t.Errorf("%d released updates are open; want 1", n)
	}
	if _, fresh := w.see(3); fresh {
		t.Error("a released update is new again")
	}
}
