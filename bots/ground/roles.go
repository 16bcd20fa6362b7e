package ground

import "strings"

// rolesSwapped looks for "A verb B" where the best sentence has "B verb A" in the
// same voice.
func (e *evidence) rolesSwapped(a *alignment) float64 {
	if a.one.cover < aligned {
		return 0
	}
	there := e.tokensIn(a.one, 0)
	base := e.sentences[a.one.from].from
	if passive(there) != passive(a.claim.tokens[a.span.from:a.span.to]) {
		return 0
	}
	place := make([]int, len(a.parts)) // -1: not exactly one place in the sentence
	for i := range a.parts {
		place[i] = -1
		count := 0
		for _, h := range a.parts[i].hits {
			if int(e.tokens[h.position].sentence) == a.one.from && h.strength >= .7 {
				place[i] = int(h.position) - base
				count++
			}
		}
		if count != 1 {
			place[i] = -1
		}
	}
	for i := range place {
		for j := i + 1; j < min(i+4, len(place)); j++ {
			for k := j + 1; k < min(j+4, len(place)); k++ {
				if place[i] >= 0 && place[j] >= 0 && place[k] >= 0 && place[i] > place[j] && place[j] > place[k] &&
					place[i]-place[k] <= 14 && a.nominal(i) && a.nominal(k) {
					return 1
				}
			}
		}
	}
	return 0
}

// nominal tells parts that can be an actor: names, or nouns by their article.
func (a *alignment) nominal(i int) bool {
	at := a.parts[i].token
	t := &a.claim.tokens[at]
	if t.kind != word || t.quantity > 0 {
		return false
	}
	return t.capital || at > a.span.from && strings.Contains(" the a an his her their its les des los las ", " "+a.claim.tokens[at-1].text+" ")
}

func passive(tokens []token) bool {
	for i := range tokens {
		if t := tokens[i].text; tokens[i].kind == word && (t == "by" || t == "par" || t == "por") {
			return true
		}
	}
	return false
}
