package ground

import "math"

// near is how far apart, in tokens, two words may stand in the sources to count as
// standing together; content words of one clause rarely stand further apart.
const near = 8

// acrossBreak is how close two near words of one sentence count that stand on two sides
// of a break such as "while" or a semicolon: what is said of one thing there is often
// not said of the other.
const acrossBreak = .75

// brokenPairs is the weighted share of neighbouring parts that do not stand near
// each other in one sentence of the sources. Half a break counts when they stand
// in one sentence or in two that follow each other. The second result counts only
// pairs of which both parts are held: words that were put together anew.
func (e *evidence) brokenPairs(a *alignment) (broken, apart float64) {
	lost, total, lostHeld, totalHeld := 0., 0., 0., 0.
	for i := 0; i+1 < len(a.parts); i++ {
		for j := i + 1; j <= min(i+2, len(a.parts)-1); j++ {
			p, q := &a.parts[i], &a.parts[j]
			weight := math.Min(p.weight, q.weight)
			if j == i+2 {
				weight /= 2
			}
			total += weight
			gap := weight * (1 - e.together(p, q))
			lost += gap
			if p.strength >= .7 && q.strength >= .7 {
				lostHeld += gap
				totalHeld += weight
			}
		}
	}
	if total == 0 {
		return 1 - a.cover, 0
	}
	if totalHeld > 0 {
		apart = lostHeld / totalHeld
	}
	return lost / total, apart
}

// together says how close two parts stand in the sources, 0..1.
func (e *evidence) together(p, q *part) float64 {
	best := 0.
	few := q.hits[:min(len(q.hits), 8*commonest)]
	for _, h := range p.hits[:min(len(p.hits), 8*commonest)] {
		for _, k := range few {
			if h.position == k.position {
				continue
			}
			distance := int(h.position - k.position)
			if distance < 0 {
				distance = -distance
			}
			if distance > 40 {
				continue
			}
			gap := e.tokens[h.position].sentence - e.tokens[k.position].sentence
			closeness := 0.
			switch {
			case gap == 0 && distance <= near && e.tokens[h.position].part == e.tokens[k.position].part:
				closeness = 1
			case gap == 0 && distance <= near:
				closeness = acrossBreak
			case gap == 0:
				closeness = .7
			case gap == 1 || gap == -1:
				closeness = .5
			}
			best = max(best, closeness*math.Min(h.strength, k.strength))
			if best == 1 {
				return 1
			}
		}
	}
	return best
}

// measureClauses finds the clause that is held least, and the weightiest of those
// that are mostly not held.
func (a *alignment) measureClauses(f *features) {
	for clause, cover := range a.clause {
		f[clauseWorst] = max(f[clauseWorst], 1-cover)
		if cover >= .5 {
			continue
		}
		lost := 0.
		for i := range a.parts {
			if a.parts[i].clause == clause {
				lost += a.parts[i].weight * (1 - a.parts[i].strength)
			}
		}
		f[clauseInvented] = max(f[clauseInvented], math.Log1p(lost))
	}
}

// disorderIn is the share of neighbouring words that stand the other way round in
// the best sentence, among those that stand there once.
func (e *evidence) disorderIn(a *alignment) float64 {
	if a.one.cover < aligned {
		return 0
	}
	last, pairs, turned := int32(-1), 0., 0.
	for i := range a.parts {
		place, count := int32(-1), 0
		for _, h := range a.parts[i].hits {
			if int(e.tokens[h.position].sentence) == a.one.from && h.strength >= .7 {
				place = h.position
				count++
			}
		}
		if count != 1 {
			continue
		}
		if last >= 0 && place != last {
			pairs++
			if place < last {
				turned++
			}
		}
		last = place
	}
	if pairs == 0 {
		return 0
	}
	return turned / pairs
}
