package ground

// subject is who a sentence of the summary speaks of, for the "he" or "she" of the
// next one; nil if nobody, or if it could be one of several.
type subject []token

// next gives the subject for the sentence behind this one.
func (s subject) next(claim *body) subject {
	if startsWithPronoun(claim) {
		return s
	}
	var found subject
	for _, n := range claim.names {
		if n.from > 0 {
			switch claim.tokens[n.from-1].text {
			case "from", "in", "of", "at", "to", "for", "near", "on", "by":
				continue
			}
		}
		if found != nil {
			return nil
		}
		found = claim.tokens[n.from:n.to]
	}
	return found
}

func startsWithPronoun(claim *body) bool {
	for i := range claim.tokens[:min(3, len(claim.tokens))] {
		switch claim.tokens[i].text {
		case "he", "she", "il", "elle", "ella":
			return true
		}
	}
	return false
}

// subjectCover is how much of a sentence its best source sentence must hold before
// its speaker is compared.
const subjectCover = .6

// subjectRival tells whether what "he" or "she" is said to say or do is said or done
// by somebody else: the best source sentence begins with another name, and neither
// names the subject nor points back to it.
func (e *evidence) subjectRival(a *alignment, who subject) float64 {
	if len(who) == 0 || a.one.cover < subjectCover || !startsWithPronoun(a.claim) {
		return 0
	}
	s := &e.sentences[a.one.from]
	if s.record {
		return 0
	}
	known := false
	for i := range who {
		if who[i].kind != word || who[i].function {
			continue
		}
		kind := e.kindOf(&who[i])
		if kind < 0 {
			continue
		}
		known = true
		for _, p := range e.types[kind].positions {
			if before := int(e.tokens[p].sentence); before == a.one.from || before < a.one.from && before >= a.one.from-3 && e.saysHe(s) {
				return 0
			}
		}
	}
	if !known {
		return 0
	}
	for i := s.from; i < min(s.to, s.from+subjectReach); i++ {
		if e.otherName(i) && !a.says(&e.tokens[i]) {
			return 1
		}
	}
	return 0
}

// saysHe tells whether a source sentence speaks of a person by a pronoun near its
// start; "its chairman" and "her lawyer" are somebody else.
func (e *evidence) saysHe(s *span) bool {
	for i := s.from; i < min(s.to, s.from+subjectReach); i++ {
		switch e.tokens[i].text {
		case "he", "she", "they", "il", "elle", "ella", "ms", "mr", "mrs":
			return true
		}
	}
	return false
}

// subjectReach is how many tokens from its start a sentence names its subject within.
const subjectReach = 7
