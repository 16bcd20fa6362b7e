package index

import (
	"math"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// The features from which the confidence in a hit is computed. All lie between
// 0 and about 1 whatever the corpus, so that one set of weights fits all.
const (
	biasFeature       = iota
	similarityFeature // to the nearest title or question, words and n-grams together
	squareFeature     // its square: the last steps to the same words tell most
	coverageFeature   // share of the question's weight that the entry carries
	marginFeature     // distance to the runner-up, relative to the score
	leadFeature       // and to the fourth: several entries may answer
	wordsFeature      // the best unit by words alone
	gramsFeature      // and by n-grams alone
	classFeature      // probability of the classifier
	bm25Feature
	pairsFeature
	sentenceFeature
	heaviestFeature // weight of the heaviest word that the entry lacks
	unknownFeature  // share of the weight in words that no entry has
	brevityFeature  // 1 for one content word, falling with their number
	usualFeature    // similarity relative to what is usual for right hits of this corpus
	crowdFeature
	personFeature // the question names a person that the entry lacks; likewise:
	yearFeature
	numberFeature
	nameFeature   // an organization, a place, another name
	chanceFeature // how far the similarity is above what chance gives in this corpus
	directFeature // share of the question's weight that the entry carries word for word
	featureCount
)

// features are the evidence for one hit.
type features [featureCount]float64

// features collects the evidence for the ith of the ranked candidates.
func (x *Index) features(q *query, found []candidate, i int, missing []Mention) features {
	c := &found[i]
	var f features
	f[biasFeature] = 1
	s := float64(c.similarity)
	f[similarityFeature], f[squareFeature] = s, s*s
	f[coverageFeature] = float64(c.coverage)
	if i+1 < len(found) && c.score > 0 {
		f[marginFeature] = float64((c.score - found[i+1].score) / c.score)
	} else {
		f[marginFeature] = 1
	}
	f[leadFeature] = 1
	if i+3 < len(found) && c.score > 0 {
		f[leadFeature] = float64((c.score - found[i+3].score) / c.score)
	}
	f[wordsFeature] = float64(c.parts[questionPart])
	f[gramsFeature] = float64(c.parts[gramPart])
	f[classFeature] = float64(c.parts[classPart])
	f[bm25Feature] = float64(c.parts[bm25Part])
	f[pairsFeature] = float64(c.parts[pairPart])
	f[sentenceFeature] = float64(c.parts[sentencePart])
	f[crowdFeature] = float64(c.parts[crowdPart])
	x.lacking(q, c, &f)
	if s > x.scale.chance {
		f[chanceFeature] = (s - x.scale.chance) / (1 - x.scale.chance)
	}
	f[usualFeature] = min(s/x.scale.usual, 1.5)
	for _, m := range missing {
		switch m.Kind {
		case Person:
			f[personFeature] = 1
		case Year, Session:
			f[yearFeature] = 1
		case Number:
			f[numberFeature] = 1
		default:
			f[nameFeature] = 1
		}
	}
	return f
}

// lacking sets the features of what the question asks for and the entry, or
// the whole corpus, does not have.
func (x *Index) lacking(q *query, c *candidate, f *features) {
	if q.total == 0 {
		f[unknownFeature] = 1
		return
	}
	content, unknown, heaviest, direct := 0, float32(0), float32(0), float32(0)
	for i := range q.terms {
		t := &q.terms[i]
		if t.use == words.Content {
			content++
		}
		if !t.known && len(t.alts) == 0 {
			unknown += t.weight
		}
		if t.known && x.docs[c.doc].carries(t.alts[0].term) {
			direct += t.weight
		}
		if !x.has(c, t) {
			heaviest = max(heaviest, t.weight)
		}
	}
	top := x.unknownWeight(words.Content)
	f[heaviestFeature] = float64(heaviest / top)
	f[unknownFeature] = float64(unknown / q.total)
	f[directFeature] = float64(direct / q.total)
	f[brevityFeature] = 1 / float64(max(content, 1))
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

// confidence is the probability that a hit with these features answers.
func (f features) confidence(w *features) float64 {
	z := 0.0
	for i, v := range f {
		z += w[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}
