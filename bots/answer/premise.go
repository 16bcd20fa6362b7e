package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// otherwise finds the entry that corrects a wrong year: the nearest one that the
// person named in the question says, or, where nobody is named, the nearest one
// if somebody says it.
func (e *Engine) otherwise(text string, r index.Result) *knowledge.Entry {
	name := e.person(text)
	wrongYear := slices.ContainsFunc(r.Missing, func(m index.Mention) bool { return m.Kind == index.Year })
	if year := onlyYear(text); !wrongYear && name != "" && year != "" && r.Confidence < r.Threshold {
		// What was found may be of the year that is asked for, or name it, but it is
		// not the person's.
		wrongYear = e.silentIn(name, year)
	}
	if !wrongYear {
		return nil
	}
	said := func(h index.Hit) bool { return h.Entry.Source.Speaker != "" && h.Entry.Year != 0 }
	if name == "" {
		if said(r.Hits[0]) {
			return r.Hits[0].Entry
		}
		return nil
	}
	for _, h := range r.Hits {
		if said(h) && h.Entry.Source.Speaker == name {
			return h.Entry
		}
	}
	// Those of the year may have left no room for what the person says.
	for _, one := range e.corpus.Entries {
		if one.Source.Speaker == name && one.Year != 0 {
			return one
		}
	}
	return nil
}

// yearAmong names the wrong year as what is missing, in the place of the person
// asked about where what was found is of that year.
func (e *Engine) yearAmong(missing []index.Mention, text string) []index.Mention {
	if slices.ContainsFunc(missing, func(m index.Mention) bool { return m.Kind == index.Year }) {
		return missing
	}
	out := []index.Mention{{Text: onlyYear(text), Kind: index.Year}}
	ws := words(text)
	_, from, to := e.naming(ws)
	// Arabic writes "of" and "and" in one word with a name.
	named := func(word string) bool {
		return slices.ContainsFunc(ws[from:to], func(w string) bool { return strings.HasSuffix(w, word) })
	}
	for _, m := range missing {
		if m.Kind != index.Person || !slices.ContainsFunc(words(m.Text), named) {
			out = append(out, m)
		}
	}
	return out
}

// beyond is how many years after the last source a question may think of it.
const beyond = 2

// silentIn reports whether a person speaks in the sources, but not in that year,
// in which nothing names them either. A year far after all sources is not when
// somebody spoke, but what they spoke of.
func (e *Engine) silentIn(name, year string) bool {
	speaks, latest := false, 0
	surname := words(name)
	for _, one := range e.corpus.Entries {
		latest = max(latest, one.Year)
		by := one.Source.Speaker == name
		if strconv.Itoa(one.Year) == year && (by || writes(one, surname[len(surname)-1])) {
			return false
		}
		speaks = speaks || by && one.Year != 0
	}
	n, err := strconv.Atoi(year)
	return speaks && err == nil && n <= latest+beyond
}
