package index

import (
	"math"
	"slices"
)

// classifier tells entries apart by the words and n-grams of their titles and
// questions: a linear model, started from each entry's mean question and
// sharpened on the questions that others are confused with.
type classifier struct {
	on    bool
	from  []int32 // classes of feature f are class[from[f]:from[f+1]]
	class []classWeight
	terms int // features below are terms, the rest n-grams
}

// classWeight is what a feature says for a class. The two stand together in
// memory, since reading them is what training waits for.
type classWeight struct {
	class int32
	w     float32
}

// of returns what a feature says.
func (c *classifier) of(f int32) []classWeight { return c.class[c.from[f]:c.from[f+1]] }

// feature is one coordinate of a question's vector.
type feature struct {
	id int32
	v  float32
}

// Settings of the classifier, found on the development banks.
const (
	leastQuestions = 2    // an entry with fewer is no class
	mostShared     = 0.05 // a feature of more than this share of classes is left out
	rarelyShared   = 12   // but never one of so few
	rounds         = 1
	rate           = 0.5
	sharpness      = 12    // inverse temperature of the softmax
	mostWork       = 3e8   // feature-class updates; beyond, the start is kept
	sure           = 0.9   // an example with this probability needs no update
	slight         = 0.002 // a class with less of it is not pushed down
)

func train(x *Index) classifier {
	c := classifier{terms: len(x.terms.terms)}
	if !x.on("classifier") {
		return c
	}
	examples, labels := x.examples()
	classes := sortedUnique(slices.Clone(labels))
	if len(classes) < 2 {
		return c
	}
	c.on = true
	c.start(x, examples, labels, len(classes))
	l := lessons{labels: labels, ends: make([]int32, 0, len(examples))}
	work := 0
	for _, e := range examples {
		for _, f := range e {
			if from, to := c.from[f.id], c.from[f.id+1]; from < to {
				l.said = append(l.said, said{from, to, f.v})
				work += int(to - from)
			}
		}
		l.ends = append(l.ends, int32(len(l.said)))
	}
	if n := min(rounds, int(mostWork/float64(2*work+1))); n > 0 {
		c.sharpen(l, len(x.entries), n)
	}
	return c
}

// lessons are the examples as training reads them, one behind the other: it
// reads them several times, and waits for memory most of its time.
type lessons struct {
	said   []said
	ends   []int32 // by example
	labels []int32
}

// said is a feature of an example with where classifier.class has its weights.
type said struct {
	from, to int32
	v        float32
}

func (l *lessons) of(i int) []said {
	from := int32(0)
	if i > 0 {
		from = l.ends[i-1]
	}
	return l.said[from:l.ends[i]]
}

// examples are the vectors of the titles and questions of every entry that
// has enough of them.
func (x *Index) examples() (vectors [][]feature, labels []int32) {
	for _, d := range x.docs {
		if d.asked < leastQuestions {
			continue
		}
		for u := d.first; u < d.last; u++ {
			if x.units[u].kind == sentenceUnit {
				continue
			}
			v := x.vector(x.flat[x.units[u].from:x.units[u].to], x.grams.of(u))
			vectors, labels = append(vectors, v), append(labels, d.entry)
		}
	}
	return vectors, labels
}

// of returns the grams of a unit.
func (g *gramIndex) of(u int32) []int32 {
	if len(g.where) == 0 {
		return nil
	}
	return g.gram[g.where[u]:g.where[u+1]]
}

// vector joins terms and n-grams into one vector of length 1.
func (x *Index) vector(terms, grams []int32) []feature {
	out := make([]feature, 0, len(terms)+len(grams))
	sum := float32(0)
	for i, t := range terms {
		if w := x.terms.terms[t].weight; !slices.Contains(terms[:i], t) {
			out = append(out, feature{t, w})
			sum += w * w
		}
	}
	halve(out, sum)
	n := len(out)
	sum = 0
	for _, g := range grams {
		w := x.grams.idf[g]
		if w == 0 {
			continue
		}
		out = append(out, feature{int32(len(x.terms.terms)) + g, w})
		sum += w * w
	}
	halve(out[n:], sum)
	return out
}

