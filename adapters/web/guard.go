package web

import (
	"net"
	"net/http"
	"runtime"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// policy lets a page load only what comes from here, and be framed by nobody.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

// secure sets the headers that protect people who read the pages.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		next.ServeHTTP(w, r)
	})
}

const (
	// addressRate and addressBurst bound one address: far above a person, or a
	// class of students behind one address, and far below what one core can
	// answer.
	addressRate  = rate.Limit(500)
	addressBurst = 2000
	// maxAddresses bounds the memory for them.
	maxAddresses = 10000
)

// shed refuses what cannot be answered in time, instead of letting everybody
// wait: too many requests under way, or too many from one address. Addresses
// are forgotten and never logged.
func shed(next http.Handler) http.Handler {
	slots := make(chan struct{}, 256*runtime.GOMAXPROCS(0))
	a := &addresses{of: map[string]*rate.Limiter{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !a.allow(r.RemoteAddr) {
			refuse(w, http.StatusTooManyRequests)
			return
		}
		select {
		case slots <- struct{}{}:
			defer func() { <-slots }()
			next.ServeHTTP(w, r)
		case <-time.After(2 * time.Second):
			refuse(w, http.StatusServiceUnavailable)
		}
	})
}

func refuse(w http.ResponseWriter, code int) {
	w.Header().Set("Retry-After", "2")
	apiError(w, code, "too many requests at the moment; please try again in a few seconds")
}

type addresses struct {
	mu sync.Mutex
	of map[string]*rate.Limiter
}

func (a *addresses) allow(remote string) bool {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	// Requests from this machine come from a proxy in front, which stands for
	// many people and has limits of its own.
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() {
		return true
	}
	a.mu.Lock()
	l := a.of[host]
	if l == nil {
		if len(a.of) >= maxAddresses {
			clear(a.of)
		}
		l = rate.NewLimiter(addressRate, addressBurst)
		a.of[host] = l
	}
	a.mu.Unlock()
	return l.Allow()
}
