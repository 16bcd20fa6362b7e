package discord

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	// resetMargin covers that Discord writes the rest of a window with three
	// decimals, rounded.
	resetMargin = 5 * time.Millisecond
	// keepBuckets is how many buckets are remembered before idle ones are
	// dropped.
	keepBuckets = 4096
)

// limiter keeps the limits of routes, which Discord does not publish but
// tells with every answer
// (https://discord.com/developers/docs/topics/rate-limits#header-format): a
// route belongs to a bucket, and each channel, guild or webhook has such a
// bucket of its own.
type limiter struct {
	clock func() time.Time

	mu      sync.Mutex
	names   map[string]string // the bucket's name, by route
	buckets map[string]*bucket
	prune   int
}

// bucket is what is known of one bucket; limiter.mu guards it.
type bucket struct {
	limit  int // of a window, 0 until an answer told it
	left   int // what may still be sent in this window
	window string
	reset  time.Time
	flying int // sent and not answered
	// seen is the least rest that an answer of this window told.
	seen int
	// paused is set by a 429.
	paused time.Time
	// changed is closed when somebody who waits should look again.
	changed chan struct{}
}

func newLimiter(clock func() time.Time) *limiter {
	return &limiter{clock: clock, names: map[string]string{}, buckets: map[string]*bucket{}, prune: keepBuckets}
}

// find returns the bucket of a route for a major parameter; the caller holds
// mu.
func (l *limiter) find(route, major string) *bucket {
	name := route
	if known, ok := l.names[route]; ok {
		name = known
	}
	key := name + " " + major
	b := l.buckets[key]
	if b == nil {
		if len(l.buckets) >= l.prune {
			l.drop()
		}
		b = &bucket{changed: make(chan struct{})}
		l.buckets[key] = b
	}
	return b
}

// drop forgets buckets about which there is nothing to remember.
func (l *limiter) drop() {
	now := l.clock()
	for key, b := range l.buckets {
		if b.flying == 0 && !now.Before(b.reset) && !now.Before(b.paused) {
			delete(l.buckets, key)
		}
	}
	l.prune = max(keepBuckets, 2*len(l.buckets))
}

// enter waits until a call of the route is allowed. It does not wait longer
// than patience: then it returns when to come back instead of a bucket. The
// caller gives the bucket to leave.
func (l *limiter) enter(ctx context.Context, route, major string, patience time.Duration) (*bucket, time.Time, error) {
	began := l.clock()
	for {
		l.mu.Lock()
		now := l.clock()
		b := l.find(route, major)
		until, changed := b.take(now), b.changed
		l.mu.Unlock()
		switch {
		case until.IsZero():
			return b, time.Time{}, nil
		case until.Equal(unknown):
			// Some call of this bucket is under way and will tell.
			select {
			case <-changed:
			case <-ctx.Done():
				return nil, time.Time{}, ctx.Err()
			}
			continue
		case until.Sub(began) > patience:
			return nil, until, nil
		}
		t := time.NewTimer(until.Sub(now))
		select {
		case <-t.C:
		case <-changed:
		case <-ctx.Done():
		}
		t.Stop()
		if err := ctx.Err(); err != nil {
			return nil, time.Time{}, err
		}
	}
}

// unknown stands for: when one of the calls under way is answered.
var unknown = time.Unix(1, 0)

// take books a call and returns zero, or when to try again.
func (b *bucket) take(now time.Time) time.Time {
	if now.Before(b.paused) {
		return b.paused
	}
	if b.limit == 0 {
		// The first call finds out; others wait for what it finds.
		if b.flying > 0 {
			return unknown
		}
		b.flying++
		return time.Time{}
	}
	if !b.reset.IsZero() && !now.Before(b.reset) {
		// A new window. What is still under way may count in it.
		b.left, b.window, b.reset = b.limit-b.flying, "", time.Time{}
	}
	if b.left > 0 {
		b.left--
		b.flying++
		return time.Time{}
	}
	if b.reset.IsZero() {
		return unknown
	}
	return b.reset
}

// leave notes the answer to a call. The header is nil if there was none.
func (l *limiter) leave(b *bucket, route, major string, h http.Header) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.flying--
	now := l.clock()
	if name := h.Get("X-RateLimit-Bucket"); name != "" && l.names[route] != name {
		l.rename(b, route, major, name)
	}
	limit, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	rest, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if err1 == nil && err2 == nil && err3 == nil && limit > 0 && after >= 0 && after < 24*60*60 {
		b.told(limit, rest, h.Get("X-RateLimit-Reset"), now.Add(time.Duration(after*float64(time.Second))+resetMargin))
	} else if b.limit == 0 || b.flying == 0 && b.reset.IsZero() {
		// A route without a limit, or no answer: go on one by one.
		b.left = max(b.left, b.limit)
	}
	close(b.changed)
	b.changed = make(chan struct{})
}

// told takes over what an answer said.
func (b *bucket) told(limit, rest int, window string, reset time.Time) {
	switch {
	case b.window == window && window != "":
		b.seen = min(b.seen, rest)
	case b.window != "" && reset.Before(b.reset):
		return // an answer of an older window that was late
	default:
		b.window, b.seen = window, rest
	}
	b.limit, b.reset = limit, reset
	// Calls under way may be counted in what the answer says, or not yet.
	b.left = max(0, b.seen-b.flying)
}

// rename moves a bucket under the name that Discord gave it.
func (l *limiter) rename(b *bucket, route, major, name string) {
	old := route
	if known, ok := l.names[route]; ok {
		old = known
	}
	l.names[route] = name
	if key := name + " " + major; l.buckets[key] == nil && l.buckets[old+" "+major] == b {
		delete(l.buckets, old+" "+major)
		l.buckets[key] = b
	}
}

// pause lets no call of a bucket through before a moment, after a 429.
func (l *limiter) pause(b *bucket, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until.After(b.paused) {
		b.paused = until
	}
}
