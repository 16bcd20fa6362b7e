package index

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// The features from which the confidence in a hit is computed. All lie between
// 0 and about 1 whatever the corpus, so that one set of weights fits all.
const (
	biasFeature      = iota
	marginFeature    // distance to the next that is not connected with it, relative to the score
	pairsFeature     // words of the question that stand together in the entry
	unknownFeature   // share of the weight in words that no entry has
	brevityFeature   // 1 for one content word, falling with their number
	crowdFeature     // similarity to the three nearest titles and questions of the entry
	directFeature    // share of the question's weight that the entry carries word for word
	askedFeature     // share of the nearest title's or question's weight that the question has
	missingFeature   // share of the content words that the entry lacks
	heldFeature      // weight of the heaviest word that the entry has
	amountFeature    // how much weight the entry has of the question, whatever it lacks
	lastFeature      // weight of the last content word, if the entry lacks it
	yearFeature      // the question names a year that the entry lacks; likewise:
	numberFeature    // a number
	nameFeature      // anything else definite, see MentionKind, and a year too
	strangeFeature   // what must be a name or a topic by its place, of a word that no entry has
	countlessFeature // the question asks how many, and the entry holds no number
	featureCount
)

// features are the evidence for one hit.
type features [featureCount]float64

// features collects the evidence for the ith of the ranked candidates.
func (x *Index) features(q *query, found []candidate, i int, missing []Mention) features {
	c := &found[i]
	var f features
	f[biasFeature] = 1
	f[marginFeature] = 1
	if next := x.rival(found, i); next != nil && c.score > 0 {
		f[marginFeature] = float64((c.score - next.score) / c.score)
	}
	f[pairsFeature] = float64(c.parts[pairPart])
	f[crowdFeature] = float64(c.parts[crowdPart])
	x.wordFeatures(q, c, &f)
	f[askedFeature] = x.askedShare(q, c)
	for _, m := range missing {
		switch {
		case m.Kind == Number:
			f[numberFeature] = 1
		case m.guessed:
			f[strangeFeature] = 1
		default:
			f[nameFeature] = 1
			if m.Kind == Year {
				f[yearFeature] = 1
			}
		}
	}
	if asksHowMany(q) && !x.hasNumber(c) {
		f[countlessFeature] = 1
	}
	return f
}

// rival is the next of the ranked candidates that is not connected with the ith by
// the curators: of two that are on the same matter neither casts doubt on the
// other. It is nil if there is none.
func (x *Index) rival(found []candidate, i int) *candidate {
	e := x.entries[found[i].entry]
	for k := i + 1; k < len(found); k++ {
		o := x.entries[found[k].entry]
		if !slices.Contains(e.SeeAlso, o.ID) && !slices.Contains(o.SeeAlso, e.ID) {
			return &found[k]
		}
	}
	return nil
}

// wordFeatures sets what the words of the question tell: which of them the
// entry has, and which it, or the whole corpus, lacks.
func (x *Index) wordFeatures(q *query, c *candidate, f *features) {
	if q.total == 0 {
		f[unknownFeature] = 1
		return
	}
	top := x.unknownWeight(words.Content, q.lang)
	var content, lacking int
	var unknown, direct, held, heaviest float32
	last := float32(0)
	for i := range q.terms {
		t := &q.terms[i]
		has := x.has(c, t)
		if t.use == words.Content {
			content++
			last = 0
			if !has {
				lacking++
				last = t.weight
			}
		}
		if has {
			held += t.weight
			heaviest = max(heaviest, t.weight)
		}
		if !t.known && len(t.alts) == 0 {
			unknown += t.weight
		}
		if t.known && x.docs[c.doc].carries(t.alts[0].term) {
			direct += t.weight
		}
	}
	f[unknownFeature] = float64(unknown / q.total)
	f[directFeature] = float64(direct / q.total)
	f[brevityFeature] = 1 / float64(max(content, 1))
	f[missingFeature] = float64(lacking) / float64(max(content, 1))
	f[heldFeature] = float64(heaviest / top)
	f[amountFeature] = float64(held / (held + top))
	f[lastFeature] = float64(last / top)
}

// askedShare is the share of the nearest title's or question's weight that
// words of the question cover.
func (x *Index) askedShare(q *query, c *candidate) float64 {
	if c.unit < 0 {
		return 0
	}
	u := &x.units[c.unit]
	ids := x.flat[u.from:u.to]
	var all, both float32
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			continue
		}
		w := x.terms.terms[id].weight
		all += w
		if q.stands(id) {
			both += w
		}
	}
	return float64(over(both, all))
}

// stands reports whether a term is a word of the question or stands for one.
func (q *query) stands(id int32) bool {
	for i := range q.terms {
		for _, a := range q.terms[i].alts {
			if a.term == id {
				return true
			}
		}
	}
	return false
}

// has reports whether a candidate carries a word of the question, or something
// that is taken for it.
func (x *Index) has(c *candidate, t *queryTerm) bool {
	for _, a := range t.alts {
		if x.docs[c.doc].carries(a.term) {
			return true
		}
	}
	return false
}

// over divides, giving 0 for nothing over nothing.
func over(a, b float32) float32 {
	if b == 0 {
		return 0
	}
	return a / b
}
