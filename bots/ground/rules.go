package ground

import (
	"fmt"
	"strings"
)

// strictScore is the score below which nothing is supported, whatever the rules
// say.
const strictScore = .72

// strictCover is the share of a sentence's weight that the sources must hold: one
// verb of its own makes a short sentence another claim.
const strictCover = .72

// strictSaid is the share that the sources must hold of what a sentence says
// beside its names and numbers: that somebody is named there, and a year, makes
// nothing true of them.
const strictSaid = .6

// A sentence that keeps as close to one source sentence as strictAlign may not put words
// of the weight of strictAdded between its words.
const (
	strictAdded = .95
	strictAlign = .8
)

// rule is the strict layer: the first rule that a sentence breaks is its reason.
func (e *evidence) rule(claim *body, a *alignment, f *features, score float64, lang string) (bool, string) {
	if lang != "" && e.lang != "" && lang != e.lang && a.cover < .7 {
		return false, "written in another language than its source"
	}
	if quote, ok := e.quotesHeld(claim, a); !ok {
		return false, fmt.Sprintf("a quotation that no source holds: %q", quote)
	}
	switch {
	case f[numberMissing] > 2*reckonedShare:
		return false, "a number that no source holds: " + e.missing(a, func(t *token) bool { return t.quantity > 0 })
	case f[numberUnit] > 0:
		return false, "a number with another unit than in the source"
	case f[numberApart] > .5:
		return false, "a number that stands for something else in the source"
	case f[hoursWrong] > 0:
		return false, "hours that the day does not have in the source"
	case f[nameMissing] > .4:
		return false, "a name that no source holds: " + e.missing(a, func(t *token) bool { return t.capital })
	case f[nameApart] > .5:
		return false, "a name that stands with something else in the source"
	case f[nameRival] >= .7:
		return false, "a name where the source has another one"
	case f[numberRival] >= .6:
		return false, "a number where the source has another one"
	case f[attribution] > 0:
		return false, "said by somebody else in the source"
	case f[negation] >= .3:
		return false, "negated differently than in the source"
	case f[sibling] > 0:
		return false, "another kind of thing than the source names there"
	case f[opposite] > 0:
		return false, "the opposite of a word in the source"
	case f[modality] >= leastRaise:
		return false, "more binding than the source"
	case f[quantifier] >= .6:
		return false, "more general than the source"
	case f[swapped] > 0 || f[roles] > 0:
		return false, "who does what to whom is turned round"
	case f[mixed] > 0:
		return false, "put together from things that the source keeps apart"
	case f[voidField] > 0:
		return false, "a field that has no value in the source"
	case a.added >= strictAdded && a.one.cover >= strictAlign:
		return false, "something added that no source holds: " + e.missing(a, func(*token) bool { return true })
	case a.cover < strictCover:
		return false, "too much that no source holds: " + e.missing(a, func(*token) bool { return true })
	case !e.records && a.said() < strictSaid: // a record's sentences are made of values
		return false, "what it says of those it names is in no source: " + e.missing(a, func(t *token) bool { return !t.capital && t.quantity == 0 })
	case score < strictScore:
		return false, "too far from the sources: " + e.missing(a, func(*token) bool { return true })
	}
	return true, "covered by the source"
}

// said is the share found of the weight of all words but names and numbers.
func (a *alignment) said() float64 {
	found, total := 0., 0.
	for i := range a.parts {
		p := &a.parts[i]
		if t := &a.claim.tokens[p.token]; t.capital || t.quantity > 0 {
			continue
		}
		total += p.weight
		found += p.weight * p.strength
	}
	if total == 0 {
		return 1
	}
	return found / total
}

// missing lists up to five words of the sentence that no source holds.
func (e *evidence) missing(a *alignment, counts func(*token) bool) string {
	var words []string
	for i := range a.parts {
		t := &a.claim.tokens[a.parts[i].token]
		if a.parts[i].strength < .5 && counts(t) && len(words) < 5 {
			words = append(words, t.raw)
		}
	}
	return strings.Join(words, ", ")
}

// quotesHeld checks that every quotation of three words and more stands in a source
// letter by letter, but for quotation marks, dashes, case and white space. It gives
// the first that does not.
func (e *evidence) quotesHeld(claim *body, a *alignment) (string, bool) {
	inside, from := false, 0
	for i := a.span.from; i < a.span.to; i++ {
		switch t := &claim.tokens[i]; t.text {
		case `"`, "“", "”", "«", "»", "„", "‟":
			if inside && !e.holdsRun(claim.tokens[from:i]) {
				var words []string
				for _, t := range claim.tokens[from:i] {
					words = append(words, t.raw)
				}
				return strings.Join(words, " "), false
			}
			inside, from = !inside, i+1
		}
	}
	return "", true
}

// holdsRun tells whether the words stand in a source in this order with nothing
// between them. Fewer than three words are a term, not a quotation.
func (e *evidence) holdsRun(quoted []token) bool {
	var run []token
	for _, t := range quoted {
		if t.kind != mark {
			run = append(run, t)
		}
	}
	if len(run) < 3 {
		return true
	}
	id := e.kindOf(&run[0])
	if id < 0 {
		return false
	}
	for _, p := range e.types[id].positions {
		at := int(p)
		matched := 0
		for at < len(e.tokens) && matched < len(run) {
			t := &e.tokens[at]
			at++
			if t.kind == mark {
				continue
			}
			if t.text != run[matched].text {
				break
			}
			matched++
		}
		if matched == len(run) {
			return true
		}
	}
	return false
}
