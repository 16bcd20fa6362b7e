package discord

import (
	"context"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

const (
	// maxLater is how many better versions are made at once. Beyond it the
	// first version stands.
	maxLater = 64
	// laterTime bounds the making of one.
	laterTime = time.Minute
)

// laters are the better versions in the making, by what their first version is
// known by.
type laters struct {
	mu      sync.Mutex
	pending map[string]context.CancelFunc
	closed  bool
}

func newLaters() *laters { return &laters{pending: map[string]context.CancelFunc{}} }

// begin registers a version in the making; false means that there are too
// many.
func (l *laters) begin(key string, cancel context.CancelFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.pending) >= maxLater {
		return false
	}
	l.pending[key] = cancel
	return true
}

// drop gives up the version for a message that shows something else by now.
func (l *laters) drop(key string) { l.end(key) }

// end reports whether the version was still wanted, and forgets it.
func (l *laters) end(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	cancel, ok := l.pending[key]
	if ok {
		cancel()
		delete(l.pending, key)
	}
	return ok
}

// stop gives up all.
func (l *laters) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, cancel := range l.pending {
		cancel()
	}
}

// improve asks the handler for a better version of an answer, aside, and lets
// show put it in the place of the first.
func (r *receiver) improve(key string, m bots.Message, first bots.Reply, show func(context.Context, bots.Reply)) {
	c, ok := r.h.(bots.Completer)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.lanes.ctx, laterTime)
	if !r.later.begin(key, cancel) {
		cancel()
		return
	}
	r.aside.Go(func() {
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				r.panicked(ctx, p)
				r.later.end(key)
			}
		}()
		reply, better := c.Complete(ctx, m, first)
		wanted := ctx.Err() == nil
		if r.later.end(key) && better && wanted && !reply.Empty() {
			show(r.lanes.ctx, reply)
		}
	})
}
