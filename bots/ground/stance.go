package ground

// stance is how firmly a clause claims what it says.
type stance int8

const (
	unsettled stance = iota // whether, if, or not yet decided
	possible                // may, might, perhaps
	wished                  // asked, proposed, hoped, would
	owed                    // must, should, is required
	planned                 // will, is to, intends, is expected
	factual                 // is, did
)

// stanceWords are the words that set the stance of what stands behind them.
var stanceWords = func() map[string]stance {
	table := map[string]stance{}
	for level, list := range map[stance]string{
		unsettled: `whether if unless undecided`,
		possible: `may might could possible possibly potentially perhaps maybe likely unlikely probably suspected suspect suspects
			believe believes believed think thinks thought considering considers considered fear feared fears doubt doubted`,
		wished: `would ask asks asked asking request requests requested requesting urge urges urged urging propose proposes proposed proposing
			proposal proposals suggest suggests suggested suggestion recommend recommends recommended recommendation appeal appealed appeals
			hope hopes hoped hoping want wants wanted wish wishes wished seek seeks sought demand demands demanded call calls called
			motion moved favour favoured encourage encouraged advocate advocated advise advises advised offer offers offered offering
			insist insists insisted invite invited idea`,
		owed: `must should shall ought need needs required requires obliged mandatory compulsory`,
		planned: `will going plan plans planned planning intend intends intended intention aim aims aimed expect expects expected
			due promise promises promised promising pledge pledged vow vowed scheduled set prepare preparing future`,
	} {
		for text := range set(list) {
			table[text] = level
		}
	}
	return table
}()

// stanceReach is how many tokens behind a word of stance its clause may go on.
const stanceReach = 12

// stanceAt gives the stance of the word at a place of a sentence: that of the nearest
// word of stance before it in its clause.
func stanceAt(tokens []token, at, from int) stance {
	for back := at - 1; back >= max(from, at-stanceReach); back-- {
		t := &tokens[back]
		if t.kind == mark {
			if t.text == ";" || t.text == "." || t.text == ":" || t.text == "," && back < at-3 {
				break
			}
			continue
		}
		if t.class&isClauseEnd != 0 && t.text != "that" && t.text != "than" && t.text != "and" || t.text == "because" || t.text == "since" {
			break
		}
		if level, ok := stanceWords[t.text]; ok && !(t.text == "may" && t.capital && !t.first) {
			return level
		}
		if t.text == "to" && back > from && back+1 < len(tokens) {
			switch tokens[back-1].text {
			case "is", "are", "was", "were", "be":
				return planned // "is to close", not "it is up to them"
			}
		}
	}
	return factual
}

// stanceRaised is the weighted share of the verbs of a sentence that it claims more
// firmly than every place of theirs in the aligned source sentences, 0..1.
func (e *evidence) stanceRaised(a *alignment) float64 {
	if a.three.cover < aligned {
		return 0
	}
	raised, total := 0., 0.
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if t.kind != word || t.capital && !t.first || p.strength < .7 || t.quantity > 0 || !verbal(a.claim.tokens, p.token, a.span.from) {
			continue
		}
		mine := stanceAt(a.claim.tokens, p.token, a.span.from)
		if own, ok := stanceWords[t.text]; ok {
			mine = min(mine, own)
		}
		firmest, found := unsettled, false
		for _, h := range p.hits {
			s := int(e.tokens[h.position].sentence)
			if s < a.three.from || s >= a.three.to || h.strength < .7 {
				continue
			}
			theirs := stanceAt(e.tokens, int(h.position), e.sentences[s].from)
			if own, ok := stanceWords[e.tokens[h.position].text]; ok {
				theirs = min(theirs, own)
			}
			firmest, found = max(firmest, theirs), true
		}
		if !found {
			continue
		}
		total++
		if mine > firmest {
			raised += stanceSteps[mine] - stanceSteps[firmest]
		}
	}
	if total == 0 {
		return 0
	}
	return min(1, raised/max(1, total-1))
}

// stanceSteps place the stances on a scale from what may be to what is.
var stanceSteps = [...]float64{unsettled: 0, possible: .1, wished: .2, owed: .5, planned: .55, factual: 1}

// verbal tells whether a word is used as a verb: behind an auxiliary, "to" or a subject
// pronoun, or with the ending of the past.
func verbal(tokens []token, at, from int) bool {
	t := &tokens[at]
	if len(t.text) > 4 && t.text[len(t.text)-2:] == "ed" {
		return true
	}
	if _, past := irregular[t.text]; past || invariantVerbs[t.text] {
		return true
	}
	if thirdPerson(tokens, at, from) {
		return true
	}
	for back := at - 1; back >= max(from, at-3); back-- {
		b := &tokens[back]
		switch {
		case b.class&isAuxiliary != 0 || b.text == "to":
			return true
		case b.kind != word || !b.function && len(b.text) > 2 && b.text[len(b.text)-2:] != "ly":
			return false
		case b.text == "the" || b.text == "a" || b.text == "an" || b.text == "of":
			return false
		}
	}
	return false
}

// invariantVerbs have one form for the present and the past.
var invariantVerbs = set(`beat cost cut hit let put quit set shut spread`)

// thirdPerson tells a word in -s between a noun or pronoun and what only follows a verb.
func thirdPerson(tokens []token, at, from int) bool {
	t := &tokens[at]
	if t.capital || len(t.text) < 4 || t.text[len(t.text)-1] != 's' || at == from || at+1 >= len(tokens) || t.text[len(t.text)-2] == 's' {
		return false
	}
	before, next := &tokens[at-1], &tokens[at+1]
	if before.kind != word || before.function && !subjectPronouns[before.text] && !before.capital || possessive(tokens, at-1) {
		return false
	}
	return next.kind == word && (articles[next.text] || next.capital || next.text == "that" || next.text == "to" || next.quantity > 0 || next.text == "more" || next.text == "less")
}
