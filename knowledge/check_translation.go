package knowledge

import (
	"fmt"
	"slices"
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
	have := digits(t.Text)
	for _, n := range digits(ef.entry.Text) {
		if len(n) > 2 && !slices.Contains(have, n) {
			r.at(doc.bodyLine, fmt.Sprintf("the number %s of the first-language text is missing", n), "translate the whole message")
		}
	}
}

// digits returns the numbers of a text, Arabic-Indic digits as ASCII.
func digits(s string) []string {
	var out []string
	number := ""
	for _, r := range s + " " {
		switch {
		case r >= '0' && r <= '9':
			number += string(r)
		case r >= '٠' && r <= '٩':
			number += string('0' + r - '٠')
		case number != "":
			out, number = append(out, number), ""
		}
	}
	return out
}
