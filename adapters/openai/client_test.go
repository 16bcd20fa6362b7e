package openai_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/adapters/openai/openaitest"
	"github.com/idmbot/idmbot/bots/summary"
)

var prompt = summary.Prompt{System: "system words", User: "secret question words", MaxTokens: 100}

func client(s *openaitest.Server, model string) *openai.Client {
	return openai.New(openai.Config{Key: openaitest.Key, BaseURL: s.URL + "/v1", Model: model})
}

// TestEveryState: what the server does, and what comes of it. No error holds
// the key or what was sent.
func TestEveryState(t *testing.T) {
	for _, c := range []struct {
		name   string
		model  string
		plain  bool
		answer func(n int) openaitest.Answer
		want   string // text, or "" for an error
		calls  int
	}{
		{name: "correct", answer: func(int) openaitest.Answer { return openaitest.Answer{Text: "fine"} }, want: "fine", calls: 1},
		{name: "reasoning model", model: "gpt-5-mini", answer: func(int) openaitest.Answer { return openaitest.Answer{Text: "fine"} }, want: "fine", calls: 1},
		{name: "no structured output", plain: true, answer: func(int) openaitest.Answer { return openaitest.Answer{Text: "fine"} }, want: "fine", calls: 2},
		{name: "429 then right", answer: func(n int) openaitest.Answer {
			if n == 1 {
				return openaitest.Answer{Status: 429, Body: `{"error":{"message":"slow down"}}`}
			}
			return openaitest.Answer{Text: "fine"}
		}, want: "fine", calls: 2},
		{name: "429 for longer than there is time", answer: func(int) openaitest.Answer {
			return openaitest.Answer{Status: 429, RetryAfter: 3600, Body: "{}"}
		}, calls: 1},
		{name: "500 then right", answer: func(n int) openaitest.Answer {
			if n < 3 {
				return openaitest.Answer{Status: 500, Body: "<html>oops</html>"}
			}
			return openaitest.Answer{Text: "fine"}
		}, want: "fine", calls: 3},
		{name: "502 for ever", answer: func(int) openaitest.Answer { return openaitest.Answer{Status: 502} }, calls: 3},
		{name: "401", answer: func(int) openaitest.Answer {
			return openaitest.Answer{Status: 401, Body: `{"error":{"message":"Incorrect API key provided: test-key-hunter2"}}`}
		}, calls: 1},
		{name: "200 with an error", answer: func(int) openaitest.Answer { return openaitest.Answer{Raw: `{"error":{"message":"no"}}`} }, calls: 1},
		{name: "no choices", answer: func(int) openaitest.Answer { return openaitest.Answer{Raw: `{"choices":[]}`} }, calls: 1},
		{name: "not JSON", answer: func(int) openaitest.Answer { return openaitest.Answer{Raw: `garbage`} }, calls: 3},
		{name: "cut off", answer: func(int) openaitest.Answer { return openaitest.Answer{Text: strings.Repeat("long ", 200), Cut: true} }, calls: 3},
		{name: "at its greatest length", answer: func(int) openaitest.Answer { return openaitest.Answer{Text: "half", Finish: "length"} }, calls: 1},
		{name: "refusal", answer: func(int) openaitest.Answer { return openaitest.Answer{Refusal: "I cannot"} }, calls: 1},
		{name: "empty", answer: func(int) openaitest.Answer { return openaitest.Answer{Text: "  "} }, calls: 1},
		{name: "endless", answer: func(int) openaitest.Answer { return openaitest.Answer{Endless: true} }, calls: -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openaitest.New(func(n int, _ openaitest.Call) openaitest.Answer { return c.answer(n) })
			defer s.Close()
			s.PlainOnly = c.plain
			model := c.model
			if model == "" {
				model = "test-model"
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			got, err := client(s, model).Complete(ctx, prompt)
			if got.Text != c.want || (err != nil) != (c.want == "") {
				t.Errorf("text %q, error %v", got.Text, err)
			}
			if n := len(s.Calls()); c.calls >= 0 && n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			if v := s.Violations(); len(v) > 0 {
				t.Errorf("violations: %v", v)
			}
			if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "secret question")) {
				t.Errorf("the error tells too much: %v", err)
			}
		})
	}
}

// TestLeavesWithThePerson: a cancelled context ends the call at once.
func TestLeavesWithThePerson(t *testing.T) {
	s := openaitest.New(func(int, openaitest.Call) openaitest.Answer {
		return openaitest.Answer{Text: "late", Wait: time.Minute}
	})
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := client(s, "m").Complete(ctx, prompt)
		done <- err
	}()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestNobodyThere: a refused connection is an error of one line.
func TestNobodyThere(t *testing.T) {
	s := openaitest.New(nil)
	s.Close()
	if _, err := client(s, "m").Complete(t.Context(), prompt); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
}
