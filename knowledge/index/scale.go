package index

import (
	"math"
	"slices"
)

// scale is what is learnt about a corpus when it is loaded: what the evidence
// for a wrong hit looks like in it. In a corpus of one subject, or one with many
// questions, every question finds something that looks right; in a small one of
// many subjects hardly any does. Only what goes beyond that tells.
type scale struct {
	wrong features
}

const (
	// wrongSample bounds how many questions of the corpus are asked; each costs
	// a search.
	wrongSample = 64
	// wrongPrior is how many questions usualWrong counts for: a corpus of a few
	// entries does not tell much.
	wrongPrior = 4
)

// calibrate asks questions of the corpus itself, or titles where there are
// none, and sees what is found for them beside the entry that they belong to.
func calibrate(x *Index) scale {
	sum, n := usualWrong, float64(wrongPrior)
	for i := range sum {
		sum[i] *= wrongPrior
	}
	s := x.scratch()
	defer x.pool.Put(s)
	for _, u := range x.ownQuestions() {
		f, ok := x.beside(u, s)
		if !ok {
			continue
		}
		n++
		for i, v := range f {
			sum[i] += v
		}
	}
	for i := range sum {
		sum[i] /= n
	}
	return scale{wrong: sum}
}

// ownQuestions picks units that are asked like questions, evenly over the
// corpus: of each doc its last question and one before, else its title, else
// its first sentence.
func (x *Index) ownQuestions() []int32 {
	const back = 3 // the third but last is often put in other words than the last
	var units []int32
	for i := range x.docs {
		d := &x.docs[i]
		switch {
		case d.first == d.last:
		case d.asked > 0:
			units = append(units, d.last-1)
			if d.asked >= back {
				units = append(units, d.last-back)
			}
		default:
			units = append(units, d.first)
		}
	}
	var out []int32
	step := max(1, (len(units)+wrongSample-1)/wrongSample)
	for i := 0; i < len(units); i += step {
		out = append(out, units[i])
	}
	return out
}

// beside asks the text of a unit and returns the evidence for the best entry
// that it does not belong to; false if there is none.
func (x *Index) beside(unit int32, s *scratch) (features, bool) {
	s.reset()
	u := &x.units[unit]
	own := x.docs[u.doc].entry
	q := x.analyze(u.text, "", s)
	found := slices.DeleteFunc(x.find(q, s), func(c candidate) bool { return c.entry == own })
	if len(found) == 0 {
		return features{}, false
	}
	return x.features(q, found, 0, x.missing(q, &found[0])), true
}

// confidence is the probability that a hit with this evidence answers.
func (s *scale) confidence(f *features, w *features) float64 {
	z := w[biasFeature]
	for i := biasFeature + 1; i < featureCount; i++ {
		z += w[i] * (f[i] - s.wrong[i])
	}
	return 1 / (1 + math.Exp(-z))
}
