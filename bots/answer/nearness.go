package answer

import (
	"cmp"
	"slices"

	"github.com/idmbot/idmbot/knowledge/index"
)

// Nearness finds entries by what a question means, with the help of a service
// outside. Nothing depends on it: it reorders what the index found and offers
// more beside it, and never decides whether a question is answered.
type Nearness interface {
	// Near returns ids of entries, nearest first, from the state of the
	// knowledge with that version; none where it cannot tell in a fraction of
	// a second. It may be called by several goroutines.
	Near(version, text string) []string
}

const (
	// fusionRank damps the first ranks in the fusion by reciprocal ranks
	// (Cormack, Clarke and Büttcher 2009, who found 60 good for any lists).
	fusionRank = 60
	// maxNear is how many entries that only the meaning found are added.
	maxNear = 3
	// certain is the confidence above which nobody outside is asked: the
	// order at the top would not change.
	certain = 0.9
)

// near brings a question's nearness into what the index found.
func (e *Engine) near(r index.Result, text string, n Nearness) index.Result {
	if n == nil || len(r.Hits) == 0 || r.Confidence < relatedFloor*r.Threshold || r.Confidence >= certain && r.Close == 1 {
		return r
	}
	return e.fuse(r, n.Near(e.corpus.Version, text))
}

// fuse reorders the hits by both rankings. What may lead stays as the index has
// it: hits it holds for answers, or the first one where it holds none for an
// answer; of several that are too close to tell apart, each stays one of them.
func (e *Engine) fuse(r index.Result, near []string) index.Result {
	if len(near) == 0 {
		return r
	}
	score := map[string]float64{}
	for i, h := range r.Hits {
		score[h.Entry.ID] += 1.0 / float64(fusionRank+1+i)
	}
	hits := slices.Clone(r.Hits)
	for i, id := range near {
		entry, ok := e.corpus.Entry(id)
		if !ok || i >= maxResults {
			continue
		}
		if _, found := score[id]; !found && i < maxNear {
			// Near enough to be offered, never to be the answer.
			hits = append(hits, index.Hit{Entry: entry, Confidence: relatedFloor * r.Threshold, Lang: r.Lang})
		}
		score[id] += 1.0 / float64(fusionRank+1+i)
	}
	const greatest = 2.0 / (fusionRank + 1)
	for i := range hits {
		hits[i].Score = score[hits[i].Entry.ID] / greatest
	}
	lead := 1
	if r.Confidence >= r.Threshold {
		for lead = r.Close; r.Close == 1 && lead < len(r.Hits) && r.Hits[lead].Confidence >= r.Threshold; {
			lead++
		}
	}
	order := func(part []index.Hit) {
		slices.SortStableFunc(part, func(a, b index.Hit) int { return cmp.Compare(b.Score, a.Score) })
	}
	order(hits[:lead])
	order(hits[lead:])
	// Scores order the hits, those that lead too.
	for i := len(hits) - 2; i >= 0; i-- {
		hits[i].Score = max(hits[i].Score, hits[i+1].Score)
	}
	if hits[0].Entry != r.Hits[0].Entry {
		r.Missing = nil // it was found for the one that led
		r.Confidence = hits[0].Confidence
	}
	r.Hits = hits[:min(len(hits), max(len(r.Hits), maxResults))]
	return r
}
