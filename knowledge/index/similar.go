package index

import (
	"cmp"
	"slices"
)

// enough docs or units are in the running: words more frequent than those that
// brought them in only tell them apart. Corpora of some thousand entries never
// have so many.
const enough = 5000

// saturation of BM25: at this weighted frequency a word counts half.
const saturation = 1.2

// worth is a term that stands for a word of the question, and what it adds.
type worth struct {
	term  int32
	value float32
}

// rarestFirst orders the words of a question by how often the corpus has them.
func (x *Index) rarestFirst(q *query) []int {
	if q.rarest != nil {
		return q.rarest
	}
	often := make([]int, len(q.terms))
	order := make([]int, len(q.terms))
	for i := range order {
		order[i] = i
		for _, a := range q.terms[i].alts {
			often[i] += len(x.terms.terms[a.term].docs)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return often[a] - often[b] })
	q.rarest = order
	return order
}

// bm25 scores docs between 0 and 1 by the words they carry, and once more by
// the words of their titles and questions alone.
func (x *Index) bm25(q *query, s *scratch) {
	if q.total == 0 {
		return
	}
	for _, i := range x.rarestFirst(q) {
		t := &q.terms[i]
		full := s.doc.n >= enough
		for _, a := range t.alts {
			tm := &x.terms.terms[a.term]
			w := a.worth * min(tm.weight, t.weight) / q.total
			for _, p := range tm.docs {
				if full && s.doc.sum[p.doc] == 0 && s.ask.sum[p.doc] == 0 {
					continue
				}
				if p.tf > 0 {
					s.one.raise(p.doc, w*p.tf/(p.tf+saturation))
				}
				if p.ask > 0 {
					s.oneAsk.raise(p.doc, w*p.ask/(p.ask+saturation))
				}
			}
		}
		s.one.into(&s.doc)
		s.oneAsk.into(&s.ask)
	}
}

// wordsInCommon adds up what units have of the question's words. Of several
// things that stand for one word, the unit is credited with the best.
func (x *Index) wordsInCommon(q *query, s *scratch) {
	if q.norm == 0 {
		return
	}
	for _, i := range x.rarestFirst(q) {
		t := &q.terms[i]
		full := s.word.n >= enough
		s.worths = s.worths[:0]
		for _, a := range t.alts {
			s.worths = append(s.worths, worth{a.term, a.worth * x.terms.terms[a.term].weight * t.weight / q.norm})
		}
		slices.SortFunc(s.worths, func(a, b worth) int { return cmp.Compare(b.value, a.value) })
		s.nextTurn()
		for _, w := range s.worths {
			for _, u := range x.terms.terms[w.term].units {
				if s.last[u] == s.turn || full && s.word.sum[u] == 0 {
					continue
				}
				s.last[u] = s.turn
				s.word.add(u, w.value)
			}
		}
	}
}

// likeness is how like a unit the question is by words and by n-grams: the
// cosines of their vectors.
func (x *Index) likeness(u int32, s *scratch) (byWords, byGrams float32) {
	if v := s.word.sum[u]; v != 0 {
		byWords = min(1, v/x.norm[u])
	}
	if v := s.gram.sum[u]; v != 0 {
		byGrams = v / x.grams.norm[u]
	}
	return byWords, byGrams
}

// near is how near a unit is, words and n-grams together.
func (x *Index) near(u int32, s *scratch) float32 {
	byWords, byGrams := x.likeness(u, s)
	return (byWords + byGrams) / 2
}
