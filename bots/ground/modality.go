package ground

// leastRaise is how much firmer the verbs of a sentence must be to count: one of several
// may be another word of the paraphrase.
const leastRaise = .4

// modalityDiffers compares how binding the sentence and the aligned source are.
func (e *evidence) modalityDiffers(a *alignment) float64 {
	if a.one.cover < aligned {
		return 0
	}
	near := e.touched(a)
	wide := e.tokensIn(a.three, 0)
	own := a.claim.tokens[a.span.from:a.span.to]
	worst := 0.
	mine, theirs, around := modes(own), modes(near), modes(wide)
	if mine.decided && !around.decided && (theirs.wished || theirs.possible) {
		worst = 1
	}
	if mine.duty && !around.duty && (theirs.possible || theirs.wished) {
		worst = max(worst, .7)
	}
	if firm := e.stanceRaised(a); firm >= leastRaise {
		worst = max(worst, firm)
	}
	if mine.wished && !around.wished && !around.duty && theirs.decided {
		worst = max(worst, .5)
	}
	worst = max(worst, e.modalRaised(a))
	return worst
}

// touched gives the part of the best sentence that the claim speaks of, from a few
// tokens before its first word that is found there to a few behind its last: what the
// rest of a long sentence hopes or asks for binds nobody here.
func (e *evidence) touched(a *alignment) []token {
	s := &e.sentences[a.one.from]
	from, to := s.to, s.from
	for i := range a.parts {
		for _, h := range a.parts[i].hits {
			if p := int(h.position); p >= s.from && p < s.to && h.strength >= .7 {
				from, to = min(from, p), max(to, p+1)
			}
		}
	}
	if from >= to {
		return nil
	}
	return e.tokens[max(s.from, from-3):min(s.to, to+2)]
}

type mode struct{ possible, wished, duty, decided, said bool }

func modes(tokens []token) (m mode) {
	for i := range tokens {
		class := tokens[i].class
		if tokens[i].text == "may" && tokens[i].capital && !tokens[i].first {
			continue // the month
		}
		m.possible = m.possible || class&isPossible != 0
		m.wished = m.wished || class&isWish != 0
		m.duty = m.duty || class&isDuty != 0
		m.decided = m.decided || class&isDecision != 0
		m.said = m.said || class&isSpeech != 0
	}
	return m
}

// modalRanks order modal words by how much is promised; words of one rank may be
// exchanged.
var modalRanks = map[string]int{"may": 1, "might": 1, "could": 1, "can": 1, "should": 2, "would": 2, "ought": 2,
	"will": 3, "shall": 4, "must": 4}

// modalRaised compares the modal word right before a verb with the one before the
// same verb in the aligned sentences: 1 when what may be becomes what will or must,
// 0 when one of its places there has the same rank or none.
func (e *evidence) modalRaised(a *alignment) float64 {
	worst := 0.
	for i := range a.parts {
		mine := modalBefore(a.claim.tokens, a.parts[i].token, a.span.from)
		if mine < 3 {
			continue
		}
		raised := -1.
		for _, h := range a.parts[i].hits {
			s := int(e.tokens[h.position].sentence)
			if s < a.three.from || s >= a.three.to || h.strength < .7 {
				continue
			}
			theirs := modalBefore(e.tokens, int(h.position), e.sentences[s].from)
			switch {
			case theirs == 0 || theirs >= mine:
				raised = 0
			case raised != 0 && theirs == 3: // will -> must
				raised = .7
			case raised != 0:
				raised = 1
			}
		}
		worst = max(worst, raised)
	}
	return worst
}

// modalBefore gives the rank of the modal word up to two words before a token, 0 if
// there is none.
func modalBefore(tokens []token, at, from int) int {
	for back := at - 1; back >= max(from, at-3); back-- {
		t := &tokens[back]
		if rank := modalRanks[t.text]; rank > 0 && !(t.text == "may" && t.capital && !t.first) {
			return rank
		}
		if t.kind != word || !t.function && !t.negated {
			break
		}
	}
	return 0
}
