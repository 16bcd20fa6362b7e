package discordtest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// call is a request on its way.
type call struct {
	route  *route
	params map[string]string
	query  url.Values
	raw    []byte // the JSON body
	body   any    // raw, with json.Number
	files  []string
	host   string
}

// with is an answer that has a status of its own.
type with struct {
	status int
	body   any
}

var agent = regexp.MustCompile(`^DiscordBot \(\S+, \S+\)`)

// prefix is what stands before a route's path: API versions 9 and 10, and 10
// if none is named. A base address that already ends in it is fine.
var prefix = regexp.MustCompile(`^(/api(/v(9|10))?)+/`)

// ServeHTTP implements http.Handler: REST under /api/v10 (or /api/v9), and
// the gateway at any address that is asked for a websocket.
func (s *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if websocket.IsWebSocketUpgrade(req) {
		s.serveGateway(w, req)
		return
	}
	if s.banned() {
		page(w, http.StatusTooManyRequests, "error code: 1015")
		return
	}
	c, no := s.read(req)
	if no == nil {
		s.handle(w, req, c)
		return
	}
	s.respond(w, c, nil, no)
}

func page(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/html; charset=UTF-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

// read finds the route and the body of a request.
func (s *Server) read(req *http.Request) (*call, *refusal) {
	place := prefix.FindString(req.URL.Path)
	if place == "" {
		s.note("%s %s: not under /api/v10", req.Method, req.URL.Path)
		return nil, notFound()
	}
	r, params := find(req.Method, "/"+strings.TrimPrefix(req.URL.Path, place))
	if r == nil {
		s.note("%s: no such route among those the fake knows", req.Method)
		return nil, notFound()
	}
	c := &call{route: r, params: params, query: req.URL.Query(), host: req.Host}
	if !agent.MatchString(req.UserAgent()) {
		s.note("%s: the user agent is not \"DiscordBot (url, version)\"", r.name())
	}
	if r.auth && req.Header.Get("Authorization") != "Bot "+s.o.Token {
		return c, unauthorized()
	}
	data, err := io.ReadAll(io.LimitReader(req.Body, 30<<20))
	if err != nil {
		return c, badJSON()
	}
	kind, extra, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		data = c.multipart(data, extra["boundary"])
	}
	if len(data) == 0 {
		if kind == "application/json" {
			s.note("%s: a content type without a body", r.name())
			return c, badJSON()
		}
		return c, nil
	}
	if kind != "application/json" && kind != "multipart/form-data" {
		s.note("%s: a body that is not said to be JSON", r.name())
		return c, badJSON()
	}
	c.raw = data
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if d.Decode(&c.body) != nil {
		s.note("%s: the body is not JSON", r.name())
		return c, badJSON()
	}
	return c, nil
}

// note is violation for callers that do not hold mu.
func (s *Server) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violation(format, args...)
}

// handle checks, counts and carries out a call.
func (s *Server) handle(w http.ResponseWriter, req *http.Request, c *call) {
	var no *refusal
	if !s.o.Lenient {
		no = s.validate(c)
	}
	s.mu.Lock()
	failing := s.broken(c)
	s.mu.Unlock()
	delay := s.o.Latency
	if failing != nil {
		delay += failing.Delay
	}
	if delay > 0 && !wait(req, delay) {
		panic(http.ErrAbortHandler)
	}
	if failing != nil && failing.stops() {
		s.respond(w, c, nil, failing.refusal())
		return
	}
	var result any
	s.mu.Lock()
	limited := s.throttle(w.Header(), c)
	switch {
	case limited != nil:
		no = limited
	case no == nil:
		result, no = c.route.do(s, c)
	}
	s.wake()
	s.mu.Unlock()
	if no == nil && s.o.Sent != nil && c.route.name() == "POST /channels/{channel_id}/messages" {
		s.o.Sent(c.params["channel_id"])
	}
	if failing != nil && failing.Lose {
		no = &refusal{drop: true}
	}
	s.respond(w, c, result, no)
}

// wait returns false if the caller went away meanwhile.
func wait(req *http.Request, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-req.Context().Done():
		return false
	}
}

// validate checks the path, the query and the body against the description.
func (s *Server) validate(c *call) *refusal {
	op := api().Operations[c.route.name()]
	errs, unknown := &faults{}, []string(nil)
	for name, f := range op.Path {
		f.check(name, c.params[name], errs.at(name), &unknown)
	}
	for name, values := range c.query {
		if f := op.Query[name]; f != nil {
			f.check(name, fromQuery(f.resolve().kind(), values[0]), errs.at(name), &unknown)
		} else {
			unknown = append(unknown, "?"+name)
		}
	}
	switch {
	case op.Body != nil:
		if c.body == nil && c.raw == nil {
			c.body = map[string]any{}
		}
		op.Body.check("", c.body, errs, &unknown)
	case c.raw != nil:
		unknown = append(unknown, "a body")
	}
	slices.Sort(unknown)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, name := range unknown {
		s.violation("%s: unknown field %s", c.route.name(), name)
	}
	return s.refused(c, errs)
}

// refused notes faults and makes a refusal of them; the caller holds mu.
func (s *Server) refused(c *call, errs *faults) *refusal {
	for _, line := range errs.list("") {
		s.violation("%s: %s", c.route.name(), line)
	}
	return invalid(errs)
}

func fromQuery(kind, text string) any {
	switch kind {
	case "boolean":
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	case "integer", "number":
		return json.Number(text)
	}
	return text
}
