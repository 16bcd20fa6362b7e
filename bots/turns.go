package bots

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
)

const (
	// turnLife is how long a follow-up is understood: as long as a person may
	// take to read an answer and think.
	turnLife = 10 * time.Minute
	// turnSweep is how often what is over is dropped.
	turnSweep = time.Minute
	// maxTurns bounds the memory: about two kilobytes a conversation.
	maxTurns = 20000
)

type turnKey struct {
	chat Chat
	from UserID
}

// turns remembers the last turn of each conversation for some minutes.
type turns struct {
	clock func() time.Time
	mu    sync.Mutex
	of    map[turnKey]keptTurn
	// expires is true while a sweep is due: what somebody asked is gone after
	// some minutes, also if nobody writes any more.
	expires bool
}

type keptTurn struct {
	turn answer.Turn
	// of is the message that asked, empty where it cannot be edited; before is
	// the turn before it, for when it is.
	of     MessageID
	before *answer.Turn
	until  time.Time
}

func newTurns(clock func() time.Time) *turns {
	return &turns{clock: clock, of: map[turnKey]keptTurn{}}
}

func (t *turns) last(k turnKey) *answer.Turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	kept, ok := t.of[k]
	if !ok || t.clock().After(kept.until) {
		delete(t.of, k)
		return nil
	}
	return &kept.turn
}

// leaningOn is the turn that a question may lean on: the last one, but where
// that is the question itself, before it was corrected, the one before.
func (t *turns) leaningOn(k turnKey, m Message) *answer.Turn {
	last := t.last(k)
	if last == nil || !m.Edited {
		return last
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if kept := t.of[k]; kept.of == m.ID {
		return kept.before
	}
	return last
}

// keep remembers a turn and the message that asked, empty if none did.
func (t *turns) keep(k turnKey, turn answer.Turn, of MessageID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.clock()
	if len(t.of) >= maxTurns {
		t.sweep(now)
	}
	next := keptTurn{turn: turn, of: of, until: now.Add(turnLife)}
	if kept, ok := t.of[k]; ok && of != "" && !now.After(kept.until) {
		if next.before = &kept.turn; kept.of == of {
			next.before = kept.before
		}
	}
	t.of[k] = next
	t.expire()
}

// expire sees that a sweep is due as long as there is something to drop; the
// caller holds mu.
func (t *turns) expire() {
	if t.expires || len(t.of) == 0 {
		return
	}
	t.expires = true
	time.AfterFunc(turnSweep, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.expires = false
		t.drop(t.clock())
		t.expire()
	})
}

// drop forgets the turns that are over; the caller holds mu.
func (t *turns) drop(now time.Time) {
	for k, kept := range t.of {
		if now.After(kept.until) {
			delete(t.of, k)
		}
	}
}

// touch keeps a conversation alive over small talk.
func (t *turns) touch(k turnKey) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if kept, ok := t.of[k]; ok {
		kept.until = t.clock().Add(turnLife)
		t.of[k] = kept
	}
}

func (t *turns) forget(p Platform, u UserID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for k := range t.of {
		if k.chat.Platform == p && k.from == u {
			delete(t.of, k)
		}
	}
}

// sweep drops what is over; if all is fresh, it drops arbitrary ones, since a
// lost follow-up costs less than memory without bound.
func (t *turns) sweep(now time.Time) {
	t.drop(now)
	for k := range t.of {
		if len(t.of) < maxTurns*9/10 {
			return
		}
		delete(t.of, k)
	}
}
