package bots

import (
	"sync"
	"time"
)

// UpdateState is how far an incoming update got.
type UpdateState int

// The states of an update.
const (
	Fresh    UpdateState = iota // never seen
	Begun                       // work began and was not finished: perhaps a crash
	Answered                    // nothing is left to do
)

// Inbox remembers which updates were dealt with, and which waits a platform
// asked for, across restarts. Adapters need it; adapters/store implements it.
type Inbox interface {
	// Begin records that work on an update starts and returns how far it had
	// got before.
	Begin(ctx Context, p Platform, update string) (UpdateState, error)
	// Finish records that an update was dealt with.
	Finish(ctx Context, p Platform, update string) error
	// Wait records that the platform wants no call to the chat (or, with an
	// empty chat, none at all) before until.
	Wait(ctx Context, p Platform, chat ChatID, until time.Time) error
	// Waits returns the waits that are not over at now.
	Waits(ctx Context, p Platform, now time.Time) (map[ChatID]time.Time, error)
}

// VolatileInbox is an Inbox that ends with the process. It keeps the last few
// thousand updates. Its zero value is ready to use.
type VolatileInbox struct {
	mu    sync.Mutex
	state map[string]UpdateState
	order []string
	waits map[Platform]map[ChatID]time.Time
}

// volatileUpdates bounds what a VolatileInbox keeps: far more than any
// platform repeats.
const volatileUpdates = 8192

// Begin implements Inbox.
func (v *VolatileInbox) Begin(_ Context, p Platform, update string) (UpdateState, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	key := string(p) + "\x00" + update
	if s, ok := v.state[key]; ok {
		return s, nil
	}
	if v.state == nil {
		v.state = map[string]UpdateState{}
	}
	if len(v.order) == volatileUpdates {
		delete(v.state, v.order[0])
		v.order = v.order[1:]
	}
	v.state[key] = Begun
	v.order = append(v.order, key)
	return Fresh, nil
}

// Finish implements Inbox.
func (v *VolatileInbox) Finish(_ Context, p Platform, update string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if key := string(p) + "\x00" + update; v.state[key] == Begun {
		v.state[key] = Answered
	}
	return nil
}

// Wait implements Inbox.
func (v *VolatileInbox) Wait(_ Context, p Platform, chat ChatID, until time.Time) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.waits == nil {
		v.waits = map[Platform]map[ChatID]time.Time{}
	}
	if v.waits[p] == nil {
		v.waits[p] = map[ChatID]time.Time{}
	}
	v.waits[p][chat] = until
	return nil
}

// Waits implements Inbox.
func (v *VolatileInbox) Waits(_ Context, p Platform, now time.Time) (map[ChatID]time.Time, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := map[ChatID]time.Time{}
	for chat, until := range v.waits[p] {
		if until.After(now) {
			out[chat] = until
		}
	}
	return out, nil
}
