package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
)

// discordgo returns a body and an error, but neither the headers, nor the
// status of a 5xx, nor whether a request left the machine; an HTML body of a
// 429 becomes a syntax error, and its errors hold the bot's token (in the
// request's header) and the interaction's token (in the address). So the
// transport under it keeps the outcome of each request, and discordgo's error
// is never looked at.

// maxResponse bounds what is read of an answer: the largest we ask for, 100
// commands in 34 languages, stays under 1 MiB.
const maxResponse = 8 << 20

// outcome is what became of one request.
type outcome struct {
	status int
	header http.Header
	body   []byte
	// left is set once the request may have reached Discord.
	left atomic.Bool
	err  error
}

type outcomeKey struct{}

// observe returns a context under which a request's outcome is kept.
func observe(ctx context.Context) (context.Context, *outcome) {
	o := &outcome{}
	ctx = context.WithValue(ctx, outcomeKey{}, o)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { o.left.Store(true) },
	}), o
}

// recording is the http.RoundTripper under discordgo's session.
type recording struct{ base http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (t recording) RoundTrip(req *http.Request) (*http.Response, error) {
	o, ok := req.Context().Value(outcomeKey{}).(*outcome)
	if !ok {
		return nil, fmt.Errorf("a request that nobody observes")
	}
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		o.err = err
		return nil, err
	}
	defer resp.Body.Close()
	o.status, o.header = resp.StatusCode, resp.Header.Clone()
	if o.body, err = io.ReadAll(io.LimitReader(resp.Body, maxResponse)); err != nil {
		o.err = err
		return nil, err
	}
	// Our limiter reads the headers. discordgo's bucket would panic on a
	// global one: a bucket outside a RateLimiter has no global clock.
	for k := range resp.Header {
		if strings.HasPrefix(k, "X-Ratelimit-") {
			delete(resp.Header, k)
		}
	}
	shown := o.body
	if resp.StatusCode == http.StatusTooManyRequests && !json.Valid(shown) {
		shown = []byte("{}")
	}
	resp.Body = io.NopCloser(bytes.NewReader(shown))
	return resp, nil
}

// CloseIdleConnections lets go of connections that are not in use.
func (t recording) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
