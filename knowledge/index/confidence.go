package index

import "math"

// scale holds what is learnt about a corpus when it is loaded.
type scale struct{}

func calibrate(x *Index) scale { return scale{} }

// threshold at which a hit is given as the answer: the odds are even.
const threshold = 0.5

// closeScore is the difference of scores below which two hits cannot be told
// apart.
const closeScore = 0.04

// judge turns ranked candidates into a result.
func (x *Index) judge(q *query, found []candidate, s *scratch) Result {
	r := Result{Threshold: threshold, Lang: q.lang, Corrections: q.fixed}
	for i := range found[:min(len(found), most)] {
		c := &found[i]
		h := Hit{Entry: x.entries[c.entry], Score: float64(c.score), Lang: x.docs[c.doc].lang,
			Similarity: float64(c.similarity), Confidence: x.confidence(found, i)}
		if c.unit >= 0 {
			h.Question = x.units[c.unit].text
		}
		r.Hits = append(r.Hits, h)
	}
	if len(r.Hits) == 0 {
		return r
	}
	r.Close = 1
	for r.Close < len(r.Hits) && r.Hits[0].Score-r.Hits[r.Close].Score < closeScore {
		r.Close++
	}
	r.Confidence = r.Hits[0].Confidence
	if x.on("mismatch") {
		r.Missing = x.missing(q, &found[0])
		for _, m := range r.Missing {
			r.Confidence *= missingFactor[m.Kind]
		}
		r.Hits[0].Confidence = r.Confidence
	}
	return r
}

// missingFactor is what remains of the confidence where a thing named in the
// question is not in the entry.
var missingFactor = map[MentionKind]float64{
	Person: 0.5, Year: 0.5, Number: 0.7, Place: 0.5, Organization: 0.6, Session: 0.5, Word: 0.8,
}

func (x *Index) confidence(found []candidate, i int) float64 {
	c := &found[i]
	next := float32(0)
	if i+1 < len(found) {
		next = found[i+1].score
	}
	z := -3.2 + 3*float64(c.similarity) + 3*float64(c.coverage) + 1.5*float64(c.score-next)
	return 1 / (1 + math.Exp(-z))
}
