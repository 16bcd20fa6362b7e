package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lowEnd bounds the code points whose properties are tabulated: the alphabets
// up to Arabic, which most text is written in.
const lowEnd = 0x700

// lowRune is what is known of a code point below lowEnd.
type lowRune struct {
	script    Script
	inWord    bool
	mark      bool // stands on the letter before it
	invisible bool
	folded    string // as FoldExact gives it; meaningless for marks
}

var low = func() *[lowEnd]lowRune {
	var t [lowEnd]lowRune
	for r := range rune(lowEnd) {
		t[r] = lowRune{script: findScript(r), inWord: findInWord(r), invisible: findInvisible(r),
			mark: unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)}
		if !t[r].mark {
			t[r].folded = foldSlowly(string(r))
		}
	}
	return &t
}()

// plainWord returns the end of the run of unaccented letters and digits that
// begins at i, and whether Tokens may take it as it is: nothing follows that
// could belong to it.
func plainWord(text string, i int) (end int, letters, upper, ok bool) {
	digit := isDigit(text[i])
	for end = i; end < len(text); end++ {
		switch c := text[end]; {
		case 'a' <= c && c <= 'z':
			letters = true
		case 'A' <= c && c <= 'Z':
			letters, upper = true, true
		case isDigit(c):
		case c >= utf8.RuneSelf, c < ' ' && c != '\n' && c != '\t' && c != '\r', c == 0x7f, digit && c == ',':
			return end, letters, upper, false
		default:
			return end, letters, upper, true
		}
	}
	return end, letters, upper, true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isASCII reports text without any accent or foreign letter.
func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldLow is FoldExact for text whose code points are all tabulated and no
// marks; ok is false for other text.
func foldLow(s string) (folded string, ok bool) {
	for _, r := range s {
		if r >= lowEnd || low[r].mark {
			return "", false
		}
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		b.WriteString(low[r].folded)
	}
	return b.String(), true
}

// foldSlowly takes text apart, leaves out the marks that may be left out, and
// puts it together again.
func foldSlowly(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last := rune(0)
	for _, r := range norm.NFD.String(s) {
		if unicode.Is(unicode.Mn, r) {
			if strippable(last) || r == '\u093c' {
				continue
			}
			b.WriteRune(r)
			continue
		}
		last = r
		if to, ok := letterForms[r]; ok {
			b.WriteString(to)
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}
