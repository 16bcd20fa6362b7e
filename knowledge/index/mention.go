package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// gazetteer knows names: the people of the corpus by each word of their names.
type gazetteer struct {
	people map[string]bool
}

func newGazetteer(x *Index) gazetteer {
	g := gazetteer{people: map[string]bool{}}
	add := func(name string) {
		for _, t := range words.Tokens(name, 0) {
			if len(t.Fold) > 2 && t.Upper {
				g.people[t.Fold] = true
			}
		}
	}
	for _, p := range x.corpus.People {
		add(p.Name)
		for _, a := range p.Aliases {
			if isName(a, p) {
				add(a)
			}
		}
	}
	for _, e := range x.entries {
		add(e.Source.Speaker)
		if e.Quote != nil {
			add(e.Quote.Speaker)
		}
	}
	return g
}

// isName tells ways of spelling a person's name from roles, whose words are
// everybody's: "UN chief", "Global Goodwill Ambassador".
func isName(alias string, p knowledge.Person) bool {
	if !strings.Contains(alias, " ") {
		return true
	}
	for _, w := range words.Tokens(alias, 0) {
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			if n == alias || n != p.Name && strings.Contains(n, " ") {
				continue
			}
			for _, of := range words.Tokens(n, 0) {
				if of.Fold == w.Fold {
					return true
				}
			}
		}
	}
	return false
}

// missing lists what the question names and the candidate does not carry.
func (x *Index) missing(q *query, c *candidate) []Mention {
	var out []Mention
	for i := range q.terms {
		t := &q.terms[i]
		kind, ok := x.mentions(q, t)
		other := kind == Person && namesake(q, t)
		if !ok || (x.carries(c, t, kind) && !other) {
			continue
		}
		m := Mention{Text: t.token.Raw, Kind: kind, Namesake: other}
		m.Entries = x.where(t)
		m.Known = len(m.Entries) > 0
		out = append(out, m)
	}
	return out
}

// misattributes reports whether an entry must not answer a question, since it is
// by somebody who only shares the name, or the question asks what a person said
// in a year and the entry speaks for another.
func (x *Index) misattributes(q *query, c *candidate, missing []Mention) bool {
	person, year := false, ""
	for i := range q.terms {
		switch kind, _ := x.mentions(q, &q.terms[i]); kind {
		case Person:
			person = true
		case Year:
			year = q.terms[i].token.Fold
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
var afterSubject = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`say says said saying think thinks thought want wants wanted speak speaks spoke talk talks talked
		tell tells told call calls called urge urges urged ask asks asked mention mentions mentioned write wrote do does did
		have has had is was will would can could about on of in at and or to for from during`) {
		m[w] = true
	}
	return m
}()

// mentions says whether a word of the question names something definite.
func (x *Index) mentions(q *query, t *queryTerm) (MentionKind, bool) {
	tok := t.token
	if tok.Kind == words.Number {
		if n, err := strconv.Atoi(tok.Fold); err == nil && len(tok.Fold) == 4 && n >= 1900 && n < 2100 {
			return Year, true
		}
		return Number, true
	}
	if tok.Kind != words.Word || t.use != words.Content {
		return "", false
	}
	if x.names.people[tok.Fold] {
		return Person, true
	}
	if len(tok.Raw) > 1 && len(tok.Raw) < 7 && tok.Raw == strings.ToUpper(tok.Raw) && tok.Upper && !shouting(q) {
		return Organization, true
	}
	if tok.Upper && !tok.First && q.lang != "de" && !shouting(q) {
		return Word, true
	}
	return "", false
}

// shouting reports questions written in capital letters, or with a capital
// for every word.
func shouting(q *query) bool {
	upper, all := 0, 0
	for _, t := range q.tokens {
		if t.Kind == words.Word {
			all++
			if t.Upper {
				upper++
			}
		}
	}
	return all > 2 && upper*2 > all
}

func (x *Index) carries(c *candidate, t *queryTerm, kind MentionKind) bool {
	d := &x.docs[c.doc]
	for _, a := range t.alts {
		if _, ok := slices.BinarySearch(d.carried, a.term); ok {
			return true
		}
	}
	e := x.entries[c.entry]
	if kind == Year {
		return strconv.Itoa(e.Year) == t.token.Fold || strings.Contains(e.Source.Date, t.token.Fold) ||
			strings.Contains(e.Source.Session, t.token.Fold)
	}
	return false
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
