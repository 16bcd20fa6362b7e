package ground

import "strings"

// frame is who does something to whom, as the order of the words of one clause tells:
// the words of content of the subject and of the object. A passive is turned round. It
// is a guess without grammar; what is unclear is left empty.
type frame struct {
	agent, patient []int // tokens
	before, after  []int // all words of content on either side of the verb in its clause
	passive        bool
	verb           bool // read from a verb, not from a noun
	pronoun        bool // the agent is "he", "it", "they": somebody named before
}

// Bounds of a frame: how many tokens of a clause are looked at on either side of the verb.
const (
	subjectSpan = 16
	objectSpan  = 9
	sideSpan    = 10
)

// frameOf reads the frame of the verb at a place; from and to bound its sentence.
func frameOf(tokens []token, at, from, to int) frame {
	if !verbal(tokens, at, from) {
		return nounFrame(tokens, at, from, to)
	}
	subject, pronoun := subjectOf(tokens, at, from)
	f := frame{before: contentBefore(tokens, at, from), after: contentAfter(tokens, at, to), verb: true}
	if !passiveAt(tokens, at, from) {
		f.agent, f.patient, f.pronoun = subject, objectOf(tokens, at, to), pronoun
		return f
	}
	f.patient, f.passive = subject, true
	for i := at + 1; i < min(to, at+objectSpan+3); i++ {
		if tokens[i].kind == mark {
			break
		}
		if tokens[i].text == "by" {
			f.agent = phraseAt(tokens, i+1, to)
			break
		}
	}
	return f
}

// nounFrame is the frame of a deed named by a noun: "Mark's request", "a motion by Mr
// Archer".
func nounFrame(tokens []token, at, from, to int) frame {
	var f frame
	for i := at - 1; i >= max(from, at-3); i-- {
		if possessive(tokens, i) {
			f.agent = append(f.agent, i)
			break
		}
	}
	if len(f.agent) == 0 && at+1 < to && tokens[at+1].text == "by" {
		f.agent = phraseAt(tokens, at+2, to)
	}
	return f
}

// contentBefore and contentAfter list the words of content on one side of a verb, up to
// the end of its clause.
func contentBefore(tokens []token, at, from int) []int {
	var found []int
	for i := at - 1; i >= max(from, at-sideSpan); i-- {
		t := &tokens[i]
		if t.kind == mark && t.text != "," && t.text != "-" || len(found) > 0 && (t.text == "," || startsClause(t.text)) {
			break
		}
		if t.weight > 0 && t.quantity == 0 {
			found = append(found, i)
		}
	}
	return found
}

func contentAfter(tokens []token, at, to int) []int {
	var found []int
	for i := at + 1; i < min(to, at+sideSpan); i++ {
		t := &tokens[i]
		if t.kind == mark && t.text != "-" || startsClause(t.text) && len(found) > 0 {
			break
		}
		if t.weight > 0 && t.quantity == 0 {
			found = append(found, i)
		}
	}
	return found
}

// passiveAt tells a participle behind a form of "to be".
func passiveAt(tokens []token, at, from int) bool {
	_, irregularForm := irregular[tokens[at].text]
	if !irregularForm && !strings.HasSuffix(tokens[at].text, "ed") {
		return false
	}
	for back := at - 1; back >= max(from, at-3); back-- {
		switch tokens[back].text {
		case "is", "are", "was", "were", "be", "been", "being", "am":
			return true
		case "not", "also", "later", "then", "only", "had", "has", "have":
		default:
			if !strings.HasSuffix(tokens[back].text, "ly") {
				return false
			}
		}
	}
	return false
}

// subjectOf lists the words of content before a verb that no preposition governs. A
// clause that has none shares the subject of the one before ("X came and went").
func subjectOf(tokens []token, at, from int) (found []int, pronoun bool) {
	for i := at - 1; i >= max(from, at-subjectSpan); i-- {
		t := &tokens[i]
		switch {
		case t.kind == mark:
			if t.text == ";" || t.text == ":" || t.text == "." || (t.text == "," || t.text == "—" || t.text == "–") && len(found) > 0 && !appended(tokens, i, found[len(found)-1]) {
				return found, pronoun
			}
		case len(found) > 0 && startsClause(t.text):
			return found, pronoun
		case t.text == "that" && i < at-1:
			return found, pronoun
		case len(found) == 0 && subjectPronouns[t.text]:
			return nil, true
		case t.kind == word && t.weight > 0 && t.quantity == 0 && !strings.HasSuffix(t.text, "ly") && !possessive(tokens, i) &&
			!verbal(tokens, i, from) && t.class&isAuxiliary == 0 && !governed(tokens, i, from):
			found = append(found, i)
		}
	}
	return found, pronoun
}

// appended tells whether the words behind a comma are an apposition of a name before it:
// "The librarian, Owen Treharne,".
func appended(tokens []token, comma, next int) bool {
	return next-comma <= 4 && (tokens[next].capital || comma > 0 && tokens[comma-1].capital)
}

func startsClause(text string) bool {
	switch text {
	case "but", "while", "whereas", "although", "though", "because", "since", "if", "when", "and", "who", "which", "so", "as", "until", "after", "before":
		return true
	}
	return false
}

var subjectPronouns = set(`he she it they we i you this these those there who which one`)

// objectOf lists the words of content behind a verb up to a preposition or the end of
// the clause.
func objectOf(tokens []token, at, to int) []int {
	var found []int
	for i := at + 1; i < min(to, at+objectSpan); i++ {
		t := &tokens[i]
		if t.kind == mark || isPreposition(t.text) || t.text == "to" || t.text == "that" || startsClause(t.text) || t.class&isAuxiliary != 0 {
			break
		}
		if t.weight > 0 && t.quantity == 0 && !strings.HasSuffix(t.text, "ly") && !possessive(tokens, i) {
			found = append(found, i)
		}
	}
	return found
}

// phraseAt lists the words of content from a place to the end of the phrase.
func phraseAt(tokens []token, at, to int) []int {
	var found []int
	for i := at; i < min(to, at+5); i++ {
		t := &tokens[i]
		if t.kind == mark || isPreposition(t.text) || startsClause(t.text) || t.class&isAuxiliary != 0 {
			break
		}
		if t.weight > 0 && t.quantity == 0 {
			found = append(found, i)
		}
	}
	return found
}

// governed tells whether a preposition stands before the phrase of a word.
func governed(tokens []token, at, from int) bool {
	for i := at - 1; i >= max(from, at-5); i-- {
		t := &tokens[i]
		switch {
		case t.kind == mark:
			return false
		case isPreposition(t.text):
			return true
		case t.function && !articles[t.text] || t.class&isAuxiliary != 0:
			return false
		}
	}
	return false
}

var articles = set(`the a an its his her their our your my this that these those each every some any all`)

func isPreposition(text string) bool {
	switch text {
	case "of", "in", "at", "on", "for", "with", "from", "by", "near", "under", "over", "during", "between", "against", "about", "into",
		"onto", "through", "without", "within", "among", "like", "than", "to", "per", "despite", "towards", "until", "after", "before", "as":
		return true
	}
	return false
}

// possessive tells a word that had "'s" behind it: the tokenizer drops it and leaves a
// gap of three bytes and more.
func possessive(tokens []token, at int) bool {
	return at+1 < len(tokens) && tokens[at+1].kind == word && tokens[at+1].start-tokens[at].end >= 3 && tokens[at].sentence == tokens[at+1].sentence
}
