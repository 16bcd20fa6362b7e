package answer

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// held is a Searcher that finds entries only: what curators marked as not held
// stands in the index beside them, and must not be shown or counted as found.
type held struct{ Searcher }

// Search leaves out what is not held, and names no place of a word where it
// does not stand.
func (h held) Search(text, lang string) index.Result {
	return withoutGaps(h.Searcher.Search(text, lang))
}

// Explain leaves it out too.
func (h held) Explain(text, lang string) index.Explanation {
	x := h.Searcher.Explain(text, lang)
	x.Result = withoutGaps(x.Result)
	return x
}

// Suggest never completes to a question that has no answer.
func (h held) Suggest(prefix, lang string, n int) []index.Suggestion {
	out := h.Searcher.Suggest(prefix, lang, n)
	return slices.DeleteFunc(slices.Clone(out), func(s index.Suggestion) bool {
		return s.Entry != nil && notHeld(s.Entry)
	})
}

// gapOf returns what is not held, if that is what was found for an answer.
func gapOf(r index.Result) *knowledge.Entry {
	if len(r.Hits) == 0 || r.Confidence < r.Threshold || !notHeld(r.Hits[0].Entry) {
		return nil
	}
	return r.Hits[0].Entry
}

func withoutGaps(r index.Result) index.Result {
	isGap := func(h index.Hit) bool { return notHeld(h.Entry) }
	r.Missing = slices.Clone(r.Missing)
	for i, m := range r.Missing {
		r.Missing[i].Entries = slices.DeleteFunc(slices.Clone(m.Entries), func(e *knowledge.Entry) bool {
			return notHeld(e) || !byMeaning[m.Kind] && !writes(e, m.Text)
		})
		r.Missing[i].Known = len(r.Missing[i].Entries) > 0
	}
	if !slices.ContainsFunc(r.Hits, isGap) {
		return r
	}
	ledBy := r.Hits[0].Entry
	for _, h := range r.Hits[:min(r.Close, len(r.Hits))] {
		if isGap(h) {
			r.Close--
		}
	}
	r.Hits = slices.DeleteFunc(slices.Clone(r.Hits), isGap)
	switch {
	case len(r.Hits) == 0:
		r.Confidence, r.Close, r.Missing = 0, 0, nil
	case r.Hits[0].Entry != ledBy:
		r.Confidence, r.Close, r.Missing = r.Hits[0].Confidence, max(r.Close, 1), nil
	}
	return r
}

// byMeaning are kinds that an entry may name in other words: a country by its
// people, a month in another language.
var byMeaning = map[index.MentionKind]bool{index.Month: true, index.Place: true, index.Session: true}

func notHeld(e *knowledge.Entry) bool { return e.Kind == knowledge.NotHeld }

// notHeld answers a question for what curators know to be missing: that it is,
// and what there is instead.
func (e *Engine) notHeld(a Answer, text string, gap *knowledge.Entry, r index.Result) Answer {
	a.Outcome, a.Gap, a.Asked, a.Threshold = Related, gap, text, r.Threshold
	a.Results = ranked(r)
	a.Confidence = min(r.Confidence, r.Threshold/2)
	a.Offered = e.entries(gap.SeeAlso)
	return a
}

// writes reports whether a word stands in what people read of an entry. The
// index also knows where words stand that only look alike or mean the same, but
// those must not be named as places of this one.
func writes(e *knowledge.Entry, word string) bool {
	wanted := words(word)
	said := e.Title + "\n" + e.Text + "\n" + e.Source.Speaker + "\n" + e.Source.Title
	if e.Quote != nil {
		said += "\n" + e.Quote.Text
	}
	for _, t := range e.Translations {
		said += "\n" + t.Title + "\n" + t.Text
	}
	stand := map[string]bool{}
	for _, w := range words(said) {
		stand[w] = true
	}
	return !slices.ContainsFunc(wanted, func(w string) bool { return !stand[w] })
}
