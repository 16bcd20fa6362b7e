package discord

import (
	"context"
	"sync"
	"time"
)

// Discord allows a bot 50 requests a second over all routes, and tells only by
// a 429 that it was too much
// (https://discord.com/developers/docs/topics/rate-limits#global-rate-limit).
const (
	globalRequests = 50
	globalWindow   = time.Second
	// globalPace spreads bulk, so that an answer does not wait a second behind
	// a digest.
	globalPace  = globalWindow / globalRequests
	globalBurst = 5
	// trips is over how many answers the shortest round trip is looked for.
	trips = 64
	// sureTrip is the part of it that is relied on.
	sureTrip = 0.8
)

// priority is how urgent a call is.
type priority int

const (
	// urgent calls go first: somebody waits.
	urgent priority = iota
	bulk
)

// global lets requests through so that no second at Discord's end sees more
// than 50. The moment of a request's arrival is not known, only that it lies
// between sending and answer. So each holds one of 50 places from when it is
// sent until one second after its answer; all that arrive within one second
// then hold their places at the same moment, whatever the network does. What a
// round trip takes at least, on the way back of one and on the way there of
// the next, is taken off that second: without it, a slow line would be used
// for a fraction only.
type global struct {
	clock func() time.Time

	mu      sync.Mutex
	held    int
	waiting [bulk + 1][]*ticket
	next    time.Time // of the next bulk request
	paused  time.Time
	timer   *time.Timer
	trip    [trips]time.Duration
	at      int
}

type ticket struct {
	ready chan struct{}
	given bool
}

func newGlobal(clock func() time.Time) *global { return &global{clock: clock} }

// enter waits for a place; the caller calls leave after the answer. It does
// not wait for the end of a pause that is longer than patience: then it
// returns that end.
func (g *global) enter(ctx context.Context, p priority, patience time.Duration) (until time.Time, err error) {
	g.mu.Lock()
	if now := g.clock(); g.paused.Sub(now) > patience {
		defer g.mu.Unlock()
		return g.paused, nil
	}
	t := &ticket{ready: make(chan struct{})}
	g.waiting[p] = append(g.waiting[p], t)
	g.grant()
	g.mu.Unlock()
	select {
	case <-t.ready:
		return time.Time{}, nil
	case <-ctx.Done():
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if t.given {
		g.held--
	} else {
		for i, one := range g.waiting[p] {
			if one == t {
				g.waiting[p] = append(g.waiting[p][:i], g.waiting[p][i+1:]...)
				break
			}
		}
	}
	g.grant()
	return time.Time{}, ctx.Err()
}

// grant gives places to those who wait; the caller holds mu.
func (g *global) grant() {
	for g.held < globalRequests {
		p := urgent
		if len(g.waiting[p]) == 0 {
			p = bulk
		}
		if len(g.waiting[p]) == 0 {
			return
		}
		now := g.clock()
		at := g.paused
		if p == bulk && g.next.After(at) {
			at = g.next
		}
		if at.After(now) {
			g.wake(at.Sub(now))
			return
		}
		if p == bulk {
			if start := now.Add(-globalBurst * globalPace); g.next.Before(start) {
				g.next = start
			}
			g.next = g.next.Add(globalPace)
		}
		t := g.waiting[p][0]
		g.waiting[p] = g.waiting[p][1:]
		t.given = true
		g.held++
		close(t.ready)
	}
}

// wake looks again after d; the caller holds mu.
func (g *global) wake(d time.Duration) {
	if g.timer != nil {
		g.timer.Stop()
	}
	g.timer = time.AfterFunc(d, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.grant()
	})
}

// leave frees the place of a request that took a while, when it no longer
// counts.
func (g *global) leave(took time.Duration) {
	g.mu.Lock()
	g.trip[g.at%trips] = took
	g.at++
	least := took
	for _, t := range g.trip[:min(g.at, trips)] {
		least = min(least, t)
	}
	g.mu.Unlock()
	hold := globalWindow - min(time.Duration(sureTrip*float64(least)), globalWindow)
	time.AfterFunc(hold, func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.held--
		g.grant()
	})
}

// pause stops everything until a moment, after a global 429.
func (g *global) pause(until time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until.After(g.paused) {
		g.paused = until
	}
}

// sleep waits for d, or for the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
