package summary

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// claim is one sentence a model wrote, with the token it names.
type claim struct{ text, token string }

// sentence is a claim as JSON.
type sentence struct {
	Text  string `json:"text"`
	Entry string `json:"entry"`
}

func (s sentence) claim() claim {
	return claim{strings.TrimSpace(s.Text), strings.Trim(strings.TrimSpace(s.Entry), "[]()")}
}

// Bounds on what a model may send.
const (
	maxOutput   = 16 << 10 // bytes
	maxClaims   = 8
	maxSentence = 400 // runes
)

var marked = regexp.MustCompile(`^[-*\d.\s]*(.+?)\s*[\[(](E\d)[\])]\s*[.!?]?$`)

// parse reads a model's answer: the JSON asked for, JSON within other text, or
// lines that end in a token. What cannot be read gives nothing.
func parse(output string) []claim {
	if len(output) > maxOutput || !utf8.ValidString(output) {
		return nil
	}
	if from, to := strings.IndexByte(output, '{'), strings.LastIndexByte(output, '}'); from >= 0 && to > from {
		var v struct {
			Sentences []sentence `json:"sentences"`
		}
		if json.Unmarshal([]byte(output[from:to+1]), &v) != nil {
			return nil
		}
		var out []claim
		for _, s := range v.Sentences {
			out = append(out, s.claim())
		}
		return bounded(out)
	}
	var out []claim
	for line := range strings.Lines(output) {
		if m := marked.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			out = append(out, claim{m[1], m[2]})
		}
	}
	return bounded(out)
}

func bounded(claims []claim) []claim {
	var out []claim
	for _, c := range claims {
		if c.text != "" && utf8.RuneCountInString(c.text) <= maxSentence && len(out) < maxClaims {
			out = append(out, c)
		}
	}
	return out
}
