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
	record     bool // a field of a record
	heading    bool // most words begin with a capital letter
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
func (b *body) addProse(text string, source int, stems *stemmer) {
	for _, piece := range splitSentences(text) {
		b.addSentence(text[piece[0]:piece[1]], piece[0], source, stems)
	}
}

func (b *body) addSentence(text string, offset, source int, stems *stemmer) *span {
	tokens := tokenize(text)
	s := span{from: len(b.tokens), to: len(b.tokens) + len(tokens), start: offset, end: offset + len(text), source: source}
	finish(tokens, stems)
	words, capitals := 0, 0
	for i := range tokens {
		t := &tokens[i]
		t.sentence = int32(len(b.sentences))
		if t.kind == word && !t.function {
			words++
			if t.capital {
				capitals++
			}
		}
	}
	s.heading = words >= 4 && capitals*10 >= words*8
	found := findQuantities(tokens)
	for i := range tokens {
		if tokens[i].quantity > 0 {
			tokens[i].quantity += int32(len(b.quantities))
		}
	}
	for _, q := range found {
		q.from += s.from
		q.to += s.from
		b.quantities = append(b.quantities, q)
	}
	markNegations(tokens)
	b.tokens = append(b.tokens, tokens...)
	b.sentences = append(b.sentences, s)
	return &b.sentences[len(b.sentences)-1]
}

// finish gives stems, weights and places to the tokens of one sentence.
func finish(tokens []token, stems *stemmer) {
	first := true
	table := functionWords[stems.lang]
	for i := range tokens {
		t := &tokens[i]
		switch t.kind {
		case mark:
			if t.text == "\"" || t.text == "“" || t.text == ":" {
				first = true
			}
			continue
		case number:
			t.stem, t.weight, first = t.text, 1.2, false
			continue
		}
		t.first, first = first, false
		t.stem = stems.stem(t.text)
		t.function = table[t.text] || table[strings.ToLower(t.raw)] || negations[t.text] && stems.lang == "en" && t.text == "not"
		if t.function && t.capital && !t.first && len(t.text) <= 2 && strings.ToUpper(t.raw) == t.raw && t.text != "i" && t.text != "a" {
			t.function = false // "US", "IT" in capitals
		}
		switch {
		case t.function:
			t.weight = 0
		case t.weight > 0: // set by the tokenizer
		case t.capital && !t.first:
			t.weight = 1.2
		default:
			t.weight = 1
			if general, ok := plainWeights[t.text]; ok {
				t.weight = general
			} else if general, ok := plainWeights[t.stem]; ok {
				t.weight = general
			}
		}
	}
}

// markNegations marks the words in the reach of a negation: up to five words of
// content behind it, or to the end of the clause; for French and similar also the
// verb that stands between the halves of the negation.
func markNegations(tokens []token) {
	left := 0
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.kind == mark && strings.ContainsAny(t.text, ".,;:!?()،؛"):
			left = 0
		case t.kind == word && negations[t.text]:
			if t.text == "not" && i+1 < len(tokens) && (tokens[i+1].text == "only" || tokens[i+1].text == "just") {
				continue
			}
			if t.text == "no" && i+1 < len(tokens) && (tokens[i+1].kind == number || tokens[i+1].text == ".") {
				continue // "No. 30"
			}
			left = 5
		case left > 0 && t.kind == word && clauseEnds[t.text]:
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
func (b *body) findNames(lowerElsewhere func(stem string) bool) {
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
				if nameJoins[b.tokens[end].text] && end+1 < s.to && b.isName(end+1, lowerElsewhere) {
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

func (b *body) isName(at int, lowerElsewhere func(string) bool) bool {
	t := &b.tokens[at]
	if t.kind != word || !t.capital || t.function || calendar[t.text] {
		return false
	}
	if !t.first {
		return true
	}
	if lowerElsewhere(t.stem) {
		return false
	}
	if _, general := plainWeights[t.text]; general || opinions[t.text] || speech[t.text] || inferences[t.text] || wishes[t.text] {
		return false
	}
	// The first word of a sentence is a name if another name follows, or if it is
	// not an ordinary English derivation.
	if at+1 < len(b.tokens) {
		if next := &b.tokens[at+1]; next.kind == word && next.capital && !next.function {
			return true
		}
	}
	for _, ending := range []string{"ing", "ed", "ly", "tion", "ment", "ness", "ity", "ance", "ence", "ers", "ors", "als", "ants", "ions", "ies", "ics", "sts"} {
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
