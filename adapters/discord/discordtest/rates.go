package discordtest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// perSecond is the global limit
	// (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit).
	perSecond = 50
	// banWindow is the time over which invalid requests count
	// (same page, #invalid-request-limit-aka-cloudflare-bans).
	banWindow = 10 * time.Minute
)

// limits are the buckets, the waits that were asked for, and what was refused.
type limits struct {
	buckets map[string]*bucket
	global  []time.Time
	waits   map[string]pause // by bucket, "" for all
	invalid []time.Time
	most    int
}

// pause is a wait that somebody was told of.
type pause struct{ told, until time.Time }

// inFlight is how long after a 429 calls may still arrive that were sent
// before it was read.
const inFlight = 100 * time.Millisecond

type bucket struct {
	left  int
	reset time.Time
}

func newLimits() limits {
	return limits{buckets: map[string]*bucket{}, waits: map[string]pause{}}
}

// hash is the bucket's name in X-RateLimit-Bucket: the same for all channels.
func (r *route) hash() string {
	sum := sha256.Sum256([]byte(r.name()))
	return hex.EncodeToString(sum[:16])
}

func (c *call) bucket() string { return c.route.name() + " " + c.major() }

// address is the path as it was asked for.
func (c *call) address() string {
	out := c.route.path
	for name, value := range c.params {
		out = strings.Replace(out, "{"+name+"}", value, 1)
	}
	return out
}

// asked notes that a caller was told to wait.
func (l *limits) asked(c *call, d time.Duration, global bool, now time.Time) {
	key := c.bucket()
	if global {
		key = ""
	}
	if until := now.Add(d); until.After(l.waits[key].until) {
		l.waits[key] = pause{now, until}
	}
}

// throttle takes a place in the call's bucket and writes its headers; the
// caller holds mu.
func (s *Server) throttle(h http.Header, c *call) *refusal {
	now := s.o.Clock()
	if no := s.impatient(c, now); no != nil {
		return no
	}
	if s.o.Rates && !c.route.outside {
		if no := s.global(c, now); no != nil {
			return no
		}
	}
	key := c.bucket()
	b := s.limits.buckets[key]
	if b == nil || !now.Before(b.reset) {
		b = &bucket{left: c.route.limit, reset: now.Add(c.route.window)}
		s.limits.buckets[key] = b
	}
	over := b.left == 0
	b.left = max(0, b.left-1)
	after := b.reset.Sub(now)
	h.Set("X-RateLimit-Limit", strconv.Itoa(c.route.limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(b.left))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.reset.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after.Seconds()))
	h.Set("X-RateLimit-Bucket", c.route.hash())
	if over && s.o.Rates {
		s.limits.asked(c, after, false, now)
		return &refusal{status: http.StatusTooManyRequests, retryAfter: after, scope: "user"}
	}
	return nil
}

// impatient refuses calls that come before a wait is over.
func (s *Server) impatient(c *call, now time.Time) *refusal {
	keys := []string{c.bucket()}
	if !c.route.outside {
		keys = append(keys, "")
	}
	for _, key := range keys {
		told, until := s.limits.waits[key].told, s.limits.waits[key].until
		if !now.Before(until) {
			continue
		}
		if now.Sub(told) > inFlight {
			s.violation("%s: called %v before retry_after was over", c.route.name(), until.Sub(now).Round(time.Millisecond))
		}
		no := &refusal{status: http.StatusTooManyRequests, retryAfter: until.Sub(now), scope: "user", global: key == ""}
		if no.global {
			no.scope = "global"
		}
		return no
	}
	return nil
}

func (s *Server) global(c *call, now time.Time) *refusal {
	l := &s.limits
	for len(l.global) > 0 && now.Sub(l.global[0]) >= time.Second {
		l.global = l.global[1:]
	}
	if len(l.global) >= perSecond {
		after := time.Second - now.Sub(l.global[0])
		l.asked(c, after, true, now)
		return &refusal{status: http.StatusTooManyRequests, retryAfter: after, scope: "global", global: true}
	}
	l.global = append(l.global, now)
	l.most = max(l.most, len(l.global))
	return nil
}

// headers are those of a 429: a global one has no bucket.
func (no *refusal) headers(h http.Header) {
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(no.retryAfter.Seconds()))))
	h.Set("X-RateLimit-Scope", no.scope)
	if !no.global {
		return
	}
	h.Set("X-RateLimit-Global", "true")
	for _, name := range []string{"Limit", "Remaining", "Reset", "Reset-After", "Bucket"} {
		h.Del("X-RateLimit-" + name)
	}
}

// counted keeps the numbers of an answer; the caller holds mu. c is nil if
// there is no such route.
func (s *Server) counted(c *call, status int, no *refusal) {
	now := s.o.Clock()
	s.counts[strconv.Itoa(status)]++
	if c != nil {
		s.counts[c.route.name()]++
		if s.o.KeepCalls {
			s.calls = append(s.calls, Call{c.route.method, c.route.path, c.params, c.raw, now, status})
		}
	}
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if no != nil && no.scope == "shared" {
			return
		}
	default:
		return
	}
	s.limits.invalid = append(s.limits.invalid, now)
}

// Invalid is the number of answers 401, 403 and 429 (but those of scope
// "shared") in the last 10 minutes.
func (s *Server) Invalid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refusals()
}

// refusals is Invalid; the caller holds mu.
func (s *Server) refusals() int {
	l, now := &s.limits, s.o.Clock()
	for len(l.invalid) > 0 && now.Sub(l.invalid[0]) >= banWindow {
		l.invalid = l.invalid[1:]
	}
	return len(l.invalid)
}

// banned is true after too many invalid requests.
func (s *Server) banned() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refusals() >= s.o.BanAfter
}

// MostInASecond is the most requests that any second had, with Options.Rates.
func (s *Server) MostInASecond() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limits.most
}
