package bots

import (
	"context"
	"sync"
	"time"
)

const (
	// maxLater is how many better versions an adapter makes at once. Beyond it
	// the first version stands.
	maxLater = 64
	// LaterTime bounds the making of one.
	LaterTime = time.Minute
)

// Laters are the better versions of answers that an adapter is having made, by
// what it knows the first version by. Its zero value is ready to use.
type Laters[K comparable] struct {
	mu      sync.Mutex
	pending map[K]context.CancelFunc
	closed  bool
}

// Begin registers a version in the making; false means that there are too
// many, or that all were given up.
func (l *Laters[K]) Begin(key K, cancel context.CancelFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.pending) >= maxLater {
		return false
	}
	if l.pending == nil {
		l.pending = map[K]context.CancelFunc{}
	}
	l.pending[key] = cancel
	return true
}

// End gives up a version, or ends its making, and reports whether it was still
// wanted.
func (l *Laters[K]) End(key K) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	cancel, ok := l.pending[key]
	if ok {
		cancel()
		delete(l.pending, key)
	}
	return ok
}

// Stop gives up all, for good.
func (l *Laters[K]) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, cancel := range l.pending {
		cancel()
	}
}
