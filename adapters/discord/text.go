package discord

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// units is the length of s as it counts here: in UTF-16 code units. Discord
// counts characters, of which there are never more; its apps count units.
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

// clean returns s as valid UTF-8 without control characters and without the
// invisible marks that change the direction of reading, which could make a
// text read falsely.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028', r == '\u2029', r == '\v', r == '\f':
			return '\n'
		case r == '\r':
			return -1
		case r < ' ', r == 0x7F:
			return ' '
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// oneLine is clean text without line breaks, of at most n units.
func oneLine(s string, n int) string {
	s = strings.Join(strings.Fields(clean(s)), " ")
	if units(s) <= n {
		return s
	}
	return strings.TrimRightFunc(s[:fitting(s, n-1)], unicode.IsSpace) + "…"
}

// fitting is how many bytes of s have at most n units, without cutting a
// character from the marks that belong to it.
func fitting(s string, n int) int {
	end := len(s)
	for i, r := range s {
		if n -= runeUnits(r); n < 0 {
			end = i
			break
		}
	}
	if end == len(s) {
		return end
	}
	for at := end; at > 0; {
		r, size := utf8.DecodeRuneInString(s[at:])
		_ = size
		before, width := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) && r != zeroJoiner && before != zeroJoiner {
			return at
		}
		at -= width
	}
	return end
}

// zeroJoiner glues several characters into one picture.
const zeroJoiner = '\u200D'

// visible reports whether a person would see anything of s.
func visible(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Cc, unicode.Mn, unicode.Me) && r != '\u2800' && r != '\u3164' {
			return true
		}
	}
	return false
}

// address finds what Discord turns into a link by itself. In it nothing may be
// escaped, or it leads elsewhere; only what cannot begin any markup is taken
// for a part of it.
var address = regexp.MustCompile(`https?://[A-Za-z0-9./?=&%_~+#,;:@!$'()-]*[A-Za-z0-9/=]`)

// escape returns text, which has no line breaks, as Markdown that shows it
// letter by letter: no emphasis, no links with other words, no mentions, no
// headings, lists or quotations.
func escape(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	at := 0
	for _, span := range address.FindAllStringIndex(s, -1) {
		// Two ~ or _ could still pair with those around.
		if found := s[span[0]:span[1]]; strings.Contains(found, "~~") || strings.Contains(found, "__") {
			continue
		}
		escapeInto(&b, s[at:span[0]])
		b.WriteString(s[span[0]:span[1]])
		at = span[1]
	}
	escapeInto(&b, s[at:])
	return escapeStart(b.String())
}

func escapeInto(b *strings.Builder, s string) {
	for _, r := range s {
		if strings.ContainsRune("\\*_~`|[]<>@#", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
}

// listStart is what makes a line an item of a list. Headings and quotations
// begin with what is escaped anyway.
var listStart = regexp.MustCompile(`^(\s*)(?:([-+])|([0-9]+)([.)]))(\s|$)`)

func escapeStart(s string) string {
	m := listStart.FindStringSubmatchIndex(s)
	switch {
	case m == nil:
		return s
	case m[4] >= 0: // "- " or "+ "
		return s[:m[4]] + `\` + s[m[4]:]
	default: // "1. "
		return s[:m[8]] + `\` + s[m[8]:]
	}
}

// maxURL is the longest address of a button
// (https://discord.com/developers/docs/components/reference#button).
const maxURL = 512

// goodURL reports whether an address may be offered as a link: http(s) with a
// host that has a dot. Others, such as javascript:, never leave here.
func goodURL(s string) bool {
	if s == "" || len(s) > maxURL || strings.ContainsAny(s, " \t\r\n<>\"\\`") || !utf8.ValidString(s) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") &&
		u.User == nil && strings.Contains(strings.Trim(u.Hostname(), "."), ".")
}

// masked is a link with words. The brackets keep Discord from fetching a
// picture of the page.
func masked(words, address string) string {
	address = strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "|", "%7C").Replace(address)
	return "[" + words + "](<" + address + ">)"
}
