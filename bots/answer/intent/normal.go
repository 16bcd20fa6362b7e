package intent

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// normal brings a word to the form in which the tables compare it: NFKC, small
// letters, no Latin accents, no Arabic vowel signs, one form of each Arabic
// letter, digits of any script as 0-9, and a letter that is held down ("heeelp")
// once.
func normal(word string) string {
	if isASCII(word) {
		return squeeze(strings.ToLower(word))
	}
	word = norm.NFKD.String(strings.ToLower(word))
	var b strings.Builder
	b.Grow(len(word))
	for _, r := range word {
		if r = letter(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return squeeze(norm.NFC.String(b.String()))
}

// letter returns the form of a letter that is compared, -1 for a mark that is
// left out.
func letter(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case r >= 0x300 && r <= 0x36f, // accents
		r >= 0x64b && r <= 0x65f, r == 0x670, r == 0x640, // Arabic vowel signs, tatweel
		isJoiner(r):
		return -1
	case r >= 0x660 && r <= 0x669:
		return '0' + r - 0x660
	case r >= 0x6f0 && r <= 0x6f9:
		return '0' + r - 0x6f0
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ې', 'ے':
		return 'ي'
	case 'ک', 'ڪ':
		return 'ك'
	case 'ة', 'ہ', 'ۀ', 'ھ', 'ە', 'ۃ':
		return 'ه'
	case 'ß':
		return 's'
	case 'ı':
		return 'i'
	case 'ø':
		return 'o'
	case 'ł':
		return 'l'
	case 'ё':
		return 'е'
	}
	if d := digit(r); d >= 0 {
		return d
	}
	return unicode.ToLower(r)
}

// digit returns the ASCII digit for a decimal digit of any script, else -1.
// Unicode keeps the ten digits of a script together, the zero at a code point
// that ends in 0 or 6.
func digit(r rune) rune {
	if !unicode.IsDigit(r) {
		return -1
	}
	zero := r
	for r-zero < 9 && unicode.IsDigit(zero-1) {
		zero--
	}
	return '0' + r - zero
}

// squeeze reduces three or more of the same letter to one. Digits stay.
func squeeze(s string) string {
	run, last := 0, rune(-1)
	long := false
	for _, r := range s {
		if r == last && !unicode.IsDigit(r) {
			if run++; run >= 3 {
				long = true
				break
			}
		} else {
			run, last = 1, r
		}
	}
	if !long {
		return s
	}
	var b strings.Builder
	rs := []rune(s)
	for i := 0; i < len(rs); {
		j := i
		for j < len(rs) && rs[j] == rs[i] {
			j++
		}
		n := j - i
		if n >= 3 && !unicode.IsDigit(rs[i]) {
			n = 1
		}
		for range n {
			b.WriteRune(rs[i])
		}
		i = j
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
