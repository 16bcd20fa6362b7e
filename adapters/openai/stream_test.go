package openai_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/openai/openaitest"
)

// TestEveryStateOfAStream: what is handed over is a beginning of what the
// server wrote, and a stream that is not whole is an error.
func TestEveryStateOfAStream(t *testing.T) {
	text := "fine – здрасте – مرحبا – " + strings.Repeat("words ", 20)
	type stream = openaitest.Stream
	for _, c := range []struct {
		name   string
		answer openaitest.Answer
		plain  bool
		whole  bool
		calls  int
		tokens int
	}{
		{name: "correct", answer: openaitest.Answer{Text: text}, whole: true, calls: 1, tokens: 360},
		{name: "one character a piece", answer: openaitest.Answer{Text: text, Stream: stream{Piece: 1}}, whole: true, calls: 1, tokens: 360},
		{name: "all at once", answer: openaitest.Answer{Text: text, Stream: stream{Piece: 1 << 20}}, whole: true, calls: 1, tokens: 360},
		{name: "torn lines and comments", answer: openaitest.Answer{Text: text, Stream: stream{Torn: true}}, whole: true, calls: 1, tokens: 360},
		{name: "kept alive for long", answer: openaitest.Answer{Text: text, Stream: stream{Comments: 1000}}, whole: true, calls: 1, tokens: 360},
		{name: "no count of tokens", answer: openaitest.Answer{Text: text, Stream: stream{NoUsage: true}}, whole: true, calls: 1},
		{name: "older server", answer: openaitest.Answer{Text: text}, plain: true, whole: true, calls: 2},
		{name: "broken off", answer: openaitest.Answer{Text: text, Stream: stream{BreakAfter: 3}}, calls: 1},
		{name: "broken off before the first piece", answer: openaitest.Answer{Text: text, Cut: true, Stream: stream{Piece: 1 << 20}}, calls: 3},
		{name: "no end", answer: openaitest.Answer{Text: text, Stream: stream{Silent: true}}, calls: 1},
		{name: "garbage between", answer: openaitest.Answer{Text: text, Stream: stream{Garbage: "{not json"}}, calls: 1},
		{name: "an error between", answer: openaitest.Answer{Text: text, Stream: stream{Garbage: `{"error":{"message":"overloaded"}}`}}, calls: 1},
		{name: "at its greatest length", answer: openaitest.Answer{Text: text, Finish: "length"}, calls: 1, tokens: 360},
		{name: "refusal", answer: openaitest.Answer{Refusal: "I cannot"}, calls: 1},
		{name: "empty", answer: openaitest.Answer{}, calls: 1, tokens: 360},
		{name: "endless", answer: openaitest.Answer{Endless: true}, calls: 1},
		{name: "429 for too long", answer: openaitest.Answer{Status: 429, RetryAfter: 3600, Body: "{}"}, calls: -1},
		{name: "500", answer: openaitest.Answer{Status: 500, Body: "<html>"}, calls: 3},
		{name: "401", answer: openaitest.Answer{Status: 401, Body: `{"error":{"message":"Incorrect API key provided: test-key-hunter2"}}`}, calls: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openaitest.New(func(int, openaitest.Call) openaitest.Answer { return c.answer })
			defer s.Close()
			s.PlainOnly = c.plain
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			var got strings.Builder
			out, err := client(s, "m").Stream(ctx, prompt, func(piece string) bool {
				got.WriteString(piece)
				return true
			})
			if (err == nil) != c.whole || c.whole && got.String() != text {
				t.Errorf("error %v, handed over %.80q", err, got.String())
			}
			if !strings.HasPrefix(text, got.String()) && c.name != "endless" {
				t.Errorf("handed over %q", got.String())
			}
			if out.In+out.Out != c.tokens {
				t.Errorf("%d tokens, want %d", out.In+out.Out, c.tokens)
			}
			if n := len(s.Calls()); c.calls >= 0 && n != c.calls {
				t.Errorf("%d calls, want %d", n, c.calls)
			}
			if v := s.Violations(); len(v) > 0 {
				t.Error(v)
			}
			if err != nil && (strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "secret question") || strings.Contains(err.Error(), "words")) {
				t.Errorf("the error tells too much: %v", err)
			}
		})
	}
}

// TestAStreamEnds where the rest is not wanted, and where the person leaves
// while the server stalls.
func TestAStreamEnds(t *testing.T) {
	s := openaitest.New(func(int, openaitest.Call) openaitest.Answer {
		return openaitest.Answer{Text: strings.Repeat("word ", 40), Stream: openaitest.Stream{Stall: time.Minute}}
	})
	defer s.Close()
	n := 0
	_, err := client(s, "m").Stream(t.Context(), prompt, func(string) bool { n++; return n < 3 })
	if err != nil || n != 3 {
		t.Errorf("not wanted: %d pieces, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	_, err = client(s, "m").Stream(ctx, prompt, func(string) bool {
		if n++; n == 5 {
			cancel()
		}
		return true
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the person left: %v after %d pieces", err, n)
	}
}
