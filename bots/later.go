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

// Laters are the better versions of answers that an adapter is having made and
// shown, by what it knows the first version by. Its zero value is ready to use.
type Laters[K comparable] struct {
	mu      sync.Mutex
	pending map[K]*later
	closed  bool
}

// later is one version in the making.
type later struct {
	// whose it is, without an id where that is unknown.
	whose Owner
	// cut ends the making, and what is there is shown; stop ends both.
	cut, stop context.CancelFunc
	// showing is held while it is shown.
	showing sync.Mutex
}

// begin registers a version in the making; false means that there are too
// many, or that all were given up. A person waits for one at a time: what is
// being made for them is cut short, since they went on, and the model has its
// hands free for what they asked last.
func (l *Laters[K]) begin(key K, one *later) bool {
	l.End(key)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.pending) >= maxLater {
		return false
	}
	if l.pending == nil {
		l.pending = map[K]*later{}
	}
	if one.whose.ID != "" {
		for _, other := range l.pending {
			if other.whose == one.whose {
				other.cut()
			}
		}
	}
	l.pending[key] = one
	return true
}

// finished ends the registration of a version.
func (l *Laters[K]) finished(one *later) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for key, other := range l.pending {
		if other == one {
			delete(l.pending, key)
		}
	}
}

// Move has a version known by another key, as when its buttons came to stand
// under another message.
func (l *Laters[K]) Move(from, to K) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if one, ok := l.pending[from]; ok && from != to {
		delete(l.pending, from)
		l.pending[to] = one
	}
}

// End gives up a version, as when its message is about to show something else,
// and reports whether it was wanted until then. After End it is not shown any
// more: a showing under way is cancelled and waited for.
func (l *Laters[K]) End(key K) bool {
	l.mu.Lock()
	one, ok := l.pending[key]
	delete(l.pending, key)
	l.mu.Unlock()
	if !ok {
		return false
	}
	one.stop()
	one.showing.Lock()
	defer one.showing.Unlock()
	return true
}

// Stop gives up all, for good.
func (l *Laters[K]) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, one := range l.pending {
		one.stop()
	}
}
