package telegramtest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Server is a Bot API server for one bot. Make it with New.
type Server struct {
	o Options

	mu      sync.Mutex
	changed chan struct{} // closed at the next change
	chats   map[int64]*Chat
	queue   []queued
	nextID  int // of updates
	// counters
	nextMessage, nextQuery int
	presses                map[string]*pressed
	queries                map[string]time.Time
	inline                 map[string][]InlineResult
	inlineMessages         map[string]*Message
	commands               map[string]string
	profile                map[string]string
	webhook                string
	secret                 string
	allowed                []string
	poll                   int // number of the newest poll
	calls                  []Call
	counts                 map[string]int
	violations             []string
	rules                  []*rule
	limits                 limits
}

// Options tell how the server behaves. Only Clock has to be set inside a
// synctest bubble, where it is the bubble's time.
type Options struct {
	Token string // "123456:TEST-token" if empty
	Clock func() time.Time
	// Latency is how long each call but getUpdates takes.
	Latency time.Duration
	// Rates enforces Telegram's rates: 30 messages a second over all, and
	// after a burst one a second in a private chat and 20 a minute in a group.
	Rates bool
	// KeepCalls keeps every call for Calls; off, only their number is kept.
	KeepCalls bool
	// Sent is called after each new message of the bot, with its chat.
	Sent func(chat int64)
	// Lenient does not check calls against the description, for benchmarks.
	Lenient bool
}

// Call is one call of the bot.
type Call struct {
	Method string
	Params map[string]string
	At     time.Time
}

// Bot is the account of the bot.
const (
	Token    = "123456:TEST-token"
	BotID    = 123456
	Username = "idm_test_bot"
)

