package ground

import "math"

// reach is how many parts around a name or a number are taken for what it is said of;
// nearer ones count more.
const reach = 4

// measureRivals looks for names and numbers that are said of something else in the
// sources: the words around it here stand there, but with another name or number
// beside them. "Brandt says that bees go hungry" has the rival Roth where the
// sources let Roth say it.
func (e *evidence) measureRivals(a *alignment, f *features) {
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		switch {
		case t.quantity > 0:
			if q := &a.claim.quantities[t.quantity-1]; !q.soft && p.strength > .7 {
				f[numberRival] = max(f[numberRival], e.rivalry(a, i, func(at int) bool { return e.otherNumber(q, at) }))
			}
		case t.capital && !t.first && p.strength >= joinedStrength && t.kind == word && t.class&isCalendar == 0:
			f[nameRival] = max(f[nameRival], e.rivalry(a, i, e.otherName))
		}
	}
	for _, n := range a.claim.names { // a name that begins the sentence
		if n.from != a.span.from {
			continue
		}
		for i := range a.parts {
			if a.parts[i].token < n.to && a.parts[i].strength >= joinedStrength {
				f[nameRival] = max(f[nameRival], e.rivalry(a, i, e.otherName))
			}
		}
	}
}

// Bounds of the search, so that no text makes it slow: a word with more places than
// commonest is not looked at, and no rival is looked for further away than farthest.
const (
	commonest = 48
	farthest  = 60
)

// rivalry is the weighted share of the parts around an anchor that stand in the
// sources with a rival only, 0..1.
func (e *evidence) rivalry(a *alignment, anchor int, rival func(at int) bool) float64 {
	lost, total := 0., 0.
	for i := max(0, anchor-reach); i <= min(len(a.parts)-1, anchor+reach); i++ {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if i == anchor || p.strength < .7 || p.clause != a.parts[anchor].clause || t.quantity > 0 || t.capital {
			continue
		}
		weight := p.weight / math.Sqrt(math.Abs(float64(i-anchor)))
		if t.class&isSpeech != 0 {
			weight *= .3
		}
		total += weight
		lost += weight * e.rivalled(a, anchor, p, rival)
	}
	if total < .5 {
		return 0
	}
	return lost / total
}

// rivalled tells how surely every place of a part belongs to a rival of the anchor:
// 1 when its sentences hold rivals and not the anchor, less when both stand there
// and the rival is much nearer.
func (e *evidence) rivalled(a *alignment, anchor int, p *part, rival func(at int) bool) float64 {
	worst := 1.
	if len(p.hits) > commonest {
		return 0 // a word that stands everywhere belongs to nobody
	}
	for _, h := range p.hits {
		if h.strength < p.strength-.2 {
			continue
		}
		at := int(h.position)
		if e.sentences[e.tokens[at].sentence].record {
			return 0 // the fields of a record stand in sentences of their own
		}
		own := e.nearest(a, anchor, at)
		other := e.nearestRival(at, func(i int) bool { return rival(i) && (own >= 0 || !a.holdsPlace(i, a.parts[anchor].clause)) })
		switch {
		case other < 0:
			return 0
		case own < 0:
			if e.refersBack(a, anchor, int(e.tokens[at].sentence)) {
				return 0
			}
		case own > 2*other+4:
			worst = min(worst, .7)
		default:
			return 0
		}
	}
	return worst
}

// nearest is the distance in tokens to the anchor within the sentence of a place, -1
// if the sentence does not hold it.
func (e *evidence) nearest(a *alignment, anchor, at int) int {
	best := -1
	hits := a.parts[anchor].hits
	for _, h := range hits[:min(len(hits), 8*commonest)] {
		if p := int(h.position); e.tokens[p].sentence == e.tokens[at].sentence && h.strength > .5 {
			if d := max(p-at, at-p); best < 0 || d < best {
				best = d
			}
		}
	}
	return best
}

// holdsPlace tells whether a part of the clause is found at a place of the sources.
func (a *alignment) holdsPlace(at, clause int) bool {
	for i := range a.parts {
		if a.parts[i].clause != clause {
			continue
		}
		for _, h := range a.parts[i].hits {
			if int(h.position) == at {
				return true
			}
		}
	}
	return false
}

// nearestRival is the distance to the nearest rival in the sentence of a place, -1 if
// there is none.
func (e *evidence) nearestRival(at int, rival func(at int) bool) int {
	s := &e.sentences[e.tokens[at].sentence]
	for d := 1; d < min(s.to-s.from, farthest); d++ {
		if at-d >= s.from && rival(at-d) || at+d < s.to && rival(at+d) {
			return d
		}
	}
	return -1
}

// otherNumber tells a number of the same kind that does not agree.
func (e *evidence) otherNumber(q *quantity, at int) bool {
	t := &e.tokens[at]
	if t.quantity == 0 {
		return false
	}
	held := &e.quantities[t.quantity-1]
	if held.soft || held.measure != q.measure || held.unit != q.unit && held.unit != "" && q.unit != "" {
		return false
	}
	strength, _ := q.agrees(held)
	return strength == 0
}

// otherName tells a name of the sources. That it is not the anchor is clear from the
// distances: the anchor is nearer, or stands in another sentence.
func (e *evidence) otherName(at int) bool {
	t := &e.tokens[at]
	if t.kind != word || !t.capital || t.function || t.class&isCalendar != 0 || t.first && e.types[e.words.list[t.lex].kind-1].small {
		return false
	}
	return !t.first || e.named(at)
}

// named tells a first word that is a name, by a capitalised word behind it or by
// standing with a capital elsewhere.
func (e *evidence) named(at int) bool {
	if at+1 < len(e.tokens) && e.tokens[at+1].capital {
		return true
	}
	for _, p := range e.types[e.words.list[e.tokens[at].lex].kind-1].positions {
		if e.tokens[p].capital && !e.tokens[p].first {
			return true
		}
	}
	return false
}

// refersBack tells whether a sentence may speak of the anchor without naming it: it
// holds a pronoun, and the anchor stands in one of the three sentences before it.
func (e *evidence) refersBack(a *alignment, anchor, sentence int) bool {
	s := &e.sentences[sentence]
	if !e.pointsBack(s) {
		return false
	}
	for _, h := range a.parts[anchor].hits {
		if before := int(e.tokens[h.position].sentence); before < sentence && before >= sentence-3 && e.sentences[before].source == s.source {
			return true
		}
	}
	return false
}

// pointsBack tells whether a source sentence holds a pronoun among its first words.
func (e *evidence) pointsBack(s *span) bool {
	for i := s.from; i < min(s.to, s.from+12); i++ {
		if e.tokens[i].kind == word && pronouns[e.tokens[i].text] {
			return true
		}
	}
	return false
}

var pronouns = set(`he she it they him her his hers its their them il elle ils elles lui leur sa son ella ellos su sus`)
