// Package openaitest is a strict fake of a server that speaks OpenAI's
// protocol. It refuses what such servers refuse, and can fail in every way they
// can.
package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// Key is the secret the server expects.
const Key = "test-key-hunter2"

// Call is one request as the server read it.
type Call struct {
	Model        string
	System, User string
	Structured   bool
	// Streamed is true where the answer is wanted piece by piece.
	Streamed bool
	// Input are the texts of which vectors are wanted.
	Input []string

	usage bool
}

// Answer is what the server does with one call.
type Answer struct {
	// Text is the message's content.
	Text string
	// Status is an HTTP status other than 200, sent with Body.
	Status int
	Body   string
	// RetryAfter is a header in seconds.
	RetryAfter int
	// Wait delays the answer, or until the client leaves.
	Wait time.Duration
	// Raw is sent in the place of a well-formed answer.
	Raw string
	// Cut ends the connection in the middle of the answer.
	Cut bool
	// Finish is the finish_reason, "stop" if empty.
	Finish string
	// Refusal is a refusal instead of a content.
	Refusal string
	// Endless sends an answer that never ends.
	Endless bool
	// Stream says how a streamed answer is sent.
	Stream Stream
	// Vectors says what is wrong with an answer of vectors.
	Vectors Vectors
}

// Server is the fake. Next decides about each call, counted from 1.
type Server struct {
	*httptest.Server
	// PlainOnly refuses structured output, as older servers do.
	PlainOnly bool
	// Models are those it lists; nil means that it has no such list.
	Models []string

	mu         sync.Mutex
	next       func(n int, c Call) Answer
	calls      []Call
	violations []string
}

// New starts a server that answers as next says.
func New(next func(n int, c Call) Answer) *Server {
	s := &Server{next: next}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Calls returns the calls so far.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.calls...)
}

// Violations lists what a real server would not have taken.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.violations...)
}

// known are the fields of a request that the bot may use.
var known = map[string]bool{"model": true, "messages": true, "max_tokens": true, "max_completion_tokens": true,
	"temperature": true, "stream": true, "response_format": true, "chat_template_kwargs": true, "stream_options": true}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/models") {
		s.list(w, r)
		return
	}
	c, problem := s.read(r)
	s.mu.Lock()
	if problem != "" {
		s.violations = append(s.violations, problem)
	}
	s.calls = append(s.calls, c)
	n := len(s.calls)
	s.mu.Unlock()
	if problem != "" {
		fail(w, http.StatusBadRequest, problem)
		return
	}
	if s.PlainOnly && c.Structured {
		fail(w, http.StatusBadRequest, "response_format is not supported")
		return
	}
	s.answer(w, r, c, s.next(n, c))
}

// list answers with the names of the models.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.Header.Get("Authorization") != "Bearer "+Key:
		fail(w, http.StatusUnauthorized, "wrong or missing key")
	case s.Models == nil:
		fail(w, http.StatusNotFound, "no such address")
	default:
		all := []map[string]any{}
		for _, m := range s.Models {
			all = append(all, map[string]any{"id": m, "object": "model"})
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": all})
	}
}

func (s *Server) read(r *http.Request) (Call, string) {
	var c Call
	if r.Header.Get("Authorization") != "Bearer "+Key {
		return c, "wrong or missing key"
	}
	if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/embeddings") {
		return readTexts(r)
	}
	if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		return c, "unknown address " + r.Method + " " + r.URL.Path
	}
	var raw map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&raw); err != nil {
		return c, "the body is not JSON"
	}
	for field := range raw {
		if !known[field] {
			return c, "unknown field " + field
		}
	}
	var messages []struct{ Role, Content string }
	if json.Unmarshal(raw["messages"], &messages) != nil || len(messages) != 2 || messages[0].Role != "system" || messages[1].Role != "user" {
		return c, "the messages are not a system and a user message"
	}
	if json.Unmarshal(raw["model"], &c.Model) != nil || c.Model == "" {
		return c, "no model"
	}
	if raw["max_tokens"] == nil && raw["max_completion_tokens"] == nil {
		return c, "no bound on the answer"
	}
	if raw["stream"] != nil && json.Unmarshal(raw["stream"], &c.Streamed) != nil {
		return c, "stream is not true or false"
	}
	if raw["stream_options"] != nil && !c.Streamed {
		return c, "stream_options without stream"
	}
	c.usage = raw["stream_options"] != nil
	c.System, c.User, c.Structured = messages[0].Content, messages[1].Content, raw["response_format"] != nil
	return c, ""
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, c Call, a Answer) {
	if a.Wait > 0 {
		select {
		case <-time.After(a.Wait):
		case <-r.Context().Done():
			return
		}
	}
	if a.RetryAfter > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(a.RetryAfter))
	}
	switch {
	case a.Status != 0:
		w.WriteHeader(a.Status)
		_, _ = w.Write([]byte(a.Body))
		return
	case c.Input != nil && a.Raw == "":
		vectors(w, c, a.Vectors)
		return
	case c.Streamed && a.Raw == "":
		stream(w, r, c, a)
		return
	case a.Raw != "":
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(a.Raw))
		return
	case a.Endless:
		w.Header().Set("Content-Type", "application/json")
		chunk := []byte(strings.Repeat("x", 1<<16))
		_, _ = w.Write([]byte(`{"choices":[{"message":{"content":"`))
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
		return
	}
	finish := a.Finish
	if finish == "" {
		finish = "stop"
	}
	message := map[string]any{"role": "assistant", "content": a.Text}
	if a.Refusal != "" {
		message["content"], message["refusal"] = "", a.Refusal
	}
	body, _ := json.Marshal(map[string]any{"id": "x", "object": "chat.completion", "model": "test",
		"choices": []any{map[string]any{"index": 0, "finish_reason": finish, "message": message}},
		"usage":   map[string]int{"prompt_tokens": 300, "completion_tokens": 60, "total_tokens": 360}})
	if a.Cut {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		_, _ = w.Write(body[:len(body)/2])
		if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = c.Close()
		}
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

func fail(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"message": message, "type": "invalid_request_error", "code": nil}})
}
