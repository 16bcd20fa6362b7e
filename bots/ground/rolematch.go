package ground

// Scores of a role that the sources give to another.
const (
	roleTurned = 1. // who does it here has it done to there
	roleOther  = .7 // a name here, another one there
	roleNoun   = .5 // a noun that does it here has it done to there
)

// rolesDiffer compares who does what to whom in the sentence with the places of the same
// deed in the aligned source sentences. It gives the worst verb; a verb with one place
// that agrees, or none that can be told, counts nothing.
func (e *evidence) rolesDiffer(a *alignment) float64 {
	if a.three.cover < aligned {
		return 0
	}
	worst := 0.
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if t.kind != word || t.quantity > 0 || p.strength < .7 || t.capital && !t.first {
			continue
		}
		mine := frameOf(a.claim.tokens, p.token, a.span.from, a.span.to)
		if len(mine.agent) == 0 && len(mine.patient) == 0 {
			continue
		}
		least, found := 1., false
		for _, h := range few(p.hits) {
			s := int(e.tokens[h.position].sentence)
			if s < a.three.from || s >= a.three.to || h.strength < .7 || e.sentences[s].record {
				continue
			}
			theirs := frameOf(e.tokens, int(h.position), e.sentences[s].from, e.sentences[s].to)
			differs, told := e.framesDiffer(a, &mine, &theirs)
			if !told {
				differs = 0
			}
			least, found = min(least, differs), true
		}
		if found {
			worst = max(worst, least)
		}
	}
	return worst
}

// framesDiffer compares two frames; told is false when one of them does not say enough.
func (e *evidence) framesDiffer(a *alignment, mine, theirs *frame) (differs float64, told bool) {
	if len(theirs.agent) == 0 && len(theirs.patient) == 0 {
		return 0, false
	}
	if mine.verb && theirs.verb && mine.passive == theirs.passive &&
		e.anySame(a, mine.before, theirs.after) && e.anySame(a, mine.after, theirs.before) &&
		!e.anySame(a, mine.before, theirs.before) && !e.anySame(a, mine.after, theirs.after) {
		return roleTurned, true
	}
	agents := e.anySame(a, mine.agent, theirs.agent)
	patients := e.anySame(a, mine.patient, theirs.patient)
	mineTurned := e.anySame(a, mine.agent, theirs.patient)
	switch {
	case agents || patients && len(mine.agent) == 0:
		return 0, true
	case mineTurned && e.anySame(a, mine.patient, theirs.agent):
		return roleTurned, true
	case mineTurned && a.anyName(mine.agent):
		return roleOther, true
	case mineTurned && (len(theirs.agent) > 0 || theirs.passive || theirs.pronoun):
		return roleNoun, true
	case !patients && len(mine.agent) > 0 && e.anySame(a, mine.patient, theirs.agent):
		if a.anyName(mine.patient) {
			return roleOther, true
		}
		return roleNoun, true
	case len(mine.agent) == 0 || len(theirs.agent) == 0 || theirs.pronoun || mine.pronoun:
		return 0, false
	}
	if e.linked(a, mine.agent, theirs.agent) || !e.heldAll(a, mine.agent) {
		return 0, false
	}
	if a.anyName(mine.agent) && e.anyNameAt(theirs.agent) {
		return roleOther, true
	}
	return 0, false
}

// anySame tells whether one of the words is found at one of the places.
func (e *evidence) anySame(a *alignment, words, places []int) bool {
	for _, w := range words {
		t := &a.claim.tokens[w]
		for _, p := range places {
			if e.tokens[p].stem == t.stem {
				return true
			}
		}
		for i := range a.parts {
			if a.parts[i].token != w {
				continue
			}
			for _, h := range a.parts[i].hits {
				for _, p := range places {
					if int(h.position) == p {
						return true
					}
				}
			}
		}
	}
	return false
}

// linked tells whether the sources put one of the words beside one of the places' words
// somewhere: "Mayor Iben Strand" makes the mayor and Strand the same.
func (e *evidence) linked(a *alignment, words, places []int) bool {
	for _, w := range words {
		kind := e.kindOf(&a.claim.tokens[w])
		if kind < 0 {
			continue
		}
		for _, p := range places {
			other := e.kindOf(&e.tokens[p])
			if other < 0 {
				continue
			}
			for _, x := range e.types[kind].positions {
				for _, y := range e.types[other].positions {
					if gap := max(x-y, y-x); gap <= linkReach && e.tokens[x].sentence == e.tokens[y].sentence {
						return true
					}
				}
			}
		}
	}
	return false
}

// linkReach is how far apart, in tokens, the words of one phrase may stand.
const linkReach = 4

// heldAll tells whether the sources hold every one of the words themselves.
func (e *evidence) heldAll(a *alignment, words []int) bool {
	for _, w := range words {
		if e.kindOf(&a.claim.tokens[w]) < 0 {
			return false
		}
	}
	return true
}

func (a *alignment) anyName(words []int) bool {
	for _, w := range words {
		if t := &a.claim.tokens[w]; t.capital && !t.first || a.inName(w) {
			return true
		}
	}
	return false
}

// inName tells whether a word belongs to a name of the sentence.
func (a *alignment) inName(at int) bool {
	for _, n := range a.claim.names {
		if at >= n.from && at < n.to {
			return true
		}
	}
	return false
}

func (e *evidence) anyNameAt(places []int) bool {
	for _, p := range places {
		if e.otherName(p) {
			return true
		}
	}
	return false
}
