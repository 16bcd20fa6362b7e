package index

import "math/bits"

// reader goes through the words of docs in order, to see which words of a
// question they have, and which of them stand together.
type reader struct {
	x *Index
	// slot is, by term of the corpus, its place in slots, from 1; 0 for all that
	// the question has nothing to do with.
	slot         []int32
	slots        []readSlot
	stands       []stand
	n            int                             // how many words of the question are paired
	pair         [mostPaired][mostPaired]float32 // what it is worth to find i < j together
	all          float32                         // weight of all pairs of the question
	worth        []float32                       // by word of the question, of what the doc has for it
	marks        []mark                          // the words of the question in the text being read
	seen, before [mostPaired]float32             // by word, worth of what is in the sentence and in the one before
}

// readSlot is a term that stands for words of the question.
type readSlot struct {
	term  int32
	first int32 // its first stand, from 1
	word  int32 // the first of the paired words that it stands for, -1 if none
}

// stand says that a term stands for a word of the question, and links to the
// next such word.
type stand struct {
	word, next int32
	worth      float32
}

// mark is a word of the question in a text; word is -1 where a sentence ends.
type mark struct{ at, word int32 }

// Bounds of what counts as together.
const (
	pairWindow  = 8 // tokens in the doc
	pairApart   = 4 // words in the question
	mostPaired  = 24
	besideWorth = 0.4 // of a word in the sentence before
)

// prepare sets the reader up for a question. What is set is taken back by the
// next one, since the slots of all terms are many.
func (r *reader) prepare(x *Index, q *query) {
	r.x = x
	if len(r.slot) < len(x.terms.terms) {
		r.slot = make([]int32, len(x.terms.terms))
	}
	for _, s := range r.slots {
		r.slot[s.term] = 0
	}
	r.slots, r.stands = r.slots[:0], r.stands[:0]
	r.n = min(len(q.terms), mostPaired)
	for i := range q.terms {
		for _, a := range q.terms[i].alts {
			r.stand(a, i)
		}
	}
	r.all = 0
	for i := range r.n {
		for j := i + 1; j < r.n; j++ {
			r.pair[i][j] = pairWeight(q, i, j)
			r.all += r.pair[i][j]
		}
	}
	r.worth = append(r.worth[:0], make([]float32, len(q.terms))...)
}

// stand notes that a term stands for word i of the question.
func (r *reader) stand(a alternative, i int) {
	k := r.slot[a.term]
	if k == 0 {
		s := readSlot{term: a.term, word: -1}
		if i < r.n {
			s.word = int32(i)
		}
		r.slots = append(r.slots, s)
		k = int32(len(r.slots))
		r.slot[a.term] = k
	}
	s := &r.slots[k-1]
	r.stands = append(r.stands, stand{word: int32(i), worth: a.worth, next: s.first})
	s.first = int32(len(r.stands))
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
		c.coverage = r.coverage(d.carried, q)
	}
	sentences, pairs := x.on("sentences"), x.on("pairs") && r.all > 0
	if !sentences && !pairs {
		return
	}
	r.mark(d.tokens)
	if sentences {
		c.parts[sentencePart] = r.sentence(q)
	}
	if !pairs {
		return
	}
	c.parts[pairPart] = r.pairs() / r.all
	if c.unit >= 0 {
		u := &x.units[c.unit]
		r.mark(x.flat[u.from:u.to])
		c.parts[pairPart] = max(c.parts[pairPart], r.pairs()/r.all)
	}
}

// coverage is the share of the question's weight that is among the terms
// carried.
func (r *reader) coverage(carried []int32, q *query) float32 {
	clear(r.worth)
	for _, id := range carried {
		k := r.slot[id]
		if k == 0 {
			continue
		}
		for at := r.slots[k-1].first; at > 0; at = r.stands[at-1].next {
			s := &r.stands[at-1]
			r.worth[s.word] = max(r.worth[s.word], s.worth)
		}
	}
	sum := float32(0)
	for i, worth := range r.worth {
		sum += worth * q.terms[i].weight / q.total
	}
	return sum
}

// mark lists the paired words of the question in a text.
func (r *reader) mark(tokens []int32) {
	r.marks = r.marks[:0]
	for at, id := range tokens {
		if id == gap {
			r.marks = append(r.marks, mark{int32(at), -1})
			continue
		}
		if k := r.slot[id]; k > 0 && r.slots[k-1].word >= 0 {
			r.marks = append(r.marks, mark{int32(at), r.slots[k-1].word})
		}
	}
}

// pairs adds up the weights of the pairs that stand together in the text.
func (r *reader) pairs() float32 {
	var found [mostPaired]uint32 // bit j of found[i]: pair i<j seen
	for m := range r.marks {
		a := r.marks[m]
		if a.word < 0 {
			continue
		}
		for k := m - 1; k >= 0 && a.at-r.marks[k].at < pairWindow; k-- {
			if b := r.marks[k].word; b >= 0 && b != a.word {
				found[min(a.word, b)] |= 1 << max(a.word, b)
			}
		}
	}
	sum := float32(0)
	for i, js := range found[:r.n] {
		for ; js != 0; js &= js - 1 {
			sum += r.pair[i][bits.TrailingZeros32(js)]
		}
	}
	return sum
}

// sentence returns the share of the question's weight that the best sentence
// holds, with a part of what only the sentence before it holds.
func (r *reader) sentence(q *query) float32 {
	if q.total == 0 {
		return 0
	}
	clear(r.seen[:])
	clear(r.before[:])
	best, any := float32(0), false
	for _, m := range r.marks {
		if m.word >= 0 {
			r.seen[m.word], any = 1, true
			continue
		}
		if any {
			best = max(best, r.held(q))
			r.before = r.seen
		} else {
			clear(r.before[:])
		}
		clear(r.seen[:])
		any = false
	}
	if any {
		best = max(best, r.held(q))
	}
	return best / q.total
}

// held is the weight of the words in the sentence that was just read.
func (r *reader) held(q *query) float32 {
	sum := float32(0)
	for i := range r.n {
		sum += max(r.seen[i], r.before[i]*besideWorth) * q.terms[i].weight
	}
	return sum
}
