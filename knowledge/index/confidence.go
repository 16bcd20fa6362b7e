package index

import "slices"

// threshold at which a hit is given as the answer.
const threshold = 0.5

// misattributed bounds the confidence of an entry that would pass words off as
// those of somebody else, or of another year.
const misattributed = 0.3

// closeScore is the difference of scores, relative to the best, below which
// two hits cannot be told apart.
const closeScore = 0.03

// judge turns ranked candidates into a result.
func (x *Index) judge(q *query, found []candidate) Result {
	r := Result{Threshold: threshold, Lang: q.lang, Corrections: q.fixed}
	for i := range found[:min(len(found), most)] {
		c := &found[i]
		h := Hit{Entry: x.entries[c.entry], Score: float64(c.score), Lang: x.docs[c.doc].lang,
			Similarity: float64(c.similarity)}
		if c.unit >= 0 {
			h.Question = x.units[c.unit].text
		}
		var missing []Mention
		if x.on("mismatch") {
			missing = x.missing(q, c)
		}
		h.Confidence = x.features(q, found, i, missing).confidence(x.confidenceWeights(c))
		if x.on("mismatch") && x.misattributes(q, c, missing) {
			h.Confidence = min(h.Confidence, misattributed)
		}
		if c.verbatim {
			h.Confidence, missing = max(h.Confidence, verbatimConfidence), nil
		}
		if i == 0 {
			r.Missing = missing
		}
		r.Hits = append(r.Hits, h)
	}
	if len(r.Hits) == 0 {
		return r
	}
	r.Confidence = r.Hits[0].Confidence
	r.Close = 1
	for r.Close < len(r.Hits) && r.Hits[0].Score-r.Hits[r.Close].Score < closeScore*r.Hits[0].Score {
		r.Close++
	}
	return r
}

func (x *Index) confidenceWeights(c *candidate) *features {
	if x.docs[c.doc].asked > 0 {
		return &askedConfidence
	}
	return &plainConfidence
}

// scale holds what is learnt about a corpus when it is loaded.
type scale struct {
	// usual is the median similarity of a right hit: of a question of an entry
	// to the nearest of its other titles and questions.
	usual float64
	// chance is the median similarity of a question, or else a title, to the
	// nearest of the other entries: what a wrong hit looks like.
	chance float64
}

const (
	// usualDefault stands in where entries have too few questions to tell.
	usualDefault = 0.45
	usualLeast   = 0.15
	// usualFrom is how many questions tell.
	usualFrom = 20
	// usualSample and chanceSample bound the work; a search costs more.
	usualSample  = 2000
	chanceSample = 48
	// chanceDefault stands in for corpora of very few entries.
	chanceDefault = 0.2
	chanceFrom    = 8
)

// calibrate leaves one question out at a time and sees how near the others of
// its entry are. The corpus thus says itself what a good match looks like.
func calibrate(x *Index) scale {
	return scale{usual: x.usual(), chance: x.chance()}
}

func (x *Index) usual() float64 {
	var units []int32
	for _, d := range x.docs {
		if d.asked < leastQuestions {
			continue
		}
		for u := d.first; u < d.last; u++ {
			if x.units[u].kind == questionUnit {
				units = append(units, u)
			}
		}
	}
	if len(units) < usualFrom {
		return usualDefault
	}
	var near []float32
	terms, grams := make([]bool, len(x.terms.terms)), make([]bool, len(x.grams.idf))
	for i := 0; i < len(units); i += max(1, len(units)/usualSample) {
		near = append(near, x.nearest(units[i], terms, grams))
	}
	slices.Sort(near)
	return max(usualLeast, float64(near[len(near)/2]))
}

// chance asks some of the corpus' own questions and sees how near the entries
// of others come.
func (x *Index) chance() float64 {
	var units []int32
	for _, d := range x.docs {
		if d.first < d.last && x.units[d.last-1].kind != sentenceUnit {
			units = append(units, d.last-1) // the last question, or the title
		} else if d.first < d.last && x.units[d.first].kind == titleUnit {
			units = append(units, d.first)
		}
	}
	if len(units) < chanceFrom {
		return chanceDefault
	}
	s := x.scratch()
	defer x.pool.Put(s)
	var near []float32
	for i := 0; i < len(units); i += (len(units) + chanceSample - 1) / chanceSample {
		u := &x.units[units[i]]
		own := x.docs[u.doc].entry
		q := x.analyze(u.text, x.docs[u.doc].lang, s)
		s.word.reset()
		s.gram.reset()
		x.wordsInCommon(q, s)
		x.grams.inCommon(q, s)
		best := float32(0)
		for other := range x.units {
			if x.docs[x.units[other].doc].entry != own {
				best = max(best, x.near(int32(other), s))
			}
		}
		near = append(near, best)
	}
	slices.Sort(near)
	return float64(near[len(near)/2])
}

// nearest is the similarity of a unit to the most similar other one of its
// doc. The marks are working memory, unset before and after.
func (x *Index) nearest(unit int32, terms, grams []bool) float32 {
	u := &x.units[unit]
	mark := func(to bool) {
		for _, t := range x.flat[u.from:u.to] {
			terms[t] = to
		}
		for _, g := range x.grams.of(unit) {
			grams[g] = to
		}
	}
	mark(true)
	defer mark(false)
	best := float32(0)
	for other := x.docs[u.doc].first; other < x.docs[u.doc].last; other++ {
		if other == unit {
			continue
		}
		o := &x.units[other]
		byWord, byGram := float32(0), float32(0)
		ids := x.flat[o.from:o.to]
		for i, t := range ids {
			if w := x.terms.terms[t].weight; terms[t] && !slices.Contains(ids[:i], t) {
				byWord += w * w
			}
		}
		for _, g := range x.grams.of(other) {
			if grams[g] {
				byGram += x.grams.idf[g] * x.grams.idf[g]
			}
		}
		best = max(best, (over(byWord, x.norm[unit]*x.norm[other])+over(byGram, x.grams.norm[unit]*x.grams.norm[other]))/2)
	}
	return best
}

// over divides, giving 0 for nothing over nothing.
func over(a, b float32) float32 {
	if b == 0 {
		return 0
	}
	return a / b
}
