package answer

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// otherwise finds the entry that corrects a wrong year: the nearest one that the
// person named in the question says, or, where nobody is named, the nearest one
// if somebody says it.
func (e *Engine) otherwise(text string, r index.Result) *knowledge.Entry {
	if !slices.ContainsFunc(r.Missing, func(m index.Mention) bool { return m.Kind == index.Year }) {
		return nil
	}
	said := func(h index.Hit) bool { return h.Entry.Source.Speaker != "" && h.Entry.Year != 0 }
	name := e.person(text)
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
	return nil
}
