package ground

import "math"

// gapReach is how far apart, in tokens, the neighbours of a run of new words may stand
// in the sources to be taken for the place where the run was put.
const gapReach = 30

// leastUnused is the weight of what a source must say between two words for new words
// between them to be a paraphrase of it.
const leastUnused = .3

// measureUnexplained weighs the words that no source holds by what they stand in for. A
// paraphrase says with its own words what the source says in that place with others; an
// addition stands between words that follow each other in the source, where there is
// nothing that it could be saying anew.
func (e *evidence) measureUnexplained(a *alignment, f *features) {
	used := make([]bool, len(e.tokens))
	for i := range a.parts {
		for _, h := range a.parts[i].hits {
			used[h.position] = used[h.position] || h.strength >= .7
		}
	}
	lost, longest := 0., 0.
	for from := 0; from < len(a.parts); from++ {
		if a.parts[from].strength >= .5 {
			lost += a.parts[from].weight * (1 - a.parts[from].strength)
			continue
		}
		to, weight := from, 0.
		for ; to < len(a.parts) && a.parts[to].strength < .5; to++ {
			weight += a.parts[to].weight * (1 - a.parts[to].strength)
		}
		if unused, ok := e.unusedBetween(a, from-1, to, used); ok {
			if from > 0 && to < len(a.parts) && unused < leastUnused {
				a.added = max(a.added, weight)
			}
			weight = max(0, weight-unused)
		}
		lost += weight
		longest = max(longest, weight)
		from = to - 1
	}
	f[novelWeight] = math.Log1p(lost)
	f[unexplained], f[unexplainedRun] = lost/a.total, longest/a.total
}

// unusedBetween gives the weight of what the sources say between two parts of the
// sentence and the sentence does not; at its ends, up to the end of theirs. It is false
// when the parts do not stand close together anywhere.
func (e *evidence) unusedBetween(a *alignment, left, right int, used []bool) (float64, bool) {
	best, found := math.Inf(1), false
	try := func(from, to int) {
		if to-from > gapReach {
			return
		}
		unused := 0.
		for i := from; i < to; i++ {
			if !used[i] {
				unused += e.tokens[i].weight
			}
		}
		best, found = min(best, unused), true
	}
	switch {
	case left < 0 && right >= len(a.parts):
	case left < 0:
		for _, h := range few(a.parts[right].hits) {
			if h.strength >= .7 {
				try(e.sentences[e.tokens[h.position].sentence].from, int(h.position))
			}
		}
	case right >= len(a.parts):
		for _, h := range few(a.parts[left].hits) {
			if h.strength >= .7 {
				try(int(h.position)+1, e.sentences[e.tokens[h.position].sentence].to)
			}
		}
	default:
		for _, h := range few(a.parts[left].hits) {
			for _, k := range few(a.parts[right].hits) {
				if h.strength >= .7 && k.strength >= .7 && h.position != k.position && e.tokens[h.position].sentence == e.tokens[k.position].sentence {
					try(int(min(h.position, k.position))+1, int(max(h.position, k.position)))
				}
			}
		}
	}
	return best, found
}

// few bounds the places of a word that are looked at.
func few(hits []hit) []hit { return hits[:min(len(hits), commonest)] }
