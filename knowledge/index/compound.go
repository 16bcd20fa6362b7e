package index

import (
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// compounding are languages that write compound nouns as one word, with what
// may stand between their parts.
var compounding = map[string][]string{
	"de": {"", "s", "n", "en", "es", "er", "e"},
	"nl": {"", "s", "en", "e"},
	"sv": {"", "s"}, "da": {"", "s", "e"}, "no": {"", "s", "e"},
	"fi": {"", "n"}, "hu": {""},
}

const (
	shortestPart = 4 // letters of a part of a compound
	// partWorth is what a part counts against the whole word.
	partWorth = 0.7
)

// takeApart looks for two known words that an unknown one is made of, and adds
// both, and what they stand for.
func (x *Index) takeApart(t *queryTerm, q *query) {
	if t.token.Kind != words.Word || utf8.RuneCountInString(t.token.Exact) < 2*shortestPart {
		return
	}
	for _, lang := range q.langs {
		links, ok := compounding[lang]
		if !ok {
			continue
		}
		word := t.token.Exact
		best := 0
		var found []string
		for i := range word {
			head, tail := word[:i], word[i:]
			if utf8.RuneCountInString(head) < shortestPart || utf8.RuneCountInString(tail) < shortestPart ||
				!x.knownWord(lang, tail) {
				continue
			}
			for _, link := range links {
				first, ok := strings.CutSuffix(head, link)
				if !ok || utf8.RuneCountInString(first) < shortestPart {
					continue
				}
				n := len(tail) // without a known head, the tail says most
				if x.knownWord(lang, first) {
					n += len(word)
				}
				if n > best {
					best, found = n, []string{first, tail}
				}
			}
		}
		for _, part := range found {
			stem := words.Stem(lang, part)
			if id, ok := x.terms.ids[stem]; ok {
				t.addAll([]int32{id}, partWorth, "part")
			}
			for _, e := range x.thes.from[lang][stem] {
				if len(e.Stems) == 1 {
					x.thes.add(x, t, e, partWorth)
				}
			}
		}
	}
}

// knownWord reports a word of the corpus or of the thesaurus.
func (x *Index) knownWord(lang, exact string) bool {
	stem := words.Stem(lang, exact)
	_, ok := x.terms.ids[stem]
	return ok || len(x.thes.from[lang][stem]) > 0
}
