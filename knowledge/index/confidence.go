package index

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
		evidence := x.features(q, found, i, missing)
		h.Confidence = x.scale.confidence(&evidence, &confidenceWeights)
		if x.on("mismatch") && x.misattributes(q, c, missing) {
			h.Confidence = min(h.Confidence, misattributed)
		}
		if c.verbatim {
			h.Confidence, missing = max(h.Confidence, verbatimConfidence), nil
		}
		if i == 0 {
			x.locate(q, missing)
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
