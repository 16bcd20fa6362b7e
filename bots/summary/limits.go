package summary

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
)

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
