package ground

// aligned is the share of a sentence that must be covered by one source sentence
// before the two are compared word by word; below it they speak of other things.
const aligned = .45

// negationDiffers compares the negations of the sentence with those of the aligned
// source sentences. A word that the sources hold both with and without negation
// decides nothing.
func (e *evidence) negationDiffers(a *alignment) float64 {
	if a.three.cover < aligned {
		return 0
	}
	differs, agrees := 0., 0.
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		with, without := false, false
		top := a.strengthIn(i, a.three)
		for _, h := range p.hits {
			s := &e.tokens[h.position]
			if int(s.sentence) < a.three.from || int(s.sentence) >= a.three.to || h.strength < max(.7, top-.01) {
				continue
			}
			if s.negated != t.negated && int(s.sentence) != a.one.from && !e.sentences[s.sentence].record && !e.sharesContext(a, i, int(h.position)) {
				continue // it stands among other words there
			}
			with = with || s.negated
			without = without || !s.negated
		}
		switch {
		case t.negated && with || !t.negated && without:
			if t.negated {
				agrees++
			}
		case t.negated && without, !t.negated && with:
			if e.deniedOtherwise(a, i) {
				agrees++
				continue
			}
			differs += .35 * p.weight
			if e.strictlyNegated(a, t, i) {
				differs += 1.2
			}
		}
	}
	if agrees > 0 {
		differs /= 2
	}
	return min(differs, 2) / 2
}

// deniedOtherwise tells whether the side without a negation denies in another way
// ("avoid alcohol" and "do not drink alcohol").
func (e *evidence) deniedOtherwise(a *alignment, at int) bool {
	token := a.parts[at].token
	if !a.claim.tokens[token].negated {
		return holdsClass(a.claim.tokens[max(a.span.from, token-denialReach):min(a.span.to, token+denialReach)], isDenial|isNegation)
	}
	for _, h := range a.parts[at].hits {
		s := &e.sentences[e.tokens[h.position].sentence]
		if int(e.tokens[h.position].sentence) < a.three.from || int(e.tokens[h.position].sentence) >= a.three.to {
			continue
		}
		p := int(h.position)
		if holdsClass(e.tokens[max(s.from, p-denialReach):min(s.to, p+denialReach)], isDenial|isNegation) {
			return true
		}
	}
	return false
}

// denialReach is how far, in tokens, a word that denies may stand from what it denies.
const denialReach = 7

// strictlyNegated tells whether the negation stands right before the word, in the
// sentence or in the source.
func (e *evidence) strictlyNegated(a *alignment, t *token, at int) bool {
	i := a.parts[at].token
	for back := i - 1; back >= max(a.span.from, i-2); back-- {
		if a.claim.tokens[back].class&isNegation != 0 {
			return true
		}
	}
	for _, h := range a.parts[at].hits {
		p := int(h.position)
		if int(e.tokens[p].sentence) < a.three.from || int(e.tokens[p].sentence) >= a.three.to {
			continue
		}
		if e.tokens[p].negated && e.sentences[e.tokens[p].sentence].record {
			return true // a denied field
		}
		for back := p - 1; back >= max(0, p-2); back-- {
			if e.tokens[back].class&isNegation != 0 {
				return true
			}
		}
	}
	return false
}
