package openaitest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// Stream says how a streamed answer is sent. The zero value sends it in pieces
// of seven characters, as it should be.
type Stream struct {
	// Piece is the length of a piece in characters; 0 means 7.
	Piece int
	// Stall stops in the middle for so long, or until the client leaves.
	Stall time.Duration
	// Torn writes the lines of the stream in fragments, with empty lines and
	// comments between them.
	Torn bool
	// BreakAfter ends the connection after so many pieces.
	BreakAfter int
	// NoUsage leaves out the count of tokens, as many servers do.
	NoUsage bool
	// Silent ends without a finish_reason and all that follows it.
	Silent bool
	// Garbage is sent as a line of its own in the middle.
	Garbage string
	// Comments are sent before the first piece, as keep-alive.
	Comments int
}

// stream sends an answer piece by piece.
func stream(w http.ResponseWriter, r *http.Request, c Call, a Answer) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := &lines{w: w, rc: http.NewResponseController(w), torn: a.Stream.Torn}
	for range a.Stream.Comments {
		out.raw(": still there\n\n")
	}
	pieces := cut(a.Text, a.Stream.Piece)
	for i := 0; i < len(pieces) || a.Endless; i++ {
		if r.Context().Err() != nil || out.failed {
			return
		}
		if i == len(pieces)/2 {
			if a.Stream.Garbage != "" {
				out.raw("data: " + a.Stream.Garbage + "\n\n")
			}
			if a.Stream.Stall > 0 && !wait(r, a.Stream.Stall) {
				return
			}
		}
		if a.Cut && i == len(pieces)/2 || a.Stream.BreakAfter > 0 && i == a.Stream.BreakAfter {
			if conn, _, err := out.rc.Hijack(); err == nil {
				_ = conn.Close()
			}
			return
		}
		text := strings.Repeat("x", 1<<12)
		if i < len(pieces) {
			text = pieces[i]
		}
		out.chunk(map[string]any{"content": text}, nil)
	}
	if a.Refusal != "" {
		out.chunk(map[string]any{"refusal": a.Refusal}, nil)
	}
	if !a.Stream.Silent {
		finish := a.Finish
		if finish == "" {
			finish = "stop"
		}
		out.chunk(map[string]any{}, finish)
	}
	if c.usage && !a.Stream.NoUsage && !a.Stream.Silent {
		out.data(map[string]any{"id": "x", "object": "chat.completion.chunk", "choices": []any{},
			"usage": map[string]int{"prompt_tokens": 300, "completion_tokens": 60, "total_tokens": 360}})
	}
	if !a.Stream.Silent {
		out.raw("data: [DONE]\n\n")
	}
}

// wait returns false where the client left.
func wait(r *http.Request, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-r.Context().Done():
		return false
	}
}

// cut splits a text into pieces of n characters.
func cut(s string, n int) []string {
	if n <= 0 {
		n = 7
	}
	var out []string
	for len(s) > 0 {
		end := 0
		for range n {
			if end < len(s) {
				_, size := utf8.DecodeRuneInString(s[end:])
				end += size
			}
		}
		out = append(out, s[:end])
		s = s[end:]
	}
	return out
}

// lines writes the lines of a stream and sends each at once.
type lines struct {
	w      http.ResponseWriter
	rc     *http.ResponseController
	torn   bool
	failed bool
}

func (l *lines) chunk(delta map[string]any, finish any) {
	l.data(map[string]any{"id": "x", "object": "chat.completion.chunk", "model": "test",
		"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}}})
}

func (l *lines) data(v any) {
	body, err := json.Marshal(v)
	if err != nil {
		l.failed = true
		return
	}
	line := fmt.Sprintf("data: %s\n\n", body)
	if l.torn {
		l.raw(": between\n\n\n")
		l.raw(line[:len(line)/3])
		line = line[len(line)/3:]
	}
	l.raw(line)
}

func (l *lines) raw(s string) {
	if _, err := l.w.Write([]byte(s)); err != nil {
		l.failed = true
		return
	}
	if l.rc.Flush() != nil {
		l.failed = true
	}
}
