package ground

import "strings"

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
		opposites := englishMeaning.opposite[t.stem]
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
				if e.sharesContextOf(a, i, base+j) {
					found++
				} else {
					found += .4
				}
				break
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
	if theirs.possible && !mine.possible && !mine.wished {
		worst = max(worst, .7)
	}
	if theirs.wished && !mine.wished && !mine.possible && !mine.duty && !mine.said {
		worst = max(worst, .6)
	}
	if mine.wished && !around.wished && !around.duty && theirs.decided {
		worst = max(worst, .5)
	}
	if mine.possible && !around.possible {
		worst = max(worst, .3)
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

// quantifierDiffers counts strong quantifiers that the aligned source does not
// hold, more when it holds a weak one instead.
func (e *evidence) quantifierDiffers(a *alignment) float64 {
	if a.one.cover < aligned {
		return 0
	}
	there := e.tokensIn(a.three, 0)
	weak, strong := holdsClass(there, isWeak), holdsClass(there, isStrong)
	worst := 0.
	for i := a.span.from; i < a.span.to; i++ {
		t := &a.claim.tokens[i]
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
