package index

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// synonyms hold, by the folded words of an expression, the terms that other
// expressions of the same meaning consist of.
type synonyms struct {
	byFirst map[string][]synonym
}

type synonym struct {
	words []string // folded
	terms [][]int32
}

// synonymWorth is what a synonym counts against the word itself.
const synonymWorth = 0.7

func newSynonyms(x *Index) synonyms {
	s := synonyms{byFirst: map[string][]synonym{}}
	for _, lang := range sortedKeys(x.corpus.Synonyms) {
		for _, group := range x.corpus.Synonyms[lang] {
			s.group(x, lang, group)
		}
	}
	return s
}

func (s *synonyms) group(x *Index, lang string, group []string) {
	known := make([][]int32, len(group))
	for i, e := range group {
		known[i] = x.known(e, lang)
	}
	for i, from := range group {
		var first []string
		for _, t := range words.Tokens(from, 0) {
			first = append(first, t.Fold)
		}
		if len(first) == 0 {
			continue
		}
		syn := synonym{words: first}
		for j, ids := range known {
			if i != j && len(ids) > 0 {
				syn.terms = append(syn.terms, ids)
			}
		}
		if len(syn.terms) > 0 {
			s.byFirst[first[0]] = append(s.byFirst[first[0]], syn)
		}
	}
}

// known returns the terms of an expression, nil unless the corpus has all of
// those that carry meaning.
func (x *Index) known(expression, lang string) []int32 {
	var ids []int32
	for _, t := range words.Tokens(expression, 0) {
		var id int32
		w, ok := x.terms.read[lang][t.Exact]
		if ok {
			id = w.term()
		} else {
			id, ok = x.terms.ids[key(lang, t, words.Stem)]
		}
		if !ok {
			id, ok = x.terms.ids[t.Fold]
		}
		switch {
		case ok:
			ids = append(ids, id)
		case words.UseOf(lang, t.Fold) == words.Content:
			return nil
		}
	}
	return ids
}

// expand adds to a question's words what means the same.
func (s *synonyms) expand(x *Index, q *query) {
	for i := range q.tokens {
		for _, syn := range s.byFirst[q.tokens[i].Fold] {
			if !startsWith(q.tokens[i:], syn.words) {
				continue
			}
			at := slices.IndexFunc(q.terms, func(t queryTerm) bool { return t.token.Fold == q.tokens[i].Fold })
			for _, ids := range syn.terms {
				q.terms[at].addAll(ids, synonymWorth/float32(len(ids)), "synonym")
			}
		}
	}
}

func startsWith(tokens []words.Token, want []string) bool {
	if len(tokens) < len(want) {
		return false
	}
	for i, w := range want {
		if tokens[i].Fold != w {
			return false
		}
	}
	return true
}

func (t *queryTerm) addAll(ids []int32, worth float32, why string) {
	for _, id := range ids {
		if !slices.ContainsFunc(t.alts, func(a alternative) bool { return a.term == id }) {
			t.alts = append(t.alts, alternative{term: id, worth: worth, why: why})
		}
	}
}
