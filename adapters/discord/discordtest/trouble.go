package discordtest

import (
	"net/http"
	"time"
)

// Trouble is what happens to a call instead of, or beside, the right thing.
// With a Status nothing is carried out.
type Trouble struct {
	// Status and Code are those of an error answer, such as 500 and 0, or 403
	// and 50013.
	Status, Code int
	// RetryAfter, Scope ("user", "shared") and Global belong to a 429. Calls
	// before it is over are violations.
	RetryAfter time.Duration
	Scope      string
	Global     bool
	// Page is a body that is no JSON, with Status; garbage if Status is 200.
	Page string
	// Reset closes the connection before anything is done, Lose after it was
	// done.
	Reset, Lose bool
	// Delay comes before anything else.
	Delay time.Duration
}

type trouble struct {
	Trouble
	method, path string
	left         int
}

// Break makes the next n calls go wrong: of a method ("" for any) and of a
// path, its template ("/channels/{channel_id}/messages") or an address
// ("/channels/300/messages"), "" for any.
func (s *Server) Break(n int, method, path string, t Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = append(s.troubles, &trouble{t, method, path, n})
}

// Mend forgets all troubles.
func (s *Server) Mend() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.troubles = nil
}

// broken returns the trouble of a call, nil if there is none; the caller holds
// mu.
func (s *Server) broken(c *call) *trouble {
	for _, t := range s.troubles {
		if t.left <= 0 || t.method != "" && t.method != c.route.method {
			continue
		}
		if t.path != "" && t.path != c.route.path && t.path != c.address() {
			continue
		}
		t.left--
		if t.Status == http.StatusTooManyRequests {
			s.limits.asked(c, t.RetryAfter, t.Global, s.o.Clock())
		}
		return t
	}
	return nil
}

// stops is true if nothing is carried out.
func (t *trouble) stops() bool { return t.Status != 0 || t.Reset }

func (t *trouble) refusal() *refusal {
	if t.Reset {
		return &refusal{drop: true}
	}
	no := &refusal{status: t.Status, code: t.Code, page: t.Page, retryAfter: t.RetryAfter, global: t.Global, scope: t.Scope}
	no.message = http.StatusText(t.Status)
	if no.scope == "" {
		no.scope = "user"
	}
	if no.global {
		no.scope = "global"
	}
	return no
}
