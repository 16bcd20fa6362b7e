package ground

// quantifierDiffers counts strong quantifiers that the aligned source does not
// hold, more when it holds a weak one instead.
func (e *evidence) quantifierDiffers(a *alignment) float64 {
	if a.one.cover < aligned {
		return 0
	}
	there := e.tokensIn(a.three, 0)
	weak, strong := holdsClass(there, isWeak), holdsClass(there, isStrong)
	worst := 0.
	topped := holdsSuperlative(there)
	for i := a.span.from; i < a.span.to; i++ {
		t := &a.claim.tokens[i]
		if !topped && topWords[t.text] {
			worst = max(worst, .6)
		}
		if t.class&(isStrong|isWeak) == 0 || holdsText(there, t.text) {
			continue
		}
		switch {
		case t.class&isStrong != 0 && t.class&isNegation == 0 && weak:
			worst = max(worst, 1)
		case t.class&isStrong != 0 && t.class&isNegation == 0 && !strong:
			worst = max(worst, .6)
		case t.class&isWeak != 0 && strong:
			worst = max(worst, .5)
		}
	}
	return worst
}

// topWords claim that nothing surpasses a thing; a summary must not add one.
var topWords = set(`largest biggest smallest highest lowest oldest youngest longest shortest best worst greatest fastest cheapest
	strongest earliest latest newest richest poorest busiest leading ever record unique unprecedented foremost finest`)

func holdsSuperlative(tokens []token) bool {
	for i := range tokens {
		if topWords[tokens[i].text] || tokens[i].text == "most" || tokens[i].text == "first" || tokens[i].text == "never" {
			return true
		}
	}
	return false
}
