package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// questions refuses a question that two entries claim.
func (c *checker) questions() {
	type place struct {
		file string
		line int
	}
	seen := map[string]place{}
	ask := func(lang, file string, doc document, qs []string) {
		r := c.report(file)
		for i, q := range qs {
			line := doc.lines["questions"]
			if i < len(doc.itemLines) {
				line = doc.itemLines[i]
			}
			switch n := utf8.RuneCountInString(q); {
			case strings.TrimSpace(q) == "":
				r.at(line, "an empty question", "write it, or take the line out")
				continue
			case n > MaxQuestion:
				r.at(line, fmt.Sprintf("the question has %d characters", n), fmt.Sprintf("shorten it to %d", MaxQuestion))
			}
			key := lang + " " + plainQuestion(q)
			if p, ok := seen[key]; ok {
				r.at(line, fmt.Sprintf("the question %q stands already at %s:%d", q, p.file, p.line), "word it so that only this entry answers it, or take it out")
				continue
			}
			seen[key] = place{file, line}
		}
	}
	for _, e := range c.corpus.Entries {
		ef := c.files[e.ID]
		ask(e.Lang, e.File, ef.doc, e.Questions)
		for _, lang := range slices.Sorted(maps.Keys(ef.trans)) {
			ask(lang, e.Translations[lang].File, ef.trans[lang], e.Translations[lang].Questions)
		}
	}
	for _, g := range c.corpus.Gaps {
		for _, lang := range slices.Sorted(maps.Keys(g.Questions)) {
			ask(lang, gapsFile, document{}, g.Questions[lang])
		}
	}
}

func plainQuestion(q string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(q), func(r rune) bool {
		return strings.ContainsRune(" \t?!.,;:¿¡؟،\"'“”‘’«»", r)
	}), " ")
}

// numbers refuses two items with one number in one overview.
func (c *checker) numbers() {
	seen := map[string]string{}
	for _, e := range c.corpus.Entries {
		if e.Number == 0 {
			continue
		}
		doc := c.files[e.ID].doc
		key := fmt.Sprintf("%s %d", e.PartOf, e.Number)
		if e.PartOf == "" {
			c.report(e.File).at(doc.lines["number"], "a number without `part_of`", "add the id of the overview, or take the number out")
		} else if other, ok := seen[key]; ok {
			c.report(e.File).at(doc.lines["number"], fmt.Sprintf("number %d of %s is %s already", e.Number, e.PartOf, other), "correct one of the two numbers")
		}
		seen[key] = e.ID
	}
}
