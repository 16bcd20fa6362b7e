package index

import (
	"cmp"
	"slices"
)

// part numbers the things that speak for an entry.
type part int

const (
	bm25Part part = iota
	questionPart
	gramPart
	pairPart
	sentencePart
	classPart
	crowdPart
	askPart
	textGramPart
	partCount
)

var partNames = [partCount]string{"bm25", "questions", "ngrams", "pairs", "sentences", "classifier", "crowd", "together", "text"}

// candidate is an entry in the running.
type candidate struct {
	entry, doc int32
	unit       int32 // the nearest, -1 if none
	similarity float32
	coverage   float32 // share of the question's weight that the doc carries
	parts      [partCount]float32
	score      float32
	verbatim   bool // asked for in its own words
}

// weights of the parts in the score.
type weights [partCount]float32

// plainWeights hold where an entry has no questions, fewWeights where it has
// one or two, askedWeights where it has more. They were fitted by
// TestTrainRanking (-train) on the development banks and checked on banks left
// out.
var (
	plainWeights = weights{1.55, 0, 0, 0.19, 0.46, 0, 1.29, 0.38, 0.44}
	fewWeights   = weights{2.30, 0.41, 0, 0.31, 0.20, 0, 0, 0.11, 0.66}
	askedWeights = weights{1.69, 0.16, 0, 0.14, 0.22, 0.32, 0.38, 1.61, 0}
)

// manyQuestions are so many that they say more than the text.
const manyQuestions = 3

// inTheRunning is how many docs are looked at closely.
const inTheRunning = 40

// find ranks the entries for a question.
func (x *Index) find(q *query, s *scratch) []candidate {
	if x.on("bm25") {
		x.bm25(q, s)
	}
	if x.on("questions") {
		x.wordsInCommon(q, s)
	}
	if x.on("ngrams") {
		x.grams.inCommon(q, s)
	}
	if x.on("classifier") {
		x.class.score(x, q, &s.class)
	}
	x.shortlist(s)
	s.reader.prepare(x, q)
	for i := range s.best {
		x.look(&s.best[i], q, s)
	}
	if x.on("mismatch") {
		x.demote(q, s)
	}
	if x.on("language") {
		x.demoteForeign(q, s)
	}
	if x.on("verbatim") {
		x.asked(q, s)
	}
	return x.rank(s)
}

// demoted is what remains of the score of a candidate that lacks a person, a
// year or a numbered session which the question names and the corpus knows: it
// is about somebody, some time or some meeting else.
const demoted = 0.72

// demote lowers the candidates that are about another person, year or session, if any
// candidate is about the right one. Who is asked about counts before when: what
// others said that year is further off than what the same person said another.
func (x *Index) demote(q *query, s *scratch) {
	right := make([]bool, len(s.best)) // about every person named that any is about
	for k := range right {
		right[k] = true
	}
	for _, kind := range []MentionKind{Person, Year, Session} {
		for i := range q.named {
			if q.named[i].kind == kind {
				x.demoteOthers(q, s, &q.named[i], right)
			}
		}
	}
}

// demoteOthers lowers the candidates that lack what is named, if any of the
// right ones has it; these alone are right from then on.
func (x *Index) demoteOthers(q *query, s *scratch, n *naming, right []bool) {
	has, any := make([]bool, len(s.best)), false
	for k := range s.best {
		has[k] = x.carries(q, &s.best[k], n)
		any = any || has[k] && right[k]
	}
	if !any {
		return
	}
	for k := range s.best {
		if !has[k] {
			s.best[k].score *= demoted
		}
		right[k] = right[k] && has[k]
	}
}

// foreign is what remains of the score of a wording in another language than
// the question's, foreignGuessed if that language was guessed.
const (
	foreign        = 0.8
	foreignGuessed = 0.9
)

// demoteForeign lowers wordings in other languages, in a corpus that has the
// question's: the same words there are often chance.
func (x *Index) demoteForeign(q *query, s *scratch) {
	if x.lang.docs[q.lang] == 0 || len(x.lang.docs) < 2 {
		return
	}
	remains := float32(foreignGuessed)
	if q.sure {
		remains = foreign
	}
	for i := range s.best {
		if x.docs[s.best[i].doc].lang != q.lang {
			s.best[i].score *= remains
		}
	}
}

// look measures everything that speaks for a candidate.
func (x *Index) look(c *candidate, q *query, s *scratch) {
	d := &x.docs[c.doc]
	c.unit = -1
	c.parts[bm25Part] = s.doc.sum[c.doc]
	var top [3]float32
	for u := d.first; u < d.last; u++ {
		byWords, byGrams := x.likeness(u, s)
		v := (byWords + byGrams) / 2
		if x.units[u].kind == sentenceUnit {
			c.parts[textGramPart] = max(c.parts[textGramPart], byGrams)
			if d.asked > 0 {
				continue
			}
		}
		if v > 0 && (c.unit < 0 || v > c.similarity) {
			c.unit, c.similarity = u, v
		}
		c.parts[questionPart] = max(c.parts[questionPart], byWords)
		c.parts[gramPart] = max(c.parts[gramPart], byGrams)
		for i := range top {
			if v > top[i] {
				v, top[i] = top[i], v
			}
		}
	}
	c.parts[crowdPart] = (top[0] + top[1] + top[2]) / 3
	if x.on("together") {
		c.parts[askPart] = s.ask.sum[c.doc]
	}
	c.parts[classPart] = s.class.sum[c.entry]
	s.reader.read(c, q)
	w := x.weightsFor(c.doc)
	c.score = 0
	for p, v := range c.parts {
		c.score += w[p] * v
	}
}

func (x *Index) weightsFor(doc int32) *weights {
	switch n := x.docs[doc].asked; {
	case n == 0:
		return &plainWeights
	case n < manyQuestions:
		return &fewWeights
	}
	return &askedWeights
}

// rank sorts the candidates and keeps the best doc of each entry.
func (x *Index) rank(s *scratch) []candidate {
	slices.SortFunc(s.best, func(a, b candidate) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		return cmp.Compare(a.doc, b.doc)
	})
	kept := s.best[:0]
	for _, c := range s.best {
		if !slices.ContainsFunc(kept, func(k candidate) bool { return k.entry == c.entry }) {
			kept = append(kept, c)
		}
	}
	return kept
}
