package discord

import (
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// Discord bans an address for an hour or longer after 10,000 answers 401, 403
// or 429 in 10 minutes
// (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
const (
	invalidWindow = 10 * time.Minute
	invalidWarn   = 1000
	// invalidStop leaves room for requests in flight and for another process
	// behind the same address.
	invalidStop = 9000
)

var (
	// errBudget is returned for calls that are not made, because Discord is
	// about to ban this address.
	errBudget = errors.New("too many refused requests in 10 minutes; paused before Discord bans this address")
	// errToken is returned for calls that are not made, because Discord
	// refused the token.
	errToken = errors.New("the token is refused by Discord (401); create a new one on the page Bot of your application and set DISCORD_BOT_TOKEN")
)

// budget counts refused requests over a sliding window of ten minutes, in
// steps of one minute.
type budget struct {
	log *slog.Logger

	mu      sync.Mutex
	minutes [11]struct {
		minute int64
		n      int
	}
	warned int
	dead   error
}

// check returns why no call may be made, if so.
func (b *budget) check(now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dead != nil {
		return b.dead
	}
	if b.sum(now) >= invalidStop {
		return errBudget
	}
	return nil
}

// note records an answer. A 429 of scope "shared" is not our fault and does
// not count.
func (b *budget) note(now time.Time, status int, scope string) {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if scope == "shared" {
			return
		}
	default:
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	m := now.Unix() / 60
	slot := &b.minutes[m%int64(len(b.minutes))]
	if slot.minute != m {
		slot.minute, slot.n = m, 0
	}
	slot.n++
	sum := b.sum(now)
	if sum < invalidWarn {
		b.warned = 0
	} else if step := sum / invalidWarn; step > b.warned {
		b.warned = step
		b.log.Warn("discord: many requests are refused", "count", sum, "window", invalidWindow, "ban_at", 10000)
	}
}

// sum is the number of refused requests in the window; the caller holds mu.
func (b *budget) sum(now time.Time) int {
	oldest := now.Add(-invalidWindow).Unix() / 60
	n := 0
	for _, s := range b.minutes {
		if s.minute >= oldest {
			n += s.n
		}
	}
	return n
}

// stop lets no further call through. It reports whether any was before.
func (b *budget) stop(err error) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.dead != nil {
		return false
	}
	b.dead = err
	return true
}
