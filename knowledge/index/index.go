package index

import (
	"slices"
	"sync"

	"github.com/idmbot/idmbot/knowledge"
)

// Index answers which entries of one corpus a question is about. It never
// changes after Build and is safe for concurrent use.
type Index struct {
	off      map[string]bool // parts switched off by Without
	corpus   *knowledge.Corpus
	entries  []*knowledge.Entry
	docs     []doc     // the wordings of the entries, in every language
	units    []unit    // their titles, questions and, where there are none, sentences
	flat     []int32   // terms of all units, in order
	norm     []float32 // by unit, the length of its word vector
	ends     []int32   // by doc, where its units end; they begin where those of the one before end
	docEntry []int32   // by doc
	terms    vocabulary
	grams    gramIndex
	speller  speller
	firstDoc []int32 // by entry
	class    classifier
	lang     detector
	verbatim verbatim
	names    gazetteer
	syn      synonyms
	thes     thesaurus
	scale    scale
	suggest  suggester
	pool     sync.Pool // *scratch
	// countries are those that questions have named: *country by code.
	countries sync.Map
}

// doc is one wording of an entry.
type doc struct {
	entry       int32
	lang        string
	first, last int32   // units[first:last]
	asked       int32   // how many of the units are questions
	tokens      []int32 // term ids of title and text in order; gap between sentences
	carried     []int32 // sorted ids of every term found anywhere in the doc
}

// carries reports whether a term occurs anywhere in the doc.
func (d *doc) carries(term int32) bool {
	_, ok := slices.BinarySearch(d.carried, term)
	return ok
}

// unit is a short piece of text that a question is compared with as a whole.
type unit struct {
	doc      int32
	kind     unitKind
	text     string
	from, to int32 // its terms in Index.flat
}

type unitKind uint8

const (
	titleUnit unitKind = iota
	questionUnit
	sentenceUnit
)

// Result is what Search found, best first.
type Result struct {
	Hits []Hit
	// Confidence is the calibrated probability that the first hit answers the
	// question; 0 if there is none. At or above Threshold it should be given
	// as the answer.
	Confidence, Threshold float64
	// Lang is the language told, or the one detected.
	Lang string
	// Missing lists what the question names and the first hit does not carry.
	Missing []Mention
	// Corrections lists words that were read as other words.
	Corrections []Correction
	// Close is how many leading hits are too close to tell apart: at least 1
	// when there are hits.
	Close int
}

// Hit is one entry found.
type Hit struct {
	Entry *knowledge.Entry
	// Score orders the hits; it lies between 0 and about 1.
	Score float64
	// Confidence is the calibrated probability that this entry answers.
	Confidence float64
	// Question is the title or question of the entry that is nearest to the
	// question asked, Similarity how near: 0 nothing in common, 1 the same.
	Question   string
	Similarity float64
	// Lang is the language of the wording that matched best.
	Lang string
}

// Mention is something definite that a question names.
type Mention struct {
	Text string
	Kind MentionKind
	// Known is true if it occurs elsewhere in the corpus, in Entries (at most
	// three, best first).
	Known   bool
	Entries []*knowledge.Entry
	// Namesake is true where the corpus knows somebody of that name, and the
	// question means somebody else.
	Namesake bool

	guessed bool // only its place in the question makes it a name
	naming  *naming
}

// MentionKind says what sort of thing is named.
type MentionKind string

// The kinds of things a question can name.
const (
	Person       MentionKind = "person"
	Year         MentionKind = "year"
	Month        MentionKind = "month"
	Number       MentionKind = "number"
	Place        MentionKind = "place"
	Organization MentionKind = "organization"
	Session      MentionKind = "session"
	Word         MentionKind = "word"
)

// Correction is a word of the question that was read as another.
type Correction struct{ From, To string }

// Suggestion completes what a person is typing: a question or title of Entry,
// or the name of the theme with id Theme.
type Suggestion struct {
	Text  string
	Entry *knowledge.Entry
	Theme string
}

// most is how many hits Search returns.
const most = 10

// Search finds the entries that text asks for. lang is the language the
// person is known to use, "" if not told. It takes any text.
func (x *Index) Search(text, lang string) Result {
	s := x.scratch()
	defer x.pool.Put(s)
	q := x.read(text, lang, s)
	return x.judge(q, x.find(q, s))
}
