package summary

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
)

// Settings of the brake: so many failures in a row stop the calls for a while,
// which doubles up to a bound as long as it does not get better.
const (
	brakeAfter = 5
	brakeFirst = 30 * time.Second
	brakeMost  = 10 * time.Minute
)

// brake is a circuit breaker: it keeps a broken model from being asked, and
// people from waiting for it.
type brake struct {
	mu       sync.Mutex
	failures int
	pause    time.Duration
	until    time.Time
}

func (b *brake) ready(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return !now.Before(b.until)
}

func (b *brake) failed(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	if b.failures < brakeAfter {
		return
	}
	b.pause = min(max(2*b.pause, brakeFirst), brakeMost)
	b.until = now.Add(b.pause)
}

func (b *brake) worked() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.pause = 0, 0
}

// Bounds of the cache. A summary that was refused is kept as well: the model
// would most likely fail again.
const (
	cacheLife = 24 * time.Hour
	cacheMost = 2000
)

type cache struct {
	mu sync.Mutex
	of map[string]cached
}

type cached struct {
	summary answer.Summary
	until   time.Time
}

func newCache() *cache { return &cache{of: map[string]cached{}} }

func (c *cache) get(key string, now time.Time) (answer.Summary, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.of[key]
	if !ok || now.After(k.until) {
		delete(c.of, key)
		return answer.Summary{}, false
	}
	return k.summary, true
}

func (c *cache) put(key string, s answer.Summary, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k := range c.of {
		if len(c.of) < cacheMost {
			break
		}
		delete(c.of, k)
	}
	c.of[key] = cached{s, now.Add(cacheLife)}
}
