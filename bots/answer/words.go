package answer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	lexical "github.com/idmbot/idmbot/knowledge/index/words"
)

// words are the folded words of a text, plural endings off, numbers left out.
func words(text string) []string {
	text = lexical.Fold(text)
	var out []string
	start := -1
	for i, r := range text {
		switch in := inWord(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			out = appendWord(out, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		out = appendWord(out, text[start:])
	}
	return out
}

func appendWord(out []string, w string) []string {
	if w[0] >= '0' && w[0] <= '9' {
		return out
	}
	if len(w) > 3 {
		w = strings.TrimSuffix(w, "s")
	}
	return append(out, w)
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
