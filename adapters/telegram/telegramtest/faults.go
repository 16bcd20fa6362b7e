package telegramtest

import (
	"cmp"
	"math"
	"time"
)

// rule makes calls fail.
type rule struct {
	method string
	chat   string
	left   int
	no     refusal
}

// Fail makes the next n calls of a method (to a chat, or any if it is "")
// fail: with a code, a text and, for 429, seconds to wait.
func (s *Server) Fail(n int, method, chat string, code int, text string, retryAfter int) {
	s.addRule(&rule{method, chat, n, refusal{code: code, text: text, retryAfter: retryAfter}})
}

// Lose lets the next n calls of a method happen, but loses their answers.
func (s *Server) Lose(n int, method string) {
	s.addRule(&rule{method, "", n, refusal{drop: true}})
}

// Page answers the next n calls of a method with a page of a proxy.
func (s *Server) Page(n int, method string) {
	s.addRule(&rule{method, "", n, refusal{code: 502, page: true}})
}

func (s *Server) addRule(r *rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, r)
}

// broken applies the rules; the caller holds mu.
func (s *Server) broken(method string, p map[string]string) *refusal {
	// A call that concerns no chat has a wait of its own.
	key := cmp.Or(p["chat_id"], method)
	if until := s.limits.waits[method]; s.o.Clock().Before(until) {
		d := until.Sub(s.o.Clock())
		s.violation("%s called %v before retry_after was over", method, d)
		return tooMany(d)
	}
	for _, r := range s.rules {
		if r.left > 0 && r.method == method && (r.chat == "" || r.chat == p["chat_id"]) {
			r.left--
			no := r.no
			if no.retryAfter > 0 {
				s.limits.wait(key, s.o.Clock().Add(time.Duration(no.retryAfter)*time.Second))
			}
			return &no
		}
	}
	return nil
}

// limits are the waits that were asked for, and what was sent lately.
type limits struct {
	waits  map[string]time.Time // by chat, or by method; "" for all
	global []time.Time
	chats  map[int64]*bucket
	most   int
}

// bucket is a token bucket of one chat.
type bucket struct {
	tokens float64
	at     time.Time
}

func newLimits() limits { return limits{waits: map[string]time.Time{}, chats: map[int64]*bucket{}} }

func (l *limits) wait(chat string, until time.Time) {
	if until.After(l.waits[chat]) {
		l.waits[chat] = until
	}
}

// Throttle makes the server refuse calls to a chat (0: all) for a while, as
// after too many.
func (s *Server) Throttle(chat int64, d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.throttled(chat, s.o.Clock().Add(d))
}

const (
	perSecond    = 30
	privateBurst = 5
	groupBurst   = 20
)

// throttled refuses calls until a moment without that being told yet.
func (s *Server) throttled(chat int64, until time.Time) {
	b := s.limits.bucket(chat, s.o.Clock())
	b.at, b.tokens = until, 1
}

func (l *limits) bucket(chat int64, now time.Time) *bucket {
	b, ok := l.chats[chat]
	if !ok {
		b = &bucket{tokens: privateBurst, at: now}
		if chat < 0 {
			b.tokens = groupBurst
		}
		l.chats[chat] = b
	}
	return b
}

// throttle decides about a call to a chat, and notes a call that came before
// a wait was over; the caller holds mu. counts is true for new messages.
func (s *Server) throttle(c *Chat, counts bool) *refusal {
	now := s.o.Clock()
	for _, key := range []string{"", decimal(c.ID)} {
		if until := s.limits.waits[key]; now.Before(until) {
			s.violation("chat %d called %v before retry_after was over", c.ID, until.Sub(now))
			return tooMany(until.Sub(now))
		}
	}
	if b, ok := s.limits.chats[c.ID]; ok && now.Before(b.at) {
		return s.refuse(c, b.at.Sub(now))
	}
	if b, ok := s.limits.chats[0]; ok && now.Before(b.at) {
		return s.refuse(c, b.at.Sub(now))
	}
	if !s.o.Rates || !counts {
		return nil
	}
	return s.rate(c, now)
}

// rate enforces Telegram's rates.
func (s *Server) rate(c *Chat, now time.Time) *refusal {
	l := &s.limits
	for len(l.global) > 0 && now.Sub(l.global[0]) >= time.Second {
		l.global = l.global[1:]
	}
	b := l.bucket(c.ID, now)
	per, burst := time.Second, float64(privateBurst)
	if c.ID < 0 {
		per, burst = 3*time.Second, groupBurst
	}
	b.tokens = min(burst, b.tokens+float64(now.Sub(b.at))/float64(per))
	b.at = now
	if b.tokens < 1 {
		return s.refuse(c, time.Duration((1-b.tokens)*float64(per)))
	}
	if len(l.global) >= perSecond {
		return s.refuse(c, time.Second-now.Sub(l.global[0]))
	}
	b.tokens--
	l.global = append(l.global, now)
	l.most = max(l.most, len(l.global))
	return nil
}

func (s *Server) refuse(c *Chat, d time.Duration) *refusal {
	no := tooMany(d)
	s.limits.wait(decimal(c.ID), s.o.Clock().Add(time.Duration(no.retryAfter)*time.Second))
	s.counts["429"]++
	return no
}

func tooMany(d time.Duration) *refusal {
	n := max(1, int(math.Ceil(d.Seconds())))
	return &refusal{code: 429, text: "Too Many Requests: retry after " + decimal(int64(n)), retryAfter: n}
}

// MostInASecond is the most messages that any second had, with Options.Rates.
func (s *Server) MostInASecond() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.limits.most
}