// halve gives half a vector half the length of a whole.
func halve(v []feature, sum float32) {
	if sum == 0 {
		return
	}
	f := float32(math.Sqrt(0.5)) / sqrt(sum)
	for i := range v {
		v[i].v *= f
	}
}

// start sets the weights to the mean vector of each class.
func (c *classifier) start(x *Index, examples [][]feature, labels []int32, classes int) {
	features := len(x.terms.terms) + len(x.grams.idf)
	order := make([]int32, len(examples))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(labels[a] - labels[b]) })
	// How many classes each feature has, then where they begin, then what they
	// add up to; last is the class that a feature was seen in last, from 1.
	last, count := make([]int32, features), make([]int32, features)
	size := make([]float32, len(x.entries))
	for _, i := range order {
		l := labels[i]
		size[l]++
		for _, f := range examples[i] {
			if last[f.id] != l+1 {
				last[f.id] = l + 1
				count[f.id]++
			}
		}
	}
	c.from = make([]int32, features+1)
	most := int32(max(rarelyShared, mostShared*float64(classes)))
	for f, n := range count {
		if n > most {
			n = 0
		}
		c.from[f+1] = c.from[f] + n
	}
	c.class = make([]classWeight, c.from[features])
	clear(last)
	next := slices.Clone(c.from[:features])
	for _, i := range order {
		l := labels[i]
		for _, f := range examples[i] {
			if c.from[f.id] == c.from[f.id+1] {
				continue
			}
			if last[f.id] != l+1 {
				last[f.id] = l + 1
				c.class[next[f.id]].class = l
				next[f.id]++
			}
			c.class[next[f.id]-1].w += f.v / size[l]
		}
	}
	c.normalize(len(x.entries))
}

// normalize gives each class's weights length 1.
func (c *classifier) normalize(entries int) {
	norm := make([]float32, entries)
	for _, f := range c.class {
		norm[f.class] += f.w * f.w
	}
	for l, v := range norm {
		norm[l] = sqrt(v)
	}
	for i := range c.class {
		c.class[i].w /= norm[c.class[i].class]
	}
}

// sharpen runs n rounds of gradient descent on the softmax over the classes
// that share a feature with the example.
func (c *classifier) sharpen(l lessons, entries, n int) {
	var acc accumulator
	acc.grow(entries)
	for round := range n {
		step := float32(rate) / float32(1+round)
		for k := range l.labels {
			// A fixed stride visits the examples out of order, the same each time.
			i := (k*7919 + round*31) % len(l.labels)
			example, label := l.of(i), l.labels[i]
			acc.reset()
			for _, f := range example {
				for _, s := range c.class[f.from:f.to] {
					acc.add(s.class, f.v*s.w)
				}
			}
			softmax(&acc)
			if acc.sum[label] > sure {
				continue
			}
			for _, l := range acc.used {
				if acc.sum[l] < slight {
					acc.sum[l] = 0
				}
			}
			acc.add(label, -1)
			for _, f := range example {
				move := step * f.v
				all := c.class[f.from:f.to]
				for p := range all {
					if v := acc.sum[all[p].class]; v != 0 {
						all[p].w -= move * v
					}
				}
			}
		}
	}
}

func (c *classifier) logits(v []feature, acc *accumulator) {
	for _, f := range v {
		for _, s := range c.of(f.id) {
			acc.add(s.class, f.v*s.w)
		}
	}
}

// softmax turns what was added up into probabilities.
func softmax(acc *accumulator) {
	top := float32(math.Inf(-1))
	for _, i := range acc.used {
		top = max(top, acc.sum[i])
	}
	sum := float32(0)
	for _, i := range acc.used {
		acc.sum[i] = float32(math.Exp(float64(sharpness * (acc.sum[i] - top))))
		sum += acc.sum[i]
	}
	for _, i := range acc.used {
		acc.sum[i] /= sum
	}
}

// score sets the probability of each entry, given that one of them is meant.
func (c *classifier) score(x *Index, q *query, acc *accumulator) {
	if !c.on {
		return
	}
	terms := make([]int32, 0, len(q.terms))
	for _, t := range q.terms {
		for _, a := range t.alts {
			if a.worth == 1 || a.why == "typo" {
				terms = append(terms, a.term)
			}
		}
	}
	c.logits(x.vector(terms, q.grams), acc)
	softmax(acc)
}