// New returns a server without chats.
func New(o Options) *Server {
	if o.Token == "" {
		o.Token = Token
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return &Server{
		o: o, changed: make(chan struct{}), chats: map[int64]*Chat{}, nextID: 1000,
		presses: map[string]*pressed{}, queries: map[string]time.Time{}, inline: map[string][]InlineResult{},
		inlineMessages: map[string]*Message{}, commands: map[string]string{}, profile: map[string]string{},
		counts: map[string]int{}, limits: newLimits(),
	}
}

// refusal is an error answer.
type refusal struct {
	code       int
	text       string
	retryAfter int
	movedTo    int64
	// drop closes the connection without an answer; page answers with HTML.
	drop, page bool
}

func bad(format string, args ...any) *refusal {
	return &refusal{code: 400, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// Transport reaches the server without sockets.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s *Server }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil && trace.WroteHeaders != nil {
		trace.WroteHeaders()
	}
	if req.Body == nil {
		req.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	type outcome struct{ dropped bool }
	done := make(chan outcome, 1)
	go func() {
		defer func() {
			done <- outcome{recover() != nil}
		}()
		t.s.ServeHTTP(w, req)
	}()
	select {
	case <-req.Context().Done():
		<-done
		return nil, req.Context().Err()
	case o := <-done:
		if o.dropped {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return w.Result(), nil
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	rest, ok := strings.CutPrefix(req.URL.Path, "/bot"+s.o.Token+"/")
	if !ok {
		respond(w, nil, &refusal{code: 401, text: "Unauthorized"})
		return
	}
	params, files, err := form(req)
	if err != nil {
		respond(w, nil, bad("can't read the request"))
		return
	}
	result, no := s.call(req, rest, params, files)
	if no != nil && no.drop {
		panic(http.ErrAbortHandler)
	}
	respond(w, result, no)
}

func form(req *http.Request) (map[string]string, map[string][]byte, error) {
	params, files := map[string]string{}, map[string][]byte{}
	kind, _, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		if err := req.ParseMultipartForm(1 << 20); err != nil {
			return nil, nil, err
		}
		for name, list := range req.MultipartForm.File {
			f, err := list[0].Open()
			if err != nil {
				return nil, nil, err
			}
			data, err := io.ReadAll(f)
			_ = f.Close()
			if err != nil {
				return nil, nil, err
			}
			files[name] = data
			files[name+"/name"] = []byte(list[0].Filename)
		}
	} else if err := req.ParseForm(); err != nil {
		return nil, nil, err
	}
	for name, values := range req.Form {
		params[name] = values[0]
	}
	return params, files, nil
}

func respond(w http.ResponseWriter, result any, no *refusal) {
	w.Header().Set("Content-Type", "application/json")
	if no == nil {
		data, err := json.Marshal(map[string]any{"ok": true, "result": result})
		if err != nil {
			panic(err)
		}
		// "ok" comes first, as with Telegram.
		_, _ = w.Write(data)
		return
	}
	if no.page {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(no.code)
		_, _ = io.WriteString(w, "<html><body>Bad Gateway</body></html>")
		return
	}
	answer := map[string]any{"ok": false, "error_code": no.code, "description": no.text}
	extra := map[string]any{}
	if no.retryAfter > 0 {
		extra["retry_after"] = no.retryAfter
		w.Header().Set("Retry-After", fmt.Sprint(no.retryAfter))
	}
	if no.movedTo != 0 {
		extra["migrate_to_chat_id"] = no.movedTo
	}
	if len(extra) > 0 {
		answer["parameters"] = extra
	}
	w.WriteHeader(no.code)
	_ = json.NewEncoder(w).Encode(answer)
}

// call checks, counts and carries out a call.
func (s *Server) call(req *http.Request, method string, params map[string]string, files map[string][]byte) (any, *refusal) {
	uploaded := map[string]bool{}
	for name := range files {
		if !strings.Contains(name, "/") {
			uploaded[name] = true
		}
	}
	var wrong []string
	if !s.o.Lenient {
		wrong = checkCall(method, params, uploaded)
	}
	s.mu.Lock()
	s.counts[method]++
	if s.o.KeepCalls {
		s.calls = append(s.calls, Call{method, params, s.o.Clock()})
	}
	for _, w := range wrong {
		s.violation("%s: %s", method, w)
	}
	no := s.broken(method, params)
	s.mu.Unlock()
	if no != nil && !no.drop {
		return nil, no
	}
	if method == "getUpdates" {
		return s.getUpdates(req.Context(), params)
	}
	if s.o.Latency > 0 {
		time.Sleep(s.o.Latency)
	}
	do, ok := methods[method]
	if !ok {
		return nil, &refusal{code: 404, text: "Not Found: method not found"}
	}
	s.mu.Lock()
	result, refused := do(s, params, files)
	s.wake()
	s.mu.Unlock()
	if refused == nil && s.o.Sent != nil && strings.HasPrefix(method, "send") && method != "sendChatAction" {
		chat, _ := strconv.ParseInt(params["chat_id"], 10, 64)
		s.o.Sent(chat)
	}
	if no != nil { // The effect is there, but the answer gets lost.
		return nil, no
	}
	return result, refused
}

var methods map[string]func(*Server, map[string]string, map[string][]byte) (any, *refusal)

// violation notes what a correct bot never does; the caller holds mu.
func (s *Server) violation(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

// Violations are what a correct bot never does.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// Calls returns the calls of a method, or all, if Options.KeepCalls is set.
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// Count is how often a method was called.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

// wake tells those who wait that something changed; the caller holds mu.
func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// patience is how long Until waits, by the server's clock: in a synctest
// bubble a day passes in a moment, and a test that waits in vain has to end.
const patience = 24 * time.Hour

// Until blocks until enough returns true; it is called after each change, and
// may call the methods of s. It panics after a day.
func (s *Server) Until(enough func() bool) {
	began := s.o.Clock()
	for {
		if s.o.Clock().Sub(began) > patience {
			panic("telegramtest: waited for a day in vain")
		}
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if enough() {
			return
		}
		<-changed
	}
}
