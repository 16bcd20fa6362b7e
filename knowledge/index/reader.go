package index

import "slices"

// reader goes through the words of a doc in order, to see which words of a
// question stand together.
type reader struct {
	x    *Index
	of   map[int32]int8 // term -> place of the query term, counted from 0
	all  float32        // weight of all pairs of the question
	seen []float32      // by query term, worth of what is in the sentence
}

// Bounds of what counts as together.
const (
	pairWindow  = 8 // tokens in the doc
	pairApart   = 4 // words in the question
	mostPaired  = 24
	besideWorth = 0.4 // of a word in the sentence before
)

func newReader(x *Index, q *query) *reader {
	r := &reader{x: x, of: map[int32]int8{}}
	n := min(len(q.terms), mostPaired)
	for i := range n {
		for _, a := range q.terms[i].alts {
			if _, ok := r.of[a.term]; !ok {
				r.of[a.term] = int8(i)
			}
		}
	}
	for i := range n {
		for j := i + 1; j < n; j++ {
			r.all += pairWeight(q, i, j)
		}
	}
	r.seen = make([]float32, n)
	return r
}

// pairWeight is what it is worth to find two words of the question together.
func pairWeight(q *query, i, j int) float32 {
	a, b := &q.terms[i], &q.terms[j]
	apart := b.token.Pos - a.token.Pos
	if apart > pairApart || apart < 1 {
		return 0
	}
	return sqrt(a.weight*b.weight) / float32(apart)
}

// read sets the pairs, sentences and coverage of a candidate.
func (r *reader) read(c *candidate, q *query) {
	x := r.x
	d := &x.docs[c.doc]
	if q.total > 0 {
		for i := range q.terms {
			worth := float32(0)
			for _, a := range q.terms[i].alts {
				if _, ok := slices.BinarySearch(d.carried, a.term); ok {
					worth = max(worth, a.worth)
				}
			}
			c.coverage += worth * q.terms[i].weight / q.total
		}
	}
	if x.on("sentences") {
		c.parts[sentencePart] = r.sentence(d.tokens, q)
	}
	if x.on("pairs") && r.all > 0 {
		c.parts[pairPart] = r.pairs(d.tokens, q) / r.all
		if c.unit >= 0 {
			u := &x.units[c.unit]
			c.parts[pairPart] = max(c.parts[pairPart], r.pairs(x.flat[u.from:u.to], q)/r.all)
		}
	}
}

// pairs adds up the weights of the pairs that stand together in a text.
func (r *reader) pairs(tokens []int32, q *query) float32 {
	var found [mostPaired]uint32 // bit j of found[i]: pair i<j seen
	var recent [pairWindow]struct{ at, term int }
	n := 0
	for at, id := range tokens {
		t, ok := r.of[id]
		if !ok {
			continue
		}
		for k := range min(n, pairWindow) {
			p := recent[k]
			if at-p.at >= pairWindow || p.term == int(t) {
				continue
			}
			i, j := min(p.term, int(t)), max(p.term, int(t))
			found[i] |= 1 << j
		}
		recent[n%pairWindow] = struct{ at, term int }{at, int(t)}
		n++
	}
	sum := float32(0)
	for i := range found {
		for j := i + 1; j < mostPaired; j++ {
			if found[i]&(1<<j) != 0 {
				sum += pairWeight(q, i, j)
			}
		}
	}
	return sum
}

// sentence returns the share of the question's weight that the best sentence
// holds, with a part of what only the sentence before it holds.
func (r *reader) sentence(tokens []int32, q *query) float32 {
	if q.total == 0 {
		return 0
	}
	clear(r.seen)
	before := make([]float32, len(r.seen))
	best, any := float32(0), false
	close := func() {
		if !any {
			clear(before)
			return
		}
		sum := float32(0)
		for i, v := range r.seen {
			sum += max(v, before[i]*besideWorth) * q.terms[i].weight
		}
		best = max(best, sum)
		copy(before, r.seen)
		clear(r.seen)
		any = false
	}
	for _, id := range tokens {
		if id == gap {
			close()
			continue
		}
		if t, ok := r.of[id]; ok {
			r.seen[t], any = 1, true
		}
	}
	close()
	return best / q.total
}
