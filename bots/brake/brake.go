// Package brake keeps services outside that fail from being asked all the time.
package brake

import (
	"sync"
	"time"
)

// Settings of the brake: so many failures in a row stop the calls for a while,
// which doubles up to a bound as long as it does not get better.
const (
	after = 5
	first = 30 * time.Second
	most  = 10 * time.Minute
)

// Brake is a circuit breaker: it keeps a broken service from being asked, and
// people from waiting for it. Its zero value is ready to use.
type Brake struct {
	mu       sync.Mutex
	failures int
	pause    time.Duration
	until    time.Time
}

// Ready reports whether the service may be asked.
func (b *Brake) Ready(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !now.Before(b.until)
}

// Failed notes that a call failed.
func (b *Brake) Failed(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	if b.failures < after {
		return
	}
	b.pause = min(max(2*b.pause, first), most)
	b.until = now.Add(b.pause)
}

// Worked notes that a call worked, after which all is well again.
func (b *Brake) Worked() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.pause = 0, 0
}
