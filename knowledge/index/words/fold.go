package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Exact brings text to the form in which two spellings of the same word are
// equal but accents still count: NFKC, lower case, digits of any script as
// 0-9, invisible marks removed.
func Exact(s string) string {
	if isPlain(s) {
		return s
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, " ")
	}
	s = norm.NFKC.String(s)
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		case invisible(r):
		case r == 'İ':
			b.WriteByte('i')
		case r == '’' || r == 'ʼ' || r == '`' || r == '´':
			b.WriteByte('\'')
		case unicode.IsDigit(r):
			b.WriteByte(byte('0' + digit(r)))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// Fold is Exact without what people leave out when they type in a hurry:
// accents of Latin, Greek and Cyrillic letters, Arabic and Hebrew vowel signs,
// the different forms of alef, ya and ta marbuta.
func Fold(s string) string { return FoldExact(Exact(s)) }

// FoldExact is Fold for text that Exact has been applied to.
func FoldExact(s string) string {
	if isASCII(s) {
		return s
	}
	if folded, ok := foldLow(s); ok {
		return folded
	}
	return foldSlowly(s)
}

// letterForms unifies letters that NFD does not take apart.
var letterForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ł': "l", 'ı': "i",
	'ð': "d", 'þ': "th", 'ħ': "h",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا",
	'ى': "ي", 'ی': "ي", 'ئ': "ي", 'ؤ': "و", 'ة': "ه", 'ک': "ك", 'ہ': "ه", 'ھ': "ه",
	'ـ': "", // tatweel only stretches a word
}

// strippable says whether marks on r may be left out without making another
// letter of it: true for alphabets with spaces, false where vowels are marks.
func strippable(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic, unicode.Hebrew)
}

func invisible(r rune) bool {
	if uint32(r) < lowEnd {
		return low[r].invisible
	}
	return findInvisible(r)
}

func findInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r == '\u034f' || (unicode.Is(unicode.Cc, r) && !unicode.IsSpace(r))
}

func digit(r rune) int {
	// Every decimal digit block starts at a zero; walk back to it.
	for d := 0; d < 10; d++ {
		if !unicode.IsDigit(r - rune(d)) {
			return d - 1
		}
	}
	return int(r-'0') % 10
}

// isPlain reports text that Exact leaves as it is.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' || c < ' ' || c == '`' || c == 0x7f {
			return false
		}
	}
	return true
}
