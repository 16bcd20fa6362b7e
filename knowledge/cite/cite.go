package cite

import (
	"strings"
	"time"
	"unicode"

	"github.com/idmbot/idmbot/knowledge"
)

// The styles of a citation.
const (
	// UN is a footnote as the United Nations Editorial Manual has it: author,
	// “title”, body, date, place, “Available at …”.
	UN = "un"
	// APA is a reference after the 7th edition of the APA manual, as plain text.
	APA = "apa"
	// BibTeX is one @misc record in UTF-8.
	BibTeX = "bibtex"
)

// Styles lists every style in the order in which they are offered.
var Styles = []string{UN, APA, BibTeX}

// Format returns the citation of e in one of Styles; any other style gives UN.
// pageURL is the entry's own page and accessed the day on which it was read;
// an empty URL leaves the page out, a zero time the day. UN and APA are one
// line each, BibTeX is several. Missing facts are left out, never invented.
func Format(e *knowledge.Entry, style, pageURL string, accessed time.Time) string {
	r := recordOf(e, pageURL, accessed)
	switch style {
	case APA:
		return r.apa()
	case BibTeX:
		return r.bibtex()
	default:
		return r.un()
	}
}

// record is what all styles need, cleaned: every text is one line.
type record struct {
	id                 string
	title              string // the entry's
	speaker, role      string
	document           string
	publisher          string
	session, place     string
	issued             date
	sourceURL, pageURL string
	accessed           time.Time
}

func recordOf(e *knowledge.Entry, pageURL string, accessed time.Time) record {
	r := record{
		id: oneLine(e.ID), title: oneLine(e.Title),
		speaker: oneLine(e.Source.Speaker), role: oneLine(e.Source.Role),
		document: oneLine(e.Source.Title), publisher: oneLine(e.Source.Publisher),
		session: meeting(oneLine(e.Source.Session)), place: oneLine(e.Place),
		issued:    parseDate(oneLine(e.Source.Date)),
		sourceURL: address(e.Source.URL), pageURL: address(pageURL), accessed: accessed,
	}
	if r.title == "" {
		r.title = r.id
	}
	return r
}

// meeting returns the session, or "" where the curators say that there is
// none: "not a session of the IDM", "no single session".
func meeting(session string) string {
	for _, none := range []string{"not ", "no "} {
		if strings.HasPrefix(session, none) {
			return ""
		}
	}
	return session
}

// named reports whether the publisher is a name, and not the curators' remark
// that there is none or several: "not named (…)", "various (see each page)".
func (r record) named() bool {
	for _, remark := range []string{
		"not named", "various", "several", "collected by", "explanations of",
	} {
		if strings.HasPrefix(r.publisher, remark) {
			return false
		}
	}
	return r.publisher != ""
}

// oneLine makes white space single blanks and drops what cannot be seen, such
// as marks that turn the direction of the text around them.
func oneLine(s string) string {
	s = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case unicode.In(c, unicode.Cc, unicode.Cf):
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}

// address makes a URL fit to stand in running text and between braces: what
// could end it there is percent-encoded.
func address(u string) string {
	return strings.NewReplacer(" ", "%20", "{", "%7B", "}", "%7D", `\`, "%5C").Replace(oneLine(u))
}

// stop ends a sentence with a full stop, if nothing ends it yet.
func stop(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") ||
		strings.HasSuffix(s, "!") || strings.HasSuffix(s, ".”") {
		return s
	}
	return s + "."
}

// join puts sep between those parts that are not empty.
func join(sep string, parts ...string) string {
	kept := parts[:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}
