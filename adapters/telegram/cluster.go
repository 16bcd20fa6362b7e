package telegram

import (
	"unicode"
	"unicode/utf8"
)

// wholeCluster moves a byte position of s back, so that a cut there goes
// through no character that people see as one: no accent without its letter,
// no family emoji cut into persons, no flag cut into letters. If everything
// before the position is one such character, the position stays.
func wholeCluster(s string, at int) int {
	for i := at; i > 0; {
		if breaks(s, i) {
			return i
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return at
}

const (
	joiner     = '\u200D'
	keycap     = '\u20E3'
	flagFirst  = '\U0001F1E6'
	flagLast   = '\U0001F1FF'
	skinFirst  = '\U0001F3FB'
	skinLast   = '\U0001F3FF'
	tagFirst   = '\U000E0020'
	tagLast    = '\U000E007F'
	variations = '\uFE0F'
)

// breaks reports whether a cut before the byte i of s is between characters.
// It is a short form of Unicode's rules for grapheme clusters (UAX 29), for
// what occurs in messages.
func breaks(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s[i:])
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	switch {
	case prev == joiner, next == joiner, next == variations, next == keycap, next == wordJoiner, prev == wordJoiner:
		return false
	case unicode.In(next, unicode.Mn, unicode.Me, unicode.Mc):
		return false
	case next >= skinFirst && next <= skinLast, next >= tagFirst && next <= tagLast:
		return false
	case isFlag(prev) && isFlag(next):
		return flagsBefore(s[:i])%2 == 0
	}
	return true
}

func isFlag(r rune) bool { return r >= flagFirst && r <= flagLast }

func flagsBefore(s string) int {
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !isFlag(r) {
			break
		}
		n++
		s = s[:len(s)-size]
	}
	return n
}
