package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences splits text at full stops, question and exclamation marks of any
// script and at line ends. Abbreviations are not known: a full stop counts
// only where a space and no small letter follow.
func Sentences(text string) []string {
	var out []string
	start := 0
	cut := func(end int) {
		if s := strings.TrimSpace(text[start:end]); s != "" {
			out = append(out, s)
		}
		start = end
	}
	for i, r := range text {
		switch r {
		case '\n', '。', '!', '?', '؟', '।', '…', '\uff01', '\uff1f', '។':
			cut(i + utf8.RuneLen(r))
		case '.', ';':
			next, n := utf8.DecodeRuneInString(text[i+1:])
			if n == 0 || !unicode.IsSpace(next) {
				continue
			}
			after, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text[i+1:], unicode.IsSpace))
			if !unicode.IsLower(after) {
				cut(i + 1)
			}
		}
	}
	cut(len(text))
	return out
}
