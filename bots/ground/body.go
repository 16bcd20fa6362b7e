package ground

import (
	"strings"
	"unicode"
)

// span is a sentence: its tokens, its bytes (in a prose text) and its source.
type span struct {
	from, to   int // tokens, half open
	start, end int // bytes of the text it was read from
	source     int
	record     bool  // a field of a record
	element    int32 // element of an array of records, 0 if in none
	heading    bool  // most words begin with a capital letter
}

// body is a text prepared for comparison.
type body struct {
	tokens     []token
	sentences  []span
	quantities []quantity
	names      []name
	lang       string
}

// name is a run of capitalised words.
type name struct {
	from, to int
}

// addProse appends the sentences of text.
func (b *body) addProse(text string, source int, lexicon *vocabulary) {
	for _, piece := range splitSentences(text) {
		b.addSentence(text[piece[0]:piece[1]], piece[0], source, lexicon)
	}
}

func (b *body) addSentence(text string, offset, source int, lexicon *vocabulary) *span {
	s := span{from: len(b.tokens), start: offset, end: offset + len(text), source: source}
	b.tokens = appendTokens(b.tokens, text)
	s.to = len(b.tokens)
	tokens := b.tokens[s.from:]
	finish(tokens, lexicon)
	words, capitals, part := 0, 0, int16(0)
	for i := range tokens {
		t := &tokens[i]
		if breaksMain(t) {
			part++
		}
		t.part = part
		t.sentence = int32(len(b.sentences))
		if t.kind == word && !t.function {
			words++
			if t.capital {
				capitals++
			}
		}
	}
	s.heading = words >= 4 && capitals*10 >= words*8
	b.addQuantities(&s)
	markNegations(tokens)
	b.sentences = append(b.sentences, s)
	return &b.sentences[len(b.sentences)-1]
}

// breaksMain tells a mark or word that begins another main clause.
func breaksMain(t *token) bool {
	switch t.text {
	case ";", ":", "—", "–", "but", "while", "whereas", "although", "though", "mais", "tandis", "pero", "mientras":
		return true
	}
	return false
}

// finish gives stems, weights and places to the tokens of one sentence.
func finish(tokens []token, lexicon *vocabulary) {
	first := true
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case mark:
			if t.text == "\"" || t.text == "“" || t.text == ":" {
				first = true
			}
			continue
		case number:
			t.lex = lexicon.look(t.text)
			t.stem, t.weight, first = t.text, 1.2, false
			continue
		}
		t.first, first = first, false
		t.lex = lexicon.look(t.text)
		x := &lexicon.list[t.lex]
		t.stem, t.class = x.stem, x.class
		t.function = lexicon.isFunction(t)
		if t.function && t.capital && !t.first && len(t.text) <= 2 && isUpper(t.raw) && t.text != "i" && t.text != "a" {
			t.function = false // "US", "IT" in capitals
		}
		switch {
		case t.function:
			t.weight = 0
		case t.weight > 0: // set by the tokenizer
		case t.capital && !t.first:
			t.weight = 1.2
		default:
			t.weight = x.weight
		}
	}
}

// endsReach tells marks behind which a negation reaches no further.
func endsReach(text string) bool {
	switch text {
	case ".", ",", ";", ":", "!", "?", "(", ")", "،", "؛":
		return true
	}
	return false
}

// markNegations marks the words in the reach of a negation: up to five words of
// content behind it, or to the end of the clause; for French and similar also the
// verb that stands between the halves of the negation.
func markNegations(tokens []token) {
	left := 0
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.kind == mark && endsReach(t.text):
			left = 0
		case t.kind == word && t.class&isNegation != 0:
			if t.text == "not" && i+1 < len(tokens) && (tokens[i+1].text == "only" || tokens[i+1].text == "just") {
				continue
			}
			if t.text == "no" && i+1 < len(tokens) && (tokens[i+1].kind == number || tokens[i+1].text == ".") {
				continue // "No. 30"
			}
			left = 5
		case left > 0 && t.kind == word && t.class&isClauseEnd != 0:
			left = 0
		case left > 0 && t.kind != mark && !t.function:
			t.negated = true
			left--
		}
	}
}

// findNames lists the runs of capitalised words of a text. known tells words that
// the compared text writes in small letters, so that the first word of a sentence
// is no name by accident.
func (b *body) findNames(lowerElsewhere func(*token) bool) {
	if b.lang == "de" || b.lang == "ar" {
		return
	}
	for _, s := range b.sentences {
		if s.heading || s.record {
			continue
		}
		for i := s.from; i < s.to; i++ {
			if !b.isName(i, lowerElsewhere) {
				continue
			}
			end := i + 1
			for end < s.to {
				if b.isName(end, lowerElsewhere) {
					end++
					continue
				}
				if b.tokens[end].class&isNameJoin != 0 && end+1 < s.to && b.isName(end+1, lowerElsewhere) {
					end += 2
					continue
				}
				break
			}
			b.names = append(b.names, name{i, end})
			i = end
		}
	}
}

var nameJoins = set(`of de du des del da al bin ibn van von for the la le el y d`)

// calendar words are written with a capital letter without being names.
var calendar = set(`monday tuesday wednesday thursday friday saturday sunday january february march april may june
	july august september october november december mondays tuesdays wednesdays thursdays fridays saturdays sundays
	am pm mr mrs ms dr i ok okay`)

func (b *body) isName(at int, lowerElsewhere func(*token) bool) bool {
	t := &b.tokens[at]
	if t.kind != word || !t.capital || t.function || t.class&isCalendar != 0 {
		return false
	}
	if at+1 < len(b.tokens) && currencies[b.tokens[at+1].text] != "" {
		return false // "Swiss francs"
	}
	if !t.first {
		return true
	}
	if lowerElsewhere(t) {
		return false
	}
	if t.class&(isGeneral|isOpinion|isSpeech|isInference|isWish|isStrong|isWeak|isDegree|isNumberWord) != 0 {
		return false
	}
	// The first word of a sentence is a name if another name follows, or if it is no
	// ordinary English word as far as we know.
	if at+1 >= len(b.tokens) {
		return false
	}
	next := &b.tokens[at+1]
	switch {
	case next.kind != word:
		return false
	case next.capital && !next.function && next.class&isCalendar == 0 || next.class&isSpeech != 0:
		return true
	case len(englishMeaning().classes[t.stem]) > 0 || next.text == "the" || next.kind != word:
		return false // a word that has synonyms, or a verb that commands something
	}
	for _, ending := range []string{"ing", "ed", "ly", "tion", "ment", "ness", "ity", "ance", "ence", "ers", "ors", "als", "ants", "ions", "ies", "ics", "sts", "sion", "er", "est",
		"ive", "ous", "ful", "less", "able", "ible", "ary", "ory", "y"} {
		if strings.HasSuffix(t.text, ending) {
			return false
		}
	}
	return !strings.HasSuffix(t.text, "s") || isUpper(t.raw)
}

func isUpper(raw string) bool {
	for _, r := range raw {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}
