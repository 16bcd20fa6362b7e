package ground

import (
	"math"
)

// features are what a sentence is judged by. All are 0 when nothing speaks against
// the sentence; names and order are those of weights.go.
type features [featureCount]float64

const (
	uncovered      = iota // share of the weight found nowhere in the sources
	uncoveredOne          // share not found in the best single sentence
	uncoveredThree        // share not found in the best three neighbouring sentences
	uncoveredMuch         // uncoveredThree squared: a sentence far away from everything
	novelWeight           // log of the weight of the unexplained words: long inventions weigh more than short ones
	novelRun              // weight of the longest run of words found nowhere
	novelRare             // words found nowhere that are no general words of the language
	pairsBroken           // share of neighbouring words that do not stand near each other in the sources
	clauseWorst           // share of the least covered clause that is not found
	numberMissing         // numbers that no source holds
	numberSoft            // the same for "one", "first", "half"
	numberUnit            // numbers held with another unit
	numberApart           // numbers held, but far from the words around them here
	nameMissing           // names that no source holds
	nameApart             // names held, but far from the words around them here
	negation              // negated here and not there, or the other way round
	opposite              // a word whose opposite stands in the aligned sentence
	modality              // stronger or of another kind than the aligned sentence
	quantifier            // all, only, never ... that the aligned sentence does not say
	attribution           // said by somebody who does not speak there
	swapped               // two names or things that changed their places
	cause                 // a cause or consequence that the aligned sentence does not draw
	inference             // words that draw conclusions, not in the sources
	opinion               // words of praise and judgement, not in the sources
	voidField             // words of a field without a value
	hoursWrong            // times of the day that the named day does not have
	record                // the sources are records: less is said, more is made up
	length                // log of the number of words
	fieldDenied           // words held only as fields that are denied
	pairsApart            // neighbouring words that are both held, but not near each other
	clauseInvented        // log of the weight of the most weighty clause that is mostly not held
	quoteBroken           // a quotation that no source holds letter by letter
	disorder              // share of words that stand in another order than in the best sentence
	nameRival             // a name said of what the sources say of another one
	numberRival           // the same for a number
	sibling               // another level, body, direction ... than the aligned sentence names in its place
	unexplained           // share of the weight that is new and stands in the place of nothing the source says
	unexplainedRun        // share of the longest run of such words
	roles                 // who does what to whom, unlike in the sources
	mixed                 // a clause that mixes elements of an array, such as two reviews
	featureCount
)

// measure computes the features of an aligned sentence.
func (e *evidence) measure(a *alignment) features {
	var f features
	if a.total == 0 {
		return f
	}
	f[uncovered] = 1 - a.cover
	f[uncoveredOne] = 1 - a.one.cover
	f[uncoveredThree] = 1 - a.three.cover
	f[uncoveredMuch] = f[uncoveredThree] * f[uncoveredThree]
	f[length] = math.Log1p(float64(len(a.parts))) / 4
	if e.records {
		f[record] = 1
	}
	e.measureNovelty(a, &f)
	e.measureUnexplained(a, &f)
	f[pairsBroken], f[pairsApart] = e.brokenPairs(a)
	a.measureClauses(&f)
	e.measureNumbers(a, &f)
	e.measureNames(a, &f)
	e.measureRivals(a, &f)
	e.measureHours(a, &f)
	e.measureDays(a, &f)
	e.measureFields(a, &f)
	f[disorder] = e.disorderIn(a)
	if _, held := e.quotesHeld(a.claim, a); !held {
		f[quoteBroken] = 1
	}
	f[negation] = e.negationDiffers(a)
	f[opposite] = e.oppositeFound(a)
	f[sibling] = e.siblingFound(a)
	f[modality] = e.modalityDiffers(a)
	f[mixed] = e.mixedElements(a)
	f[roles] = e.rolesDiffer(a)
	f[quantifier] = e.quantifierDiffers(a)
	f[attribution] = e.attributionDiffers(a)
	f[swapped] = e.rolesSwapped(a)
	e.measureCues(a, &f)
	return f
}

func (e *evidence) measureNovelty(a *alignment, f *features) {
	run := 0.
	for i := range a.parts {
		p := &a.parts[i]
		t := &a.claim.tokens[p.token]
		if p.strength < .5 {
			run += p.weight
			f[novelRun] = max(f[novelRun], run)
			if p.weight >= 1 && t.quantity == 0 {
				f[novelRare]++
			}
		} else {
			run = 0
		}
		for _, h := range p.hits {
			if e.tokens[h.position].void && p.strength <= .2 {
				f[voidField] = 1
			}
		}
	}
	f[novelRun] = math.Log1p(f[novelRun])
	f[novelRare] = math.Log1p(f[novelRare])
}

// measureCues counts words that draw conclusions or judge, and causes, where the
// aligned sentences hold none of the kind.
func (e *evidence) measureCues(a *alignment, f *features) {
	here := e.tokensIn(a.three, 1)
	caused := holdsClass(here, isCause)
	for i := a.span.from; i < a.span.to; i++ {
		t := &a.claim.tokens[i]
		if t.kind != word {
			continue
		}
		if t.class&isCause != 0 && !caused {
			f[cause] = 1
		}
		if t.class&isInference != 0 && !holdsText(here, t.text) {
			f[inference]++
		}
		if t.class&isOpinion != 0 && e.kindOf(t) < 0 {
			f[opinion]++
		}
	}
	f[inference] = math.Log1p(f[inference])
	f[opinion] = math.Log1p(f[opinion])
}

// holdsClass tells whether a word of a list stands among the tokens.
func holdsClass(tokens []token, class wordClass) bool {
	for i := range tokens {
		if tokens[i].class&class != 0 {
			return true
		}
	}
	return false
}

func holdsText(tokens []token, text string) bool {
	for i := range tokens {
		if tokens[i].text == text {
			return true
		}
	}
	return false
}
