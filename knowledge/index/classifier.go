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
	class []int32
	w     []float32
	terms int // features below are terms, the rest n-grams
}

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
	rounds         = 4
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
	work := 0
	for i, e := range examples {
		examples[i] = slices.DeleteFunc(e, func(f feature) bool { return c.from[f.id] == c.from[f.id+1] })
		for _, f := range examples[i] {
			work += int(c.from[f.id+1] - c.from[f.id])
		}
	}
	if n := min(rounds, int(mostWork/float64(2*work+1))); n > 0 {
		c.sharpen(examples, labels, len(x.entries), n)
	}
	return c
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
	c.class, c.w = make([]int32, c.from[features]), make([]float32, c.from[features])
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
				c.class[next[f.id]] = l
				next[f.id]++
			}
			c.w[next[f.id]-1] += f.v / size[l]
		}
	}
	c.normalize(len(x.entries))
}

// normalize gives each class's weights length 1.
func (c *classifier) normalize(entries int) {
	norm := make([]float32, entries)
	for i, l := range c.class {
		norm[l] += c.w[i] * c.w[i]
	}
	for i, l := range c.class {
		c.w[i] /= sqrt(norm[l])
	}
}

// sharpen runs n rounds of gradient descent on the softmax over the classes
// that share a feature with the example.
func (c *classifier) sharpen(examples [][]feature, labels []int32, entries, n int) {
	var acc accumulator
	acc.grow(entries)
	for round := range n {
		step := float32(rate) / float32(1+round)
		for k := range examples {
			// A fixed stride visits the examples out of order, the same each time.
			i := (k*7919 + round*31) % len(examples)
			acc.reset()
			c.logits(examples[i], &acc)
			softmax(&acc)
			if acc.sum[labels[i]] > sure {
				continue
			}
			for _, l := range acc.used {
				if acc.sum[l] < slight {
					acc.sum[l] = 0
				}
			}
			acc.add(labels[i], -1)
			for _, f := range examples[i] {
				move := step * f.v
				class, w := c.class[c.from[f.id]:c.from[f.id+1]], c.w[c.from[f.id]:c.from[f.id+1]]
				for p, l := range class {
					w[p] -= move * acc.sum[l]
				}
			}
		}
	}
}

func (c *classifier) logits(v []feature, acc *accumulator) {
	for _, f := range v {
		class, w := c.class[c.from[f.id]:c.from[f.id+1]], c.w[c.from[f.id]:c.from[f.id+1]]
		for p, l := range class {
			acc.add(l, f.v*w[p])
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
