package web

import (
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// policy lets a page load only what comes from here, run no script and apply no
// style that stands in the page itself, and be framed by nobody.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that protect people who read the pages.
func (s *Server) secure(next http.Handler) http.Handler {
	https := strings.HasPrefix(s.cfg.PublicURL, "https://")
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()")
		if https {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// calm turns a panic into a page that says so, and a line for the operators.
// The address is left out of it: it may hold a question.
func (s *Server) calm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // the documented way to abort, compared by net/http too
				panic(p)
			}
			what := fmt.Sprintf("%T", p)
			if err, ok := p.(runtime.Error); ok {
				what = err.Error()
			}
			s.deps.Log.ErrorContext(r.Context(), "a request failed", "panic", what, "stack", string(debug.Stack()))
			s.refuse(w, r, http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

const (
	// slotsPerCore is how many requests are worked on at once for each core: at
	// half a millisecond each, the last of them waits a fraction of a second.
	slotsPerCore = 256
	// patience is how long a request waits for its turn before it is refused;
	// people wait longer than that only to be told no.
	patience = 2 * time.Second
)

// shed refuses what cannot be answered in time, instead of letting everybody
// wait: too many requests under way, or too many from one address. Addresses
// are forgotten and never logged.
func (s *Server) shed(next http.Handler) http.Handler {
	slots := make(chan struct{}, slotsPerCore*runtime.GOMAXPROCS(0))
	from := newAddresses(maxAddresses)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !from.allow(r.RemoteAddr, s.deps.Clock()) {
			s.refuse(w, r, http.StatusTooManyRequests)
			return
		}
		select {
		case slots <- struct{}{}:
		default:
			timer := time.NewTimer(patience)
			defer timer.Stop()
			select {
			case slots <- struct{}{}:
			case <-r.Context().Done():
				return
			case <-timer.C:
				s.refuse(w, r, http.StatusServiceUnavailable)
				return
			}
		}
		defer func() { <-slots }()
		next.ServeHTTP(w, r)
	})
}
