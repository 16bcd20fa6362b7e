package index

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// naming is something definite that a question names.
type naming struct {
	kind    MentionKind
	text    string // as it is written
	term    int    // place of its first word in query.terms
	country string // of a Place, if it is a country
	month   int    // of a Month, from 1
	number  int    // of a Session: the third
	of      int    // what a Session numbers, as a place in query.terms
	// guessed is true where only its place in the question makes it a name.
	guessed bool
}

// gazetteer knows the people of the corpus, by each word of their names.
type gazetteer struct {
	people map[string]bool
}

func newGazetteer(x *Index) gazetteer {
	g := gazetteer{people: map[string]bool{}}
	for _, p := range x.corpus.People {
		g.add(p.Name)
		for _, a := range p.Aliases {
			if isName(a, p) {
				g.add(a)
			}
		}
	}
	for _, e := range x.entries {
		g.add(e.Source.Speaker)
		if e.Quote != nil {
			g.add(e.Quote.Speaker)
		}
	}
	return g
}

// add learns the words of a name.
func (g *gazetteer) add(name string) {
	for _, t := range words.Tokens(name, 0) {
		if len(t.Fold) > 2 && nameLike(t) {
			g.people[t.Fold] = true
		}
	}
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

// nameLike reports a word with a capital letter, or of a script without.
func nameLike(t words.Token) bool {
	return t.Upper || t.Script != words.Latin && t.Script != words.Cyrillic && t.Script != words.Greek
}

// namings lists what a question names, at most one thing for each word, and
// the places in its terms of what it is about by its own words.
func (x *Index) namings(q *query) (named []naming, topic []int) {
	var out []naming
	at := make([]int, len(q.tokens)) // token -> term
	for i := range q.tokens {
		at[i] = slices.IndexFunc(q.terms, func(t queryTerm) bool { return t.token.Fold == q.tokens[i].Fold })
	}
	add := func(n naming) {
		if !slices.ContainsFunc(out, func(o naming) bool { return o.term == n.term }) {
			out = append(out, n)
		}
	}
	loud := shouting(q)
	for i := 0; i < len(q.tokens); i++ {
		t := &q.terms[at[i]]
		if m := monthAt(q, i); m > 0 {
			add(naming{kind: Month, text: t.token.Raw, term: at[i], month: m})
			continue
		}
		if kind, ok := x.kindOf(t); ok {
			add(naming{kind: kind, text: t.token.Raw, term: at[i]})
			continue
		}
		if code, n := words.AllCountries().At(q.tokens[i:]); n > 1 || n == 1 && t.use == words.Content {
			add(naming{kind: Place, text: written(q.tokens[i : i+n]), term: at[i], country: code})
			i += n - 1
			continue
		}
		if kind, ok := capital(t, q, loud); ok && !x.everywhere(t) {
			add(naming{kind: kind, text: t.token.Raw, term: at[i]})
		}
	}
	for _, n := range x.numbered(q, at) {
		// A number that belongs to something is no number for itself.
		out = slices.DeleteFunc(out, func(o naming) bool { return o.kind == Number && o.term == n.term })
		add(n)
	}
	for _, n := range x.slots(q, at) {
		// Who is asked about is a person, or whatever speaks like one.
		out = slices.DeleteFunc(out, func(o naming) bool {
			return n.kind == Person && o.term == n.term && (o.kind == Word || o.kind == Organization)
		})
		add(n)
	}
	return out, topicOf(q, at, out)
}

// kindOf tells years, numbers and people of the corpus.
func (x *Index) kindOf(t *queryTerm) (MentionKind, bool) {
	tok := t.token
	if tok.Kind == words.Number {
		if isYear(tok.Fold) {
			return Year, true
		}
		return Number, true
	}
	if tok.Kind == words.Word && t.use == words.Content && x.names.people[tok.Fold] {
		return Person, true
	}
	return "", false
}

// isYear reports four digits that look like a year of our time.
func isYear(fold string) bool {
	n, err := strconv.Atoi(fold)
	return err == nil && len(fold) == 4 && n >= 1900 && n < 2100
}

// capital tells abbreviations and other names by their capital letters.
func capital(t *queryTerm, q *query, loud bool) (MentionKind, bool) {
	const longest = 6 // letters of an abbreviation
	tok := t.token
	if tok.Kind != words.Word || t.use != words.Content || !tok.Upper || loud {
		return "", false
	}
	if len(tok.Raw) > 1 && len(tok.Raw) <= longest && tok.Raw == strings.ToUpper(tok.Raw) {
		return Organization, true
	}
	if !tok.First && q.lang != "de" {
		return Word, true
	}
	return "", false
}

// everywhere reports a word that too many entries carry to be a name of any.
func (x *Index) everywhere(t *queryTerm) bool {
	return slices.ContainsFunc(t.alts, func(a alternative) bool { return a.worth == 1 && x.common(a.term) })
}

// common reports a term that more than one of eight entries carries, in a corpus
// of as many at least.
func (x *Index) common(id int32) bool {
	const of = 8
	return len(x.entries) >= of && int(x.terms.terms[id].df)*of > len(x.entries)
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

func written(tokens []words.Token) string {
	var raw []string
	for _, t := range tokens {
		raw = append(raw, t.Raw)
	}
	return strings.Join(raw, " ")
}

// wordings are the docs of an entry.
func (x *Index) wordings(entry int32) []doc {
	from := x.firstDoc[entry]
	to := from
	for int(to) < len(x.docs) && x.docs[to].entry == entry {
		to++
	}
	return x.docs[from:to]
}

// hasForm reports whether an entry carries a folded word in any language.
func (x *Index) hasForm(entry int32, fold string) bool {
	id, ok := x.terms.forms[fold]
	return ok && slices.ContainsFunc(x.wordings(entry), func(d doc) bool { return d.carries(id) })
}

// monthAt returns the number of the month that a word of the question names.
func monthAt(q *query, i int) int {
	t := &q.tokens[i]
	m := words.Month(q.lang, t.Fold)
	if m == 0 || !words.Doubtful(q.lang, t.Fold) {
		return m
	}
	beside := func(k int) bool { return k >= 0 && k < len(q.tokens) && q.tokens[k].Kind == words.Number }
	if beside(i-1) || beside(i+1) || i > 0 && beforeMonth[q.tokens[i-1].Fold] {
		return m
	}
	return 0
}

var beforeMonth = wordSet(`in of since until last next en de depuis nel im seit`)

// hasMonth reports whether an entry names a month, or its source is of it.
func (x *Index) hasMonth(entry int32, month int) bool {
	if dated(x.entries[entry], month) {
		return true
	}
	found := false
	words.MonthNames(month, func(fold string) { found = found || x.hasForm(entry, fold) })
	return found
}

// dated reports whether the source of an entry has a date in a month, written
// like 2020-10-15.
func dated(e *knowledge.Entry, month int) bool {
	part := strings.Split(e.Source.Date, "-")
	if len(part) < 2 {
		return false
	}
	m, err := strconv.Atoi(part[1])
	return err == nil && m == month
}
