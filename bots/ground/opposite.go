package ground

// oppositeFound looks for words of the sentence that the aligned source sentences
// hold only as their opposite.
func (e *evidence) oppositeFound(a *alignment) float64 {
	if a.three.cover < aligned {
		return 0
	}
	there := e.tokensIn(a.three, 0)
	base := e.sentences[a.three.from].from
	found := 0.
	for i := a.span.from; i < a.span.to; i++ {
		t := &a.claim.tokens[i]
		if t.kind != word || t.function && t.class&isDegree == 0 || holdsWord(there, t) {
			continue
		}
		bounds := boundsNumber(a.claim.tokens, i)
		opposites := englishMeaning().opposite[t.stem]
		affirmed := ""
		if rest := negatedForm(t.text); rest != "" {
			affirmed = e.words.stem(rest)
		}
		for j := range there {
			s := &there[j]
			if s.kind != word || s.negated != t.negated || s.function && s.class&isDegree == 0 {
				continue
			}
			if (opposites[s.stem] || e.denies(t, s, affirmed)) && !a.says(s) {
				if other := boundsNumber(there, j); bounds && other || bounds == other && e.sharesContextOf(a, i, base+j) {
					found++
					break
				}
			}
		}
	}
	return min(found, 2)
}

// denies tells words of which one is the other with a negating prefix; affirmed is
// the stem of the first without its own.
func (e *evidence) denies(t, s *token, affirmed string) bool {
	if t.capital && !t.first || s.capital && !s.first {
		return false
	}
	if affirmed != "" && affirmed == s.stem {
		return true
	}
	rest := negatedForm(s.text)
	return len(rest) >= 3 && len(t.stem) >= 3 && rest[:3] == t.stem[:3] && e.words.stem(rest) == t.stem
}

func holdsWord(tokens []token, t *token) bool {
	for i := range tokens {
		if tokens[i].stem == t.stem && tokens[i].kind == t.kind {
			return true
		}
	}
	return false
}

// says tells whether the sentence holds the word itself.
func (a *alignment) says(s *token) bool {
	return holdsWord(a.claim.tokens[a.span.from:a.span.to], s)
}

// boundsNumber tells a word that bounds the number behind it: "over 90 flights" is no
// opposite of "under a new rule".
func boundsNumber(tokens []token, at int) bool {
	for i := at + 1; i < min(len(tokens), at+3); i++ {
		if tokens[i].quantity > 0 {
			return tokens[at].class&isDegree != 0 && boundBefore(tokens, i) != 0
		}
	}
	return false
}
