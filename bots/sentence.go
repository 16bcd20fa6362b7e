package bots

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// minSentence is how many bytes the first sentence has at least: a full stop
// before that mostly belongs to a name or a number.
const minSentence = 40

// firstSentence is the text up to the end of its first sentence.
func firstSentence(text string) string {
	text, _, _ = strings.Cut(text, "\n\n")
	for i, r := range text {
		end := i + utf8.RuneLen(r)
		if i < minSentence || !strings.ContainsRune(".!?؟", r) || end >= len(text) {
			continue
		}
		next := strings.TrimLeft(text[end:], " \n")
		first, _ := utf8.DecodeRuneInString(next)
		if len(next) < len(text)-end && !unicode.IsLower(first) && !abbreviated(text[:i]) {
			return text[:end]
		}
	}
	return text
}

// abbreviated reports whether a full stop after a text most likely belongs to
// its last word, which has one or two letters: "No.", "p.", "Dr."
func abbreviated(text string) bool {
	last := text[strings.LastIndexByte(text, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(last)
	return utf8.RuneCountInString(last) <= 2 && unicode.IsLetter(first)
}
