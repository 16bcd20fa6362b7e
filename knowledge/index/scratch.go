package index

import "math"

// scratch is the working memory of one search.
type scratch struct {
	doc    tally       // BM25 by doc
	ask    tally       // BM25 of title and questions by doc
	one    accumulator // of one word, by doc
	oneAsk accumulator // likewise, in titles and questions
	word   tally       // words in common by unit, not yet divided by the unit's length
	gram   tally       // n-grams in common by unit, likewise
	class  accumulator // classifier by entry
	// last is, by unit, the last word of a question it was counted for, numbered
	// by turn; so that of several things that stand for a word one counts.
	last []int32
	turn int32

	stems  stems
	runes  []rune
	hashes []uint64
	worths []worth
	grams  []int32
	short  []shortlisted
	best   []candidate
	reader reader
}

// nextTurn begins with another word of a question.
func (s *scratch) nextTurn() {
	if s.turn++; s.turn < 0 { // after two thousand million words
		clear(s.last)
		s.turn = 1
	}
}

// tally adds up scores of many numbered things.
type tally struct {
	sum []float32
	n   int // how many are not zero
}

func (t *tally) add(i int32, v float32) {
	if t.sum[i] == 0 {
		t.n++
	}
	t.sum[i] += v
}

func (t *tally) reset() {
	if t.n > 0 {
		clear(t.sum)
	}
	t.n = 0
}

// accumulator adds up scores of few of many numbered things.
type accumulator struct {
	sum  []float32
	used []int32
}

func (a *accumulator) grow(n int) {
	if len(a.sum) < n {
		a.sum = make([]float32, n)
	}
}

func (a *accumulator) add(i int32, v float32) {
	if a.sum[i] == 0 {
		a.used = append(a.used, i)
	}
	a.sum[i] += v
}

func (a *accumulator) raise(i int32, v float32) {
	if a.sum[i] == 0 {
		a.used = append(a.used, i)
	}
	a.sum[i] = max(a.sum[i], v)
}

// into adds everything to a tally and starts anew.
func (a *accumulator) into(t *tally) {
	for _, i := range a.used {
		t.add(i, a.sum[i])
		a.sum[i] = 0
	}
	a.used = a.used[:0]
}

func (a *accumulator) reset() {
	for _, i := range a.used {
		a.sum[i] = 0
	}
	a.used = a.used[:0]
}

func (x *Index) scratch() *scratch {
	s, _ := x.pool.Get().(*scratch)
	if s == nil {
		s = &scratch{last: make([]int32, len(x.units)), stems: stems{known: &x.terms}}
		s.doc.sum = make([]float32, len(x.docs))
		s.ask.sum = make([]float32, len(x.docs))
		s.one.grow(len(x.docs))
		s.oneAsk.grow(len(x.docs))
		s.word.sum = make([]float32, len(x.units))
		s.gram.sum = make([]float32, len(x.units))
		s.class.grow(len(x.entries))
	}
	s.reset()
	return s
}

// reset makes the working memory ready for another question.
func (s *scratch) reset() {
	s.doc.reset()
	s.ask.reset()
	s.one.reset()
	s.oneAsk.reset()
	s.word.reset()
	s.gram.reset()
	s.class.reset()
	s.best = s.best[:0]
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }
