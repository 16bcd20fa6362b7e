package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

func (c *checker) translation(ef *entryFile, lang string) {
	doc := ef.trans[lang]
	t := ef.entry.Translations[lang]
	r := c.report(t.File)
	c.wording(r, doc, t.Title, t.Text)
	h := doc.head
	if h.Kind != "" || h.Level != "" || h.Speaker != "" || len(h.Themes) > 0 || len(h.SeeAlso) > 0 || h.PartOf != "" {
		r.at(1, "a translation repeats fields of the entry", "keep only title, official, questions and the text; the rest is taken from "+ef.entry.File)
	}
	if lang == ef.entry.Lang {
		r.at(1, "a translation into the entry's own language", "delete the file, or move its text into "+ef.entry.File)
	}
	for _, n := range digits(ef.entry.Text) {
		if !slices.Contains(digits(t.Text), n) && len(n) > 2 {
			r.at(doc.bodyLine, fmt.Sprintf("the number %s of the first-language text is missing", n), "translate the whole message")
		}
	}
}

var number = regexp.MustCompile(`[0-9٠-٩]+`)

// digits returns the numbers of a text, Arabic-Indic digits as ASCII.
func digits(s string) []string {
	var out []string
	for _, n := range number.FindAllString(s, -1) {
		out = append(out, strings.Map(func(r rune) rune {
			if r >= '٠' && r <= '٩' {
				return '0' + r - '٠'
			}
			return r
		}, n))
	}
	return out
}
