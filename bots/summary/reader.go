package summary

import (
	"encoding/json"
	"regexp"
	"strings"
)

// reader finds the sentences in an answer that arrives in pieces, each as soon
// as it is whole. Its zero value is ready to use.
type reader struct {
	buf    []byte
	begun  bool // the list of sentences was found
	ended  bool // the list is over, or what follows cannot be read
	long   bool // more was written than anybody asked for
	at     int  // how far buf was read
	claims int
}

// opening begins the JSON asked for.
var opening = regexp.MustCompile(`^\{\s*"sentences"\s*:\s*\[`)

// feed takes a piece and returns the claims it completed.
func (r *reader) feed(piece string) []claim {
	if len(r.buf)+len(piece) > maxOutput {
		r.long = true
	}
	if r.long {
		return nil
	}
	r.buf = append(r.buf, piece...)
	if r.ended {
		return nil
	}
	if !r.begun {
		from := strings.IndexByte(string(r.buf), '{')
		if from < 0 {
			return nil
		}
		m := opening.FindIndex(r.buf[from:])
		if m == nil {
			return nil
		}
		r.begun, r.at = true, from+m[1]
	}
	var out []claim
	for {
		text, ok := r.object()
		if !ok {
			return out
		}
		c, ok := one(text)
		if !ok {
			r.ended = true
			return out
		}
		if c = bounded(c); len(c) > 0 {
			r.claims++
			out = append(out, c...)
		}
		if r.claims == maxClaims {
			r.ended = true
			return out
		}
	}
}

// over reports whether the rest is not worth waiting for. After the end of the
// list it is: the count of tokens follows.
func (r *reader) over() bool { return r.long }

// structured reports whether the answer is the JSON asked for.
func (r *reader) structured() bool { return r.begun }

// object returns the next whole object of the list, and false if there is none
// yet.
func (r *reader) object() ([]byte, bool) {
	for r.at < len(r.buf) && strings.IndexByte(" \t\r\n,", r.buf[r.at]) >= 0 {
		r.at++
	}
	if r.at == len(r.buf) {
		return nil, false
	}
	if r.buf[r.at] != '{' {
		r.ended = true // the end of the list, or nothing we asked for
		return nil, false
	}
	depth, quoted, escaped := 0, false, false
	for i, b := range r.buf[r.at:] {
		switch {
		case escaped:
			escaped = false
		case quoted && b == '\\':
			escaped = true
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{':
			depth++
		case b == '}':
			if depth--; depth == 0 {
				text := r.buf[r.at : r.at+i+1]
				r.at += i + 1
				return text, true
			}
		}
	}
	return nil, false
}

// one reads one object of the list.
func one(object []byte) ([]claim, bool) {
	var s sentence
	if json.Unmarshal(object, &s) != nil {
		return nil, false
	}
	return []claim{s.claim()}, true
}
