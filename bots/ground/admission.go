package ground

// answered is the share of what a sentence says the sources do not hold that one
// source sentence must hold to prove it wrong.
const answered = .8

// deniedScore is the score of a sentence that denies what the sources hold.
const deniedScore = .35

// telling is the least weight of a word that tells what a question is about.
const telling = .5

// admission judges "the passage does not mention X": wrong when one sentence of the
// sources, and not itself a denial, holds what X is about, and something of the kind
// that X asks for: a number for "how long", a name for "who". X must be two words at
// least, as nearly every word of a question stands somewhere in the sources.
func (e *evidence) admission(result *Sentence, text string) {
	result.Supported, result.Score, result.Reason = true, fillerScore, "says that the sources do not hold something"
	object := text
	for i := range admissions {
		object = admissions[i].pattern().ReplaceAllString(object, " ")
	}
	claim := e.prepare(object)
	if len(claim.sentences) == 0 || len(e.sentences) == 0 {
		return
	}
	a := e.align(claim, 0)
	at, ok := e.answers(a)
	if !ok || holdsClass(e.tokensIn(window{at, at + 1, 0}, 0), isNegation) {
		return
	}
	result.Source = e.sources[e.sentences[at].source].ID
	result.Supported, result.Score, result.Reason = false, deniedScore, "the source holds what the sentence says it does not"
}

// answers gives the source sentence that holds what is asked for.
func (e *evidence) answers(a *alignment) (int, bool) {
	kind := asked(a.claim.tokens)
	total, words := 0., 0
	for i := range a.parts {
		if a.parts[i].weight >= telling {
			total += a.parts[i].weight
			words++
		}
	}
	if words < 2 && (words < 1 || kind == anything) {
		return 0, false
	}
	for s := range e.sentences {
		held := 0.
		for i := range a.parts {
			if a.parts[i].weight >= telling {
				held += a.parts[i].weight * float64(a.matrix[i][s])
			}
		}
		if held >= answered*total && e.holdsKind(s, kind) {
			return s, true
		}
	}
	return 0, false
}

// askedKind is what the answer to a question must be.
type askedKind uint8

const (
	anything askedKind = iota
	aNumber
	aName
)

// asked tells by its words what a question asks for.
func asked(tokens []token) askedKind {
	for i := range tokens {
		switch tokens[i].text {
		case "how":
			if i+1 < len(tokens) {
				switch tokens[i+1].text {
				case "many", "much", "long", "often", "old", "far", "tall", "high", "big", "large", "fast":
					return aNumber
				}
			}
		case "when", "price", "cost", "costs", "number", "amount", "weight", "duration":
			return aNumber
		case "who", "whom":
			return aName
		}
	}
	return anything
}

// holdsKind tells whether a source sentence holds something of a kind. A field of a
// record holds its value; one without is no answer.
func (e *evidence) holdsKind(sentence int, kind askedKind) bool {
	s := &e.sentences[sentence]
	for i := s.from; i < s.to; i++ {
		t := &e.tokens[i]
		switch {
		case t.void:
			return false
		case kind == aNumber && t.quantity > 0, kind == aName && e.otherName(i):
			return true
		}
	}
	return kind == anything
}
