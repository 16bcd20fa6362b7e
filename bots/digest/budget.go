package digest

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Budget is how much of a bot's sending broadcasts may use, beside digests. It
// is safe for use by several goroutines.
type Budget struct {
	mu      sync.Mutex
	limiter *rate.Limiter
}

// NewBudget allows so many messages of broadcasts a second. A bot that may
// send 30 a second and gives broadcasts 20 keeps a third for digests even
// while both are due, and digests go first in any case.
func NewBudget(perSecond float64) *Budget {
	// A burst of some seconds is one claim; no digest waits longer for it.
	const seconds = 2
	return &Budget{limiter: rate.NewLimiter(rate.Limit(perSecond), max(1, int(perSecond*seconds)))}
}

// Allow returns how many messages may be claimed at now.
func (b *Budget) Allow(now time.Time) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return max(0, int(b.limiter.TokensAt(now)))
}

// Spend takes what was claimed.
func (b *Budget) Spend(now time.Time, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limiter.AllowN(now, n)
}
