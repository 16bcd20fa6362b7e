package bots

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// paceBurst and paceRate are far above what a person types and below what
	// a flood needs: forty messages at once, then twenty a second.
	paceBurst = 40
	paceRate  = rate.Limit(20)
	// paceNotice is how long a person is not told again.
	paceNotice = time.Minute
	maxPaced   = 50000
)

type paced int

const (
	inTime paced = iota
	firstTooFast
	tooFast
)

// pace limits messages per person, with one polite notice.
type pace struct {
	clock func() time.Time
	mu    sync.Mutex
	of    map[paceKey]*personPace
}

type paceKey struct {
	platform Platform
	user     UserID
}

type personPace struct {
	limiter *rate.Limiter
	told    time.Time
}

func newPace(clock func() time.Time) *pace {
	return &pace{clock: clock, of: map[paceKey]*personPace{}}
}

// allow decides about one message. People whose platform gives no id are not
// limited here; the web limits by address.
func (p *pace) allow(platform Platform, u UserID) paced {
	if u == "" {
		return inTime
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.clock()
	k := paceKey{platform, u}
	one := p.of[k]
	if one == nil {
		if len(p.of) >= maxPaced {
			p.sweep(now)
		}
		one = &personPace{limiter: rate.NewLimiter(paceRate, paceBurst)}
		p.of[k] = one
	}
	if one.limiter.AllowN(now, 1) {
		return inTime
	}
	if now.Sub(one.told) < paceNotice {
		return tooFast
	}
	one.told = now
	return firstTooFast
}

// sweep drops the people who have not been near their limit for a while.
func (p *pace) sweep(now time.Time) {
	for k, one := range p.of {
		if one.limiter.TokensAt(now) >= paceBurst && now.Sub(one.told) > paceNotice {
			delete(p.of, k)
		}
	}
}
