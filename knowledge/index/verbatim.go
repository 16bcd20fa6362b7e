package index

import (
	"hash/maphash"
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// verbatim finds the titles and questions that say just what was asked, letter
// for letter but for case, accents and marks. No weighing of words may put
// another entry before theirs: a curator foresaw the question.
type verbatim struct {
	seed  maphash.Seed
	units map[uint64][]int32
}

// verbatimConfidence is the least confidence in an entry that was asked for in
// its own words.
const verbatimConfidence = 0.97

func newVerbatim(size int) verbatim {
	return verbatim{seed: maphash.MakeSeed(), units: make(map[uint64][]int32, size)}
}

func (v *verbatim) sum(tokens []words.Token) uint64 {
	var h maphash.Hash
	h.SetSeed(v.seed)
	for i := range tokens {
		_, _ = h.WriteString(tokens[i].Fold)
		_ = h.WriteByte(' ')
	}
	return h.Sum64()
}

// print is the same for titles and questions of the same words; 0 for what is
// not compared.
func (v *verbatim) print(kind unitKind, tokens []words.Token) uint64 {
	if kind == sentenceUnit || len(tokens) == 0 {
		return 0
	}
	return max(v.sum(tokens), 1)
}

func (v *verbatim) add(unit int32, print uint64) {
	if print != 0 {
		v.units[print] = append(v.units[print], unit)
	}
}

// asked marks the candidates that are asked for in their own words, and puts
// them before all others.
func (x *Index) asked(q *query, s *scratch) {
	if len(q.tokens) == 0 || len(q.tokens) == mostTokens {
		return
	}
	for _, u := range x.verbatim.units[x.verbatim.print(questionUnit, q.tokens)] {
		doc := x.units[u].doc
		if !sameWords(q.tokens, words.Tokens(x.units[u].text, mostTokens)) {
			continue
		}
		for i := range s.best {
			if c := &s.best[i]; c.doc == doc && !c.verbatim {
				c.verbatim, c.unit, c.similarity = true, u, 1
				c.score += x.weightsFor(doc).most()
			}
		}
	}
}

func sameWords(a, b []words.Token) bool {
	return slices.EqualFunc(a, b, func(a, b words.Token) bool { return a.Fold == b.Fold })
}

// most is the score of a candidate for which everything speaks.
func (w *weights) most() float32 {
	sum := float32(0)
	for _, v := range w {
		sum += v
	}
	return sum
}
