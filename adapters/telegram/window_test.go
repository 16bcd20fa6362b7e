package telegram

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// After a week without updates Telegram begins to count anew, perhaps below
// where it was (https://core.telegram.org/bots/api#update, update_id).
func TestOffsetFollowsANewCount(t *testing.T) {
	w := newWindow()
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
		w := newWindow()
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
