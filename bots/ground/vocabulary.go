package ground

import (
	"strings"
	"sync"
)

// wordClass tells which of the word lists of this package a word stands in. One look
// into one table answers what would take twenty looks into twenty.
type wordClass uint32

const (
	isNegation wordClass = 1 << iota
	isClauseEnd
	isStrong
	isWeak
	isPossible
	isWish
	isDuty
	isDecision
	isSpeech
	isCause
	isInference
	isOpinion
	isDegree
	isNumberWord
	isCalendar
	isNameJoin
	isGeneral
	isDenial
	isAuxiliary
	functionEnglish // and the other languages behind it, in the order of languages
)

// languages in the order of their bits; the first of several that fit equally wins.
var languages = []string{"en", "fr", "es", "pt", "de", "it", "ar"}

// functionBit is the class of the function words of a language, 0 for an unknown one.
func functionBit(lang string) wordClass {
	for i, name := range languages {
		if name == lang {
			return functionEnglish << i
		}
	}
	return 0
}

// classes holds the words of all lists. It is built once and never written to.
var classes = func() map[string]wordClass {
	table := make(map[string]wordClass, 4096)
	for _, list := range []struct {
		class wordClass
		words map[string]bool
	}{{isNegation, negations}, {isClauseEnd, clauseEnds}, {isStrong, strongQuantifiers}, {isWeak, weakQuantifiers},
		{isPossible, possibilities}, {isWish, wishes}, {isDuty, duties}, {isDecision, decisions}, {isSpeech, speech},
		{isCause, causes}, {isInference, inferences}, {isOpinion, opinions}, {isDegree, degree}, {isCalendar, calendar},
		{isNameJoin, nameJoins},
		{isDenial, denials}, {isAuxiliary, auxiliaries}} {
		for text := range list.words {
			table[text] |= list.class
		}
	}
	for text := range plainWeights {
		table[text] |= isGeneral
	}
	for text := range writtenNumbers {
		table[text] |= isNumberWord
	}
	for text := range fractions {
		table[text] |= isNumberWord
	}
	for _, text := range []string{"noon", "midnight"} {
		table[text] |= isNumberWord
	}
	for _, lang := range languages {
		for text := range functionWords[lang] {
			table[text] |= functionBit(lang)
		}
	}
	return table
}()

// lexeme is what is known of a word whatever the place it stands in.
type lexeme struct {
	stem     string
	class    wordClass
	weight   float64 // how much finding it proves, 0..1
	function bool
	kind     int32 // index+1 into the types of the sources, 0 if they do not hold it
}

// vocabulary gives the lexemes of one language, remembering what it has seen. It
// belongs to one call of Verify.
type vocabulary struct {
	stems    *stemmer
	function wordClass
	places   map[string]int32
	list     []lexeme
	common   map[string]lexeme // shared, read only
}

func newVocabulary(lang string, size int) *vocabulary {
	v := &vocabulary{stems: newStemmer(lang), function: functionBit(lang), places: make(map[string]int32, size), list: make([]lexeme, 0, size)}
	if lang == "en" {
		v.common = commonEnglish()
	}
	return v
}

// look gives the place of a folded word in the list.
func (v *vocabulary) look(text string) int32 {
	if at, ok := v.places[text]; ok {
		return at
	}
	at := int32(len(v.list))
	v.places[text] = at
	if x, ok := v.common[text]; ok {
		v.list = append(v.list, x)
	} else {
		v.list = append(v.list, newLexeme(text, classes[text], v.function, v.stems))
	}
	return at
}

func newLexeme(text string, class, function wordClass, stems *stemmer) lexeme {
	x := lexeme{stem: stems.reduce(text), class: class, weight: 1}
	x.function = class&function != 0 || text == "not" && stems.lang == "en"
	if class&isGeneral != 0 {
		x.weight = plainWeights[text]
	} else if general, ok := plainWeights[x.stem]; ok {
		x.weight = general
	}
	return x
}

// commonEnglish holds the lexemes of the words of all lists, as English; stemming
// them anew for each text took a quarter of the time. It is never written to.
var commonEnglish = sync.OnceValue(func() map[string]lexeme {
	stems := newStemmer("en")
	table := make(map[string]lexeme, len(classes))
	for text, class := range classes {
		table[text] = newLexeme(text, class, functionEnglish, stems)
	}
	return table
})

// stem gives what the forms of a folded word share.
func (v *vocabulary) stem(text string) string { return v.list[v.look(text)].stem }

// isFunction tells function words by their accents as well, "où" from "ou".
func (v *vocabulary) isFunction(t *token) bool {
	return v.list[t.lex].function || len(t.raw) != len(t.text) && classes[strings.ToLower(t.raw)]&v.function != 0
}
