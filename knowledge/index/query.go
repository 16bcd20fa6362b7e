package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// query is a question taken apart.
type query struct {
	text     string // clipped
	lang     string
	sure     bool
	langs    []string // languages whose stemming is tried
	stems    *stems
	all      []words.Token
	tokens   []words.Token // the first of them, which are looked up
	terms    []queryTerm
	rarest   []int   // places in terms, see rarestFirst
	grams    []int32 // known n-grams, in the order of their hashes
	gramNorm float32 // length of the vector of n-grams, unknown ones with it
	norm     float32 // length of the word vector
	total    float32 // sum of the weights
	fixed    []Correction
	named    []naming
	topic    []int // places in terms of what is asked about: "about jobs"
}

// queryTerm is one different word of a question with everything in the
// vocabulary that is taken for it.
type queryTerm struct {
	token  words.Token
	use    words.Use
	weight float32
	known  bool // occurs in the corpus as typed, or stemmed
	alts   []alternative
}

// alternative is a term that stands for a word of the question.
type alternative struct {
	term  int32
	worth float32 // 1 for the word itself
	why   string  // "", "synonym", "thesaurus", "part", "typo", "kin"
}

// Bounds on a question: what is longer is cut, nobody asks in more.
const (
	longestQuestion = 1500 // bytes
	mostTokens      = 120
)

func clip(text string) string {
	if len(text) > longestQuestion {
		text = text[:longestQuestion]
		for len(text) > 0 && !utf8.ValidString(text[max(0, len(text)-utf8.UTFMax):]) && !utf8.RuneStart(text[len(text)-1]) {
			text = text[:len(text)-1]
		}
	}
	return strings.ToValidUTF8(text, " ")
}

func (x *Index) analyze(text, lang string, s *scratch) *query {
	q := &query{text: clip(text), lang: lang, sure: lang != ""}
	s.stems.cut(q.text)
	q.stems, q.all = &s.stems, s.stems.tokens
	q.tokens = q.all[:min(len(q.all), mostTokens)]
	if lang == "" {
		q.lang, q.sure = x.lang.of(q.text, q.stems)
	}
	q.langs = x.stemmings(q)
	for i := range q.tokens {
		if !repeated(q.terms, q.tokens[i].Fold) {
			q.terms = append(q.terms, x.queryTerm(i, q))
		}
	}
	if x.on("synonyms") {
		x.syn.expand(x, q)
	}
	x.thes.expand(x, q)
	for i := range q.terms {
		t := &q.terms[i]
		q.total += t.weight
		q.norm += t.weight * t.weight
	}
	q.norm = sqrt(q.norm)
	if x.on("mismatch") {
		q.named, q.topic = x.namings(q)
	}
	x.grams.read(q, s)
	return q
}

// stemmings are the languages in which words of the question are stemmed: its
// own if the corpus has it, and where in doubt the others of the corpus.
func (x *Index) stemmings(q *query) []string {
	var langs []string
	if q.lang != "" && (x.lang.docs[q.lang] > 0 || q.sure) {
		langs = append(langs, q.lang)
	}
	_, script := words.ByScript(q.text)
	for _, l := range words.InScript(script) {
		if l != q.lang && x.lang.share[l] > 0 && (!q.sure || x.lang.docs[q.lang] == 0) {
			langs = append(langs, l)
		}
	}
	return langs
}

func repeated(terms []queryTerm, fold string) bool {
	return slices.ContainsFunc(terms, func(t queryTerm) bool { return t.token.Fold == fold })
}

// queryTerm looks token i up.
func (x *Index) queryTerm(i int, q *query) queryTerm {
	t := q.tokens[i]
	qt := queryTerm{token: t, use: words.UseOf(q.lang, t.Fold)}
	add := func(id int32, ok bool) {
		if !ok || slices.ContainsFunc(qt.alts, func(a alternative) bool { return a.term == id }) {
			return
		}
		qt.alts = append(qt.alts, alternative{term: id, worth: 1})
	}
	if x.on("stems") {
		for _, lang := range q.langs {
			id, ok := x.terms.in(lang, q.stems, i)
			add(id, ok)
		}
	}
	id, ok := x.terms.forms[t.Fold]
	add(id, ok)
	qt.known = len(qt.alts) > 0
	if qt.known {
		for _, a := range qt.alts {
			qt.weight = max(qt.weight, x.terms.terms[a.term].weight)
		}
		// A word may be listed in the language of the question only.
		qt.weight = min(qt.weight, x.unknownWeight(qt.use, q.lang))
		if !ok {
			x.doubtStem(&qt, q)
		}
		return qt
	}
	qt.weight = x.unknownWeight(qt.use, q.lang)
	if x.thes.holds(i, q) {
		return qt
	}
	if x.on("compounds") {
		x.takeApart(&qt, q)
	}
	if len(qt.alts) == 0 {
		x.guessWord(&qt, q)
	}
	return qt
}
