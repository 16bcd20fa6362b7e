package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxText is how long a message may be, in UTF-16 units after parsing
// (https://core.telegram.org/bots/api#sendmessage).
const maxText = 4096

// units is the length of s as Telegram counts it: in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += runeUnits(r)
	}
	return n
}

func runeUnits(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// wordJoiner after an @ keeps Telegram from taking a name for a mention, and
// after a # from making a link of the first word of a theme. It shows as
// nothing at all.
const wordJoiner = '\u2060'

// clean returns s as Telegram would keep it, so that what is measured here is
// what counts there: valid UTF-8, no control characters, no invisible
// direction overrides; and without mentions, which would ping people.
func clean(s string) string {
	if plainEnough(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s) + 8)
	prev := ' '
	for i, r := range s {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\r', r == '\u2028', r == '\u2029':
			b.WriteByte('\n')
		case r < ' ', r == 0x7F:
			b.WriteByte(' ')
		case r >= '\u202A' && r <= '\u202E':
			// Telegram removes these; they can make a text read falsely.
			continue
		case (r == '@' || r == '#') && !isWord(prev) && startsWord(s[i+1:]):
			b.WriteRune(r)
			b.WriteRune(wordJoiner)
		default:
			b.WriteRune(r)
		}
		prev = r
	}
	return b.String()
}

// plainEnough reports that clean would change nothing, without looking at
// more than bytes.
func plainEnough(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\n' || c == '@' || c == '#' || c == 0x7F || c == 0xE2 {
			return false
		}
	}
	return utf8.ValidString(s)
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && isWord(r)
}

// oneLine is clean text without line breaks, at most n runes long.
func oneLine(s string, n int) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end := 0
	for i := range s {
		if n--; n == 0 {
			end = i
			break
		}
	}
	end = wholeCluster(s, end)
	return strings.TrimRightFunc(s[:end], unicode.IsSpace) + "…"
}

// atMost returns the longest beginning of s that has at most n UTF-16 units
// and cuts no visible character.
func atMost(s string, n int) string {
	if end := fitting(s, n); end < len(s) {
		return s[:wholeCluster(s, end)]
	}
	return s
}

// fitting is how many bytes of s have at most n UTF-16 units.
func fitting(s string, n int) int {
	for i, r := range s {
		if n -= runeUnits(r); n < 0 {
			return i
		}
	}
	return len(s)
}

// visible reports whether a person would see anything of s.
func visible(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn, unicode.Me) && r != '\u2800' && r != '\u3164' {
			return true
		}
	}
	return false
}
