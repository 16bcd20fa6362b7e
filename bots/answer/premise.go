package answer

import (
	"slices"
	"strconv"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// otherwise finds the entry that corrects a wrong year: the nearest one that the
// person named in the question says, or, where nobody is named, the nearest one
// if somebody says it.
func (e *Engine) otherwise(text string, r index.Result) *knowledge.Entry {
	missing := func(kind index.MentionKind) bool {
		return slices.ContainsFunc(r.Missing, func(m index.Mention) bool { return m.Kind == kind })
	}
	name := e.person(text)
	wrongYear := missing(index.Year)
	if !wrongYear && name != "" && missing(index.Person) {
		// What was found is of the year that is asked for, but not by the person.
		wrongYear = e.silentIn(name, yearPattern.FindString(text))
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
// where what was found is of that year.
func yearAmong(missing []index.Mention, text string) []index.Mention {
	if slices.ContainsFunc(missing, func(m index.Mention) bool { return m.Kind == index.Year }) {
		return missing
	}
	missing = slices.Clone(missing)
	for i, m := range missing {
		if m.Kind == index.Person {
			missing[i] = index.Mention{Text: yearPattern.FindString(text), Kind: index.Year}
			break
		}
	}
	return missing
}

// silentIn reports whether a person speaks in the sources, but not in that year.
func (e *Engine) silentIn(name, year string) bool {
	speaks := false
	for _, one := range e.corpus.Entries {
		if one.Source.Speaker == name && one.Year != 0 {
			if strconv.Itoa(one.Year) == year {
				return false
			}
			speaks = true
		}
	}
	return speaks && year != ""
}
