package ground

// attributionDiffers checks that who is said to speak is named near the aligned
// source sentences.
func (e *evidence) attributionDiffers(a *alignment) float64 {
	worst := 0.
	for _, n := range a.claim.names {
		if n.from < a.span.from || n.from >= a.span.to || !a.speaks(n) {
			continue
		}
		var rest window
		restTotal := 0.
		for i := range a.parts {
			if token := a.parts[i].token; token < n.from || token >= n.to {
				restTotal += a.parts[i].weight
			}
		}
		if restTotal == 0 {
			continue
		}
		for s := range e.sentences {
			cover := 0.
			for i := range a.parts {
				if token := a.parts[i].token; token < n.from || token >= n.to {
					cover += a.parts[i].weight * float64(a.matrix[i][s])
				}
			}
			if cover > rest.cover {
				rest = window{s, s + 1, cover}
			}
		}
		if rest.cover/restTotal < aligned {
			continue
		}
		around := e.tokensIn(rest, 1)
		named := false
		for i := n.from; i < n.to; i++ {
			t := &a.claim.tokens[i]
			named = named || t.kind == word && !t.function && holdsWord(around, t)
		}
		if named {
			continue
		}
		score := .4
		for i := range around {
			if t := &around[i]; t.kind == word && t.capital && !t.first && !t.function && i > 0 && i+1 < len(around) &&
				(around[i-1].class|around[i+1].class)&isSpeech != 0 {
				score = 1
			}
		}
		worst = max(worst, score)
	}
	return worst
}

// speaks tells whether a verb of speech stands next to the name, and the name is not
// only where somebody comes from ("Seitov, from Kazakhstan, said").
func (a *alignment) speaks(n name) bool {
	if n.from > a.span.from {
		switch a.claim.tokens[n.from-1].text {
		case "from", "of", "in", "at", "a", "an", "near", "to", "for":
			return false
		}
	}
	for i := max(a.span.from, n.from-3); i < min(a.span.to, n.to+3); i++ {
		if a.claim.tokens[i].class&isSpeech != 0 {
			return true
		}
	}
	return false
}
