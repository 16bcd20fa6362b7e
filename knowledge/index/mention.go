package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// missing lists what the question names and the candidate does not carry.
func (x *Index) missing(q *query, c *candidate) []Mention {
	var out []Mention
	for i := range q.named {
		n := &q.named[i]
		t := &q.terms[n.term]
		other := n.kind == Person && namesake(q, t)
		if x.carries(q, c, n) && !other {
			continue
		}
		out = append(out, Mention{Text: n.text, Kind: n.kind, Namesake: other, guessed: n.guessed, naming: n})
	}
	return out
}

// locate tells of each mention where else in the corpus it occurs, and puts
// first what tells most: a person, then a year.
func (x *Index) locate(q *query, missing []Mention) {
	for i := range missing {
		m := &missing[i]
		m.Entries = x.where(q, m.naming)
		m.Known = len(m.Entries) > 0
	}
	rank := func(m Mention) int {
		switch m.Kind {
		case Year:
			return 0
		case Person:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(missing, func(a, b Mention) int { return rank(a) - rank(b) })
}

// carries reports whether a candidate has what a question names.
func (x *Index) carries(q *query, c *candidate, n *naming) bool {
	t := &q.terms[n.term]
	switch n.kind {
	case Person:
		return x.bears(c, t)
	case Place:
		if n.country != "" {
			return x.hasCountry(c.entry, n.country)
		}
	case Month:
		return x.hasMonth(c.entry, n.month)
	case Session:
		return x.hasNumbered(q, c.entry, n)
	case Year:
		e := x.entries[c.entry]
		if strconv.Itoa(e.Year) == t.token.Fold || strings.Contains(e.Source.Date, t.token.Fold) ||
			strings.Contains(e.Source.Session, t.token.Fold) {
			return true
		}
	}
	return x.has(c, t)
}

// bears reports whether a candidate has a name, or what stands for the whole of
// it: a first name alone may be another person's.
func (x *Index) bears(c *candidate, t *queryTerm) bool {
	const least = 0.5 // what words are worth that are half of another name for the same
	return slices.ContainsFunc(t.alts, func(a alternative) bool { return a.worth >= least && x.docs[c.doc].carries(a.term) })
}

// misattributes reports whether an entry must not answer a question, since it is
// not by the person asked about, or by somebody who only shares the name, or the
// question asks what a person said in a year, and the entry speaks for another,
// or what was said, by somebody or in a year, about something that the entry does
// not mention at all.
func (x *Index) misattributes(q *query, c *candidate, missing []Mention) bool {
	if slices.ContainsFunc(missing, func(m Mention) bool { return m.Kind == Person }) {
		return true
	}
	person, year := false, ""
	for i := range q.named {
		switch q.named[i].kind {
		case Person:
			person = true
		case Year:
			year = q.terms[q.named[i].term].token.Fold
		}
	}
	if !person && year == "" {
		return false
	}
	return person && year != "" && !speaksFor(x.entries[c.entry], year) ||
		len(q.topic) > 0 && !slices.ContainsFunc(q.topic, func(i int) bool { return x.surelyHas(q, c, &q.terms[i]) })
}

// speaksFor reports whether an entry is of a year, or names it. The date of its
// source does not count: a page of many years would be of all of them.
func speaksFor(e *knowledge.Entry, year string) bool {
	said := e.Title + "\n" + e.Text
	if e.Quote != nil {
		said += "\n" + e.Quote.Text
	}
	return strconv.Itoa(e.Year) == year || strings.Contains(said, year)
}

// namesake reports whether an English article makes another person of a
// surname: "the pope said" is not about somebody called Pope. Before a noun it
// may be left standing: "the Guterres message".
func namesake(q *query, t *queryTerm) bool {
	before, after := "", ""
	for i := range q.tokens {
		switch q.tokens[i].Pos {
		case t.token.Pos - 1:
			before = q.tokens[i].Fold
		case t.token.Pos + 1:
			after = q.tokens[i].Fold
		}
	}
	return before == "the" && (after == "" || afterSubject[after])
}

// afterSubject are words that follow a subject, not a name in front of a noun.
var afterSubject = wordSet(`say says said saying think thinks thought want wants wanted speak speaks spoke talk talks talked
	tell tells told call calls called urge urges urged ask asks asked mention mentions mentioned write wrote do does did
	have has had is was will would can could about on of in at and or to for from during`)

func wordSet(text string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		m[words.Fold(w)] = true
	}
	return m
}

// where returns the first three entries that carry what a question names.
func (x *Index) where(q *query, n *naming) []*knowledge.Entry {
	const most = 3
	var out []*knowledge.Entry
	add := func(term int32, holds func(entry int32) bool) {
		for _, p := range x.terms.terms[term].docs {
			i := x.docs[p.doc].entry
			if e := x.entries[i]; len(out) < most && !slices.Contains(out, e) && holds(i) {
				out = append(out, e)
			}
		}
	}
	always := func(int32) bool { return true }
	switch {
	case n.kind == Month:
		words.MonthNames(n.month, func(fold string) {
			if id, ok := x.terms.forms[fold]; ok {
				add(id, always)
			}
		})
	case n.kind == Session:
		for _, a := range q.terms[n.of].alts {
			add(a.term, func(entry int32) bool { return x.hasNumbered(q, entry, n) })
		}
	case n.country != "":
		for _, id := range x.countryTerms(n.country) {
			add(id, func(entry int32) bool { return x.hasCountry(entry, n.country) })
		}
	default:
		for _, a := range q.terms[n.term].alts {
			add(a.term, always)
		}
	}
	return out
}
