package digest

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

const (
	// askedLife is how long an answer to a question is waited for.
	askedLife = 10 * time.Minute
	// maxAsked bounds the memory.
	maxAsked = 20000
)

// step is a question of the conversation.
type step string

// The questions, in the order in which they are asked.
const (
	stepTime    step = "time"
	stepZone    step = "zone"
	stepLang    step = "lang"
	stepThemes  step = "themes"
	stepDays    step = "days"
	stepConfirm step = "confirm"
	stepQuiet   step = "quiet" // not while subscribing
)

var steps = []step{stepTime, stepZone, stepLang, stepThemes, stepDays, stepConfirm}

// asked remembers for some minutes which question of ours a person may answer
// by typing. After a restart the buttons still work.
type asked struct {
	clock func() time.Time
	mu    sync.Mutex
	of    map[askedKey]askedStep
}

type askedKey struct {
	platform bots.Platform
	chat     bots.ChatID
	thread   bots.ThreadID
	from     bots.UserID
}

type askedStep struct {
	step  step
	until time.Time
}

func newAsked(clock func() time.Time) *asked {
	return &asked{clock: clock, of: map[askedKey]askedStep{}}
}

func keyOf(m bots.Message) askedKey {
	return askedKey{m.Chat.Platform, m.Chat.ID, m.Chat.Thread, m.From.ID}
}

func (a *asked) expect(m bots.Message, s step) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.clock()
	if len(a.of) >= maxAsked {
		for k, v := range a.of {
			// Where all are fresh any may go: buttons still work.
			if now.After(v.until) || len(a.of) >= maxAsked {
				delete(a.of, k)
			}
		}
	}
	a.of[keyOf(m)] = askedStep{s, now.Add(askedLife)}
}

func (a *asked) what(m bots.Message) step {
	a.mu.Lock()
	defer a.mu.Unlock()
	s, ok := a.of[keyOf(m)]
	if !ok || a.clock().After(s.until) {
		delete(a.of, keyOf(m))
		return ""
	}
	return s.step
}

func (a *asked) forget(m bots.Message) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.of, keyOf(m))
}

// forgetPerson drops all questions to a person.
func (a *asked) forgetPerson(p bots.Platform, u bots.UserID) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for k := range a.of {
		if k.platform == p && k.from == u {
			delete(a.of, k)
		}
	}
}
