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
		m := Mention{Text: n.text, Kind: n.kind, Namesake: other, guessed: n.guessed}
		if n.whole {
			m.Entries = x.where(t)
			m.Known = len(m.Entries) > 0
		}
		out = append(out, m)
	}
	return out
}

// carries reports whether a candidate has what a question names.
func (x *Index) carries(q *query, c *candidate, n *naming) bool {
	t := &q.terms[n.term]
	switch n.kind {
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

// misattributes reports whether an entry must not answer a question, since it is
// by somebody who only shares the name, or the question asks what a person said
// in a year and the entry speaks for another.
func (x *Index) misattributes(q *query, c *candidate, missing []Mention) bool {
	person, year := false, ""
	for i := range q.named {
		switch q.named[i].kind {
		case Person:
			person = true
		case Year:
			year = q.terms[q.named[i].term].token.Fold
		}
	}
	e := x.entries[c.entry]
	return slices.ContainsFunc(missing, func(m Mention) bool { return m.Namesake }) ||
		person && year != "" && !speaksFor(e, year)
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

// where returns the entries that carry a word, the first three.
func (x *Index) where(t *queryTerm) []*knowledge.Entry {
	var out []*knowledge.Entry
	for _, a := range t.alts {
		for _, p := range x.terms.terms[a.term].docs {
			if e := x.entries[x.docs[p.doc].entry]; len(out) < 3 && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}
