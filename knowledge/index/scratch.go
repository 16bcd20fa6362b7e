package index

import "math"

// scratch is the working memory of one search.
type scratch struct {
	doc   accumulator // BM25 by doc
	one   accumulator // of one word, by doc or unit
	word  accumulator // word similarity by unit
	gram  accumulator // n-gram similarity by unit
	class accumulator // classifier by entry
	best  []candidate
	at    map[int32]int
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

func (a *accumulator) reset() {
	for _, i := range a.used {
		a.sum[i] = 0
	}
	a.used = a.used[:0]
}

func (x *Index) scratch() *scratch {
	s, _ := x.pool.Get().(*scratch)
	if s == nil {
		s = &scratch{at: map[int32]int{}}
		s.doc.grow(len(x.docs))
		s.one.grow(max(len(x.docs), len(x.units)))
		s.word.grow(len(x.units))
		s.gram.grow(len(x.units))
		s.class.grow(len(x.entries))
	}
	s.doc.reset()
	s.one.reset()
	s.word.reset()
	s.gram.reset()
	s.class.reset()
	s.best = s.best[:0]
	clear(s.at)
	return s
}

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }
