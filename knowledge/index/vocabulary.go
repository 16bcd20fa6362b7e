package index

import (
	"math"
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// vocabulary numbers the terms of the corpus: folded stems, numbers, pieces.
type vocabulary struct {
	ids   map[string]int32
	terms []term
	forms map[string]int32 // folded words as written -> their term
	// read holds, by language and exact word, what was read in texts of it. It
	// spares stemming a word again, unless nothing was stemmed.
	read    map[string]map[string]readWord
	stemmed bool
}

// readWord is a term, twice its number, and one more if a text was worded so in
// the language itself: search terms, sources and quotations need not be.
type readWord int32

func (w readWord) term() int32 { return int32(w >> 1) }
func (w readWord) own() bool   { return w&1 != 0 }

// term is one entry of the vocabulary with where it occurs.
type term struct {
	key    string
	shown  string // a word as it is written, for explanations
	docs   []posting
	units  []int32
	df     int32   // entries that carry it anywhere, their questions included
	weight float32 // how much it tells, from its rarity and its use
	use    words.Use
}

// posting is a term's occurrence in a doc; tf is weighted by field and
// divided by the length of the field.
type posting struct {
	doc int32
	tf  float32
	ask float32 // of title and questions alone
}

func newVocabulary() vocabulary {
	return vocabulary{ids: map[string]int32{}, forms: map[string]int32{}, read: map[string]map[string]readWord{}}
}

// id returns the number of a term, giving it one if it is new.
func (v *vocabulary) id(key, shown string) int32 {
	if id, ok := v.ids[key]; ok {
		return id
	}
	id := int32(len(v.terms))
	v.ids[key] = id
	v.terms = append(v.terms, term{key: key, shown: shown})
	return id
}

// readIn returns the words read in a language.
func (v *vocabulary) readIn(lang string) map[string]readWord {
	m, ok := v.read[lang]
	if !ok {
		m = map[string]readWord{}
		v.read[lang] = m
	}
	return m
}

// key is the term under which a token is indexed.
func key(lang string, t words.Token, stem func(lang, exact string) string) string {
	if t.Kind != words.Word {
		return t.Fold
	}
	return stem(lang, t.Exact)
}

// useFactor is how much of its rarity counts for a word of general language.
// Question words keep more than articles: "who" and "how" tell questions apart.
var useFactor = [...]float64{words.Content: 1, words.Common: 0.45, words.Asking: 0.4, words.Function: 0.2}

// rarity is the inverse document frequency, never negative.
func rarity(df, docs int) float64 {
	return math.Log(1 + (float64(docs)-float64(min(df, docs))+0.5)/(float64(df)+0.5))
}

// unknownWeight is what a word that is in no doc of its language would weigh.
func (x *Index) unknownWeight(use words.Use, lang string) float32 {
	return float32(useFactor[use] * rarity(0, x.lang.among(lang, len(x.entries))))
}

func sortedUnique(ids []int32) []int32 {
	slices.Sort(ids)
	return slices.Clip(slices.Compact(ids))
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
