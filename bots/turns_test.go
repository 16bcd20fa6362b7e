package bots

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
)

// What somebody asked is out of the memory after some minutes, also if nobody
// ever writes again.
func TestTurnsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := newTurns(time.Now)
		k := turnKey{chat: Chat{ID: "7"}, from: "7"}
		held := func() int {
			kept.mu.Lock()
			defer kept.mu.Unlock()
			return len(kept.of)
		}
		kept.keep(k, answer.Turn{Text: "what about women?"}, "")
		time.Sleep(turnLife / 2)
		kept.keep(turnKey{chat: Chat{ID: "8"}}, answer.Turn{Text: "and in 2024?"}, "")
		kept.touch(k)
		time.Sleep(turnLife - time.Second)
		if kept.last(k) == nil || held() != 2 {
			t.Errorf("%d turns are held; want both, that are not over", held())
		}
		time.Sleep(2 * turnSweep)
		if n := held(); n != 0 {
			t.Errorf("%d turns are still in memory", n)
		}
	})
}
