package ground

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
