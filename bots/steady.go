package bots

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"
)

const (
	// patience is how long one call of a keeper may take before the answer
	// goes on without it.
	patience = 2 * time.Second
	// rested is for how long a keeper that failed is left alone: people do
	// not wait for it with every message.
	rested = 15 * time.Second
)

// Steady lets answers go on while the database is away: an Inbox and a Memory
// that fall back to what the process remembers. Settings that people change
// meanwhile are refused, so that nothing seems kept that is not.
type Steady struct {
	Inbox  Inbox
	Memory Memory
	Clock  func() time.Time
	// Log is told once when the database goes, and once when it is back.
	Log *slog.Logger

	inMemory VolatileInbox
	mu       sync.Mutex
	away     bool
	until    time.Time // no call before
}

var (
	_ Inbox  = (*SteadyInbox)(nil)
	_ Memory = (*SteadyMemory)(nil)
)

// SteadyInbox is the Inbox of a Steady.
type SteadyInbox struct{ *Steady }

// SteadyMemory is the Memory of a Steady.
type SteadyMemory struct{ *Steady }

// errAway is the error of a call that was not made.
var errAway = errors.New("the database is away")

// try makes one call, unless the last one failed a moment ago.
func (s *Steady) try(ctx Context, f func(ctx Context) error) error {
	s.mu.Lock()
	skip := s.away && s.Clock().Before(s.until)
	s.mu.Unlock()
	if skip {
		return errAway
	}
	bounded, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := f(bounded)
	if err != nil && ctx.Err() != nil {
		return err // the caller gave up, not the database
	}
	s.mu.Lock()
	was := s.away
	s.away = err != nil
	if err != nil {
		s.until = s.Clock().Add(rested)
	}
	s.mu.Unlock()
	switch {
	case err != nil && !was:
		s.Log.ErrorContext(ctx, "the database cannot be used; answers go on, what people set is not kept meanwhile", "err", err)
	case err == nil && was:
		s.Log.InfoContext(ctx, "the database is back")
	}
	return err
}

// Begin implements Inbox.
func (s *SteadyInbox) Begin(ctx Context, p Platform, update string) (UpdateState, error) {
	known, err := s.inMemory.Begin(ctx, p, update)
	if err != nil || known == Answered {
		return known, err
	}
	kept := known
	if err := s.try(ctx, func(ctx Context) (err error) { kept, err = s.Steady.Inbox.Begin(ctx, p, update); return err }); err != nil {
		return known, nil
	}
	return max(known, kept), nil
}

// Finish implements Inbox.
func (s *SteadyInbox) Finish(ctx Context, p Platform, update string) error {
	if err := s.inMemory.Finish(ctx, p, update); err != nil {
		return err
	}
	_ = s.try(ctx, func(ctx Context) error { return s.Steady.Inbox.Finish(ctx, p, update) }) // was told
	return nil
}

// Wait implements Inbox.
func (s *SteadyInbox) Wait(ctx Context, p Platform, chat ChatID, until time.Time) error {
	if err := s.inMemory.Wait(ctx, p, chat, until); err != nil {
		return err
	}
	_ = s.try(ctx, func(ctx Context) error { return s.Steady.Inbox.Wait(ctx, p, chat, until) }) // was told
	return nil
}

// Waits implements Inbox.
func (s *SteadyInbox) Waits(ctx Context, p Platform, now time.Time) (map[ChatID]time.Time, error) {
	waits, err := s.inMemory.Waits(ctx, p, now)
	if err != nil {
		return nil, err
	}
	_ = s.try(ctx, func(ctx Context) error {
		kept, err := s.Steady.Inbox.Waits(ctx, p, now)
		for chat, until := range kept {
			if until.After(waits[chat]) {
				waits[chat] = until
			}
		}
		return err
	}) // was told
	return waits, nil
}

// Get implements Memory. While the database is away nothing is known of
// anybody.
func (s *SteadyMemory) Get(ctx Context, o Owner, key string) (v string, err error) {
	_ = s.try(ctx, func(ctx Context) (err error) { v, err = s.Steady.Memory.Get(ctx, o, key); return err }) // was told
	return v, nil
}

// Set implements Memory.
func (s *SteadyMemory) Set(ctx Context, o Owner, key, value string) error {
	return s.try(ctx, func(ctx Context) error { return s.Steady.Memory.Set(ctx, o, key, value) })
}

// All implements Memory.
func (s *SteadyMemory) All(ctx Context, o Owner) (all map[string]string, err error) {
	err = s.try(ctx, func(ctx Context) (err error) { all, err = s.Steady.Memory.All(ctx, o); return err })
	return all, err
}

// Forget implements Memory.
func (s *SteadyMemory) Forget(ctx Context, o Owner) error {
	return s.try(ctx, func(ctx Context) error { return s.Steady.Memory.Forget(ctx, o) })
}

// Count implements Memory. A count that is lost harms nobody.
func (s *SteadyMemory) Count(ctx Context, counter string) error {
	_ = s.try(ctx, func(ctx Context) error { return s.Steady.Memory.Count(ctx, counter) }) // was told
	return nil
}
