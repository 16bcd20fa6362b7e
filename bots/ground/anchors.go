package ground

import "math"

// reckonedShare is how much a number counts as missing that can be reckoned from those
// the sources hold.
const reckonedShare = .1

// measureNumbers looks each number of the sentence up in the sources, and whether
// the words around it stand around it there too.
func (e *evidence) measureNumbers(a *alignment, f *features) {
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if t.quantity == 0 {
			continue
		}
		q := &a.claim.quantities[t.quantity-1]
		switch {
		case p.reckoned:
			f[numberMissing] += reckonedShare
		case p.strength == 0 && q.soft:
			f[numberSoft]++
		case p.strength == 0 && t.kind == word && q.value <= 12 && p.token+1 == q.to:
			f[numberMissing] += .5 // a summary may have counted for itself
		case p.strength == 0:
			f[numberMissing]++
		case !q.soft && p.strength <= .5:
			f[numberUnit]++
		}
		if p.strength > 0 && !q.soft && !p.reckoned {
			f[numberApart] = max(f[numberApart], e.apart(a, i))
		}
	}
	f[numberMissing] = math.Log1p(f[numberMissing])
}

// apart is how much less of the sentence is covered when the window has to hold
// the part: 0 when the best window holds it.
func (e *evidence) apart(a *alignment, at int) float64 {
	if a.three.cover == 0 {
		return 0
	}
	clause := a.parts[at].clause
	clauseTotal := 0.
	for i := range a.parts {
		if a.parts[i].clause == clause && i != at {
			clauseTotal += a.parts[i].weight
		}
	}
	if clauseTotal == 0 {
		return 0
	}
	var free, bound float64
	for _, w := range e.windows {
		from, to := w[0], w[1]
		cover := a.coverOf(from, to, clause)
		free = max(free, cover-a.parts[at].weight*float64(maxIn(a.matrix[at], from, to)))
		if own := maxIn(a.matrix[at], from, to); own > .3 {
			bound = max(bound, cover-a.parts[at].weight*float64(own))
		}
	}
	return (free - bound) / clauseTotal
}

func maxIn(row []float32, from, to int) float32 {
	top := float32(0)
	for _, v := range row[from:to] {
		top = max(top, v)
	}
	return top
}

// measureNames looks the names of the sentence up. A name of several words counts
// by the share of its words that no source holds.
func (e *evidence) measureNames(a *alignment, f *features) {
	for _, n := range a.claim.names {
		if n.from < a.span.from || n.from >= a.span.to {
			continue
		}
		words, lost := 0., 0.
		for i := range a.parts {
			p := &a.parts[i]
			if p.token < n.from || p.token >= n.to {
				continue
			}
			words++
			if p.strength < .8 {
				lost++
			} else {
				f[nameApart] = max(f[nameApart], e.apart(a, i))
			}
		}
		if words > 0 && n.to == n.from+1 && a.claim.tokens[n.from].first {
			f[nameMissing] += lost / 2 // often a plain word that begins the sentence
		} else if words > 0 {
			f[nameMissing] += lost / words
		}
	}
	e.measureDates(a, f)
	f[nameMissing] = math.Log1p(f[nameMissing])
}

// months as English writes them out.
var months = set(`january february march april may june july august september october november december`)

// measureDates treats months and days of the week as names. In a record a month may
// stand as a number, so none is missed there.
func (e *evidence) measureDates(a *alignment, f *features) {
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if !t.capital || !months[t.text] && weekday(t.text) < 0 || t.text == "may" && t.first {
			continue
		}
		switch {
		case p.strength >= .7:
			f[nameApart] = max(f[nameApart], e.apart(a, i))
		case !e.records:
			f[nameMissing]++
		}
	}
}
