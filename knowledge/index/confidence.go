package index

import "slices"

// threshold at which a hit is given as the answer.
const threshold = 0.5

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
}

const (
	// usualSample bounds the work of calibration.
	usualSample = 120
	// usualDefault stands in where entries have too few questions to tell.
	usualDefault = 0.45
	usualLeast   = 0.15
)

// calibrate leaves one question out at a time and sees how near the others of
// its entry are. The corpus thus says itself what a good match looks like.
func calibrate(x *Index) scale {
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
	const least = 30
	if len(units) < least {
		return scale{usualDefault}
	}
	step := max(1, len(units)/usualSample)
	s := x.scratch()
	defer x.pool.Put(s)
	var near []float32
	for i := 0; i < len(units); i += step {
		u := &x.units[units[i]]
		s.word.reset()
		s.gram.reset()
		q := x.analyze(u.text, x.docs[u.doc].lang, s)
		x.wordSimilarity(q, s)
		x.grams.score(q.text, &s.gram)
		best := float32(0)
		d := &x.docs[u.doc]
		for other := d.first; other < d.last; other++ {
			if other != units[i] {
				best = max(best, s.near(other))
			}
		}
		near = append(near, best)
	}
	slices.Sort(near)
	return scale{max(usualLeast, float64(near[len(near)/2]))}
}
