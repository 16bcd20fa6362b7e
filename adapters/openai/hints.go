package openai

import (
	"net/http"
	"strings"
	"sync/atomic"
)

// hints is a transport that notes how long a server asked to wait, and bounds
// what is read of its answers.
type hints struct {
	next  http.RoundTripper
	after atomic.Int64 // seconds of the last Retry-After
}

// RoundTrip implements http.RoundTripper.
func (h *hints) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := h.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if res.StatusCode == http.StatusTooManyRequests {
		h.after.Store(retryAfter(res.Header))
	}
	most := int64(maxAnswer)
	if strings.HasSuffix(r.URL.Path, "/embeddings") {
		most = maxVectors
	}
	res.Body = &bounded{res.Body, most}
	return res, nil
}
