package index

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// thesaurus connects words of a question with words of the corpus that mean
// the same in everyday language, across languages too.
type thesaurus struct {
	// from holds, by language and first stem, the expressions to look for.
	from map[string]map[string][]words.Expression
	// to holds, by meaning, the terms of the corpus that stand for it in each
	// of its languages.
	to []map[string][]int32
}

// thesaurusWorth is what such a word counts against the word itself: less
// than a synonym that a curator wrote down.
const (
	thesaurusWorth = 0.6
	// abroadWorth is the same for a word of another language, in a corpus
	// that has the question's.
	abroadWorth = 0.4
)

func newThesaurus(x *Index) thesaurus {
	t := thesaurus{from: map[string]map[string][]words.Expression{}}
	if !x.on("thesaurus") {
		return t
	}
	t.read(x, words.Thesaurus())
	for _, lang := range x.lang.names {
		t.read(x, words.Close(lang))
	}
	return t
}

// read adds a list, whose meanings are numbered from 0.
func (t *thesaurus) read(x *Index, list []words.Expression) {
	first := len(t.to)
	for _, e := range list {
		e.Meaning += first
		for len(t.to) <= e.Meaning {
			t.to = append(t.to, map[string][]int32{})
		}
		if t.from[e.Lang] == nil {
			t.from[e.Lang] = map[string][]words.Expression{}
		}
		t.from[e.Lang][e.Stems[0]] = append(t.from[e.Lang][e.Stems[0]], e)
		if len(e.Stems) > 1 || x.lang.docs[e.Lang] == 0 {
			continue
		}
		to := t.to[e.Meaning]
		if id, ok := x.terms.ids[e.Stems[0]]; ok && !slices.Contains(to[e.Lang], id) {
			to[e.Lang] = append(to[e.Lang], id)
		}
	}
}

// holds reports an everyday word: if the corpus does not have it, it is no
// misspelling of another.
func (t *thesaurus) holds(i int, q *query) bool {
	for _, lang := range spoken(q) {
		for _, e := range t.from[lang][q.stems.of(lang, i)] {
			if len(e.Stems) == 1 {
				return true
			}
		}
	}
	return false
}

// expand adds to a question's words the words of the corpus that mean the same.
func (t *thesaurus) expand(x *Index, q *query) {
	for _, lang := range spoken(q) {
		from := t.from[lang]
		if from == nil {
			continue
		}
		stems := make([]string, len(q.tokens))
		for i := range q.tokens {
			stems[i] = q.stems.of(lang, i)
		}
		for i := range stems {
			for _, e := range from[stems[i]] {
				if len(e.Stems) > len(stems)-i || !slices.Equal(stems[i:i+len(e.Stems)], e.Stems) {
					continue
				}
				at := slices.IndexFunc(q.terms, func(qt queryTerm) bool { return qt.token.Fold == q.tokens[i].Fold })
				t.add(x, &q.terms[at], e, 1)
			}
		}
	}
}

// spoken are the languages that a question may be in: those whose stemming is
// tried, and the one detected, which the corpus need not have.
func spoken(q *query) []string {
	if q.lang == "" || slices.Contains(q.langs, q.lang) {
		return q.langs
	}
	return append(slices.Clip(q.langs), q.lang)
}

// add adds what means the same as an expression, worth a share of the usual.
func (t *thesaurus) add(x *Index, qt *queryTerm, e words.Expression, share float32) {
	to := t.to[e.Meaning]
	qt.addAll(to[e.Lang], share*thesaurusWorth, "thesaurus")
	abroad := share * float32(abroadWorth)
	if x.lang.docs[e.Lang] == 0 {
		abroad = share * thesaurusWorth
	}
	for _, lang := range x.lang.names {
		if lang != e.Lang {
			qt.addAll(to[lang], abroad, "thesaurus")
		}
	}
}
