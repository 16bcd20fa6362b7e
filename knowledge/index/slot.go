package index

import (
	"slices"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// slotWords are the words that make a name of what follows them, by language.
type slotWords struct {
	saying  map[string]bool // "dit", "said": what follows says it, or in English what goes before
	source  map[string]bool // "selon", "according": the same, a preposition
	speech  map[string]bool // "statement": whose it is follows after a preposition
	topic   map[string]bool // prepositions of what is asked about, and where
	about   map[string]bool // those of a subject alone
	article map[string]bool // may stand between
	before  bool            // who says it stands before the verb
}

var slotsOf = map[string]slotWords{
	"en": {
		saying: wordSet("say says said saying think thinks thought declare declared state stated claim claims claimed speak spoke argue argued"),
		source: wordSet("according"), speech: wordSet("statement message speech quote remarks address position contribution opinion view views"),
		about:   wordSet("about on regarding concerning"),
		topic:   wordSet("about on regarding concerning in at from for with against of by"),
		article: wordSet("the a an to mr mrs ms dr president minister"), before: true,
	},
	"fr": {
		saying: wordSet("dit disait declare pense affirme estime explique propose"), source: wordSet("selon apres"),
		speech:  wordSet("declaration message discours citation propos position contribution avis"),
		about:   wordSet("sur concernant propos sujet"),
		topic:   wordSet("sur concernant a au aux en dans pour contre de du des avec par"),
		article: wordSet("le la les l un une des president ministre"),
	},
	"es": {
		saying: wordSet("dijo dice decia declaro opina piensa afirma afirmo explica propone"), source: wordSet("segun"),
		speech:  wordSet("declaracion mensaje discurso cita posicion contribucion opinion"),
		about:   wordSet("sobre acerca respecto"),
		topic:   wordSet("sobre acerca en para contra de del con por a al"),
		article: wordSet("el la los las un una presidente presidenta ministro ministra"),
	},
	"ar": {
		saying: wordSet("قال قالت يقول تقول صرح صرحت يرى ترى ذكر ذكرت"), source: wordSet("حسب وفقا"),
		speech: wordSet("بيان رسالة خطاب كلمة تصريح موقف"), about: wordSet("عن حول بشأن"), topic: wordSet("عن حول بشأن في ضد مع من الى"),
		article: wordSet("الرئيس الوزير"),
	},
}

// slots finds names by their place in a question: words that the whole corpus
// lacks where somebody's name, or what is asked about, must stand.
func (x *Index) slots(q *query, at []int) []naming {
	w, ok := slotsOf[q.lang]
	if !ok {
		return nil
	}
	var out []naming
	take := func(kind MentionKind, i int) {
		t := &q.terms[at[i]]
		if t.token.Kind == words.Word && t.use == words.Content && strange(t) {
			out = append(out, naming{kind: kind, text: t.token.Raw, term: at[i], guessed: kind == Word})
		}
	}
	for i := range q.tokens {
		fold := q.tokens[i].Fold
		switch {
		case w.saying[fold] && w.before:
			for k := i - 1; k >= 0 && within(q, at, k, w); k-- {
				take(Person, k)
			}
		case w.saying[fold], w.source[fold]:
			for k := i + 1; k < len(q.tokens) && within(q, at, k, w); k++ {
				take(Person, k)
			}
		case w.speech[fold] && i+1 < len(q.tokens) && w.topic[q.tokens[i+1].Fold]:
			for k := i + 2; k < len(q.tokens) && within(q, at, k, w); k++ {
				take(Person, k)
			}
		}
	}
	for i := range q.tokens {
		if w.topic[q.tokens[i].Fold] {
			for k := i + 1; k < len(q.tokens) && within(q, at, k, w); k++ {
				take(Word, k)
			}
		}
	}
	return out
}

// topicOf returns the places in the terms of the words of meaning behind the
// last preposition of a subject, but for people, years and months.
func topicOf(q *query, at []int, named []naming) []int {
	w := slotsOf[q.lang]
	var out []int
	for i := range q.tokens {
		if !w.about[q.tokens[i].Fold] {
			continue
		}
		out = out[:0]
		for _, k := range at[i+1:] {
			isName := slices.ContainsFunc(named, func(n naming) bool {
				return n.term == k && (n.kind == Person || n.kind == Year || n.kind == Month)
			})
			if q.terms[k].use == words.Content && !isName {
				out = append(out, k)
			}
		}
	}
	return out
}

// within reports whether a word may belong to a name: it carries meaning, or is
// an article or an office before a name.
func within(q *query, at []int, i int, w slotWords) bool {
	return q.terms[at[i]].use == words.Content || w.article[q.tokens[i].Fold]
}

// strange reports a word that the corpus has not, nor anything like it.
func strange(t *queryTerm) bool {
	return !t.known && !slices.ContainsFunc(t.alts, func(a alternative) bool { return t.surely(a) })
}

// surely reports whether something may be taken for a word where it matters: no
// word that only looks like it, and for a short word no spelling error, since
// one letter makes another word of it.
func (t *queryTerm) surely(a alternative) bool {
	const short = 6 // letters
	return a.why != "kin" && (a.why != "typo" || utf8.RuneCountInString(t.token.Fold) >= short)
}

// surelyHas reports whether a candidate carries a word of the question. One of
// several words that mean the same together is not enough in the question's own
// language: "home" for money sent home.
func (x *Index) surelyHas(q *query, c *candidate, t *queryTerm) bool {
	const least = 0.5 // what a word is worth that means the same alone
	d := &x.docs[c.doc]
	return slices.ContainsFunc(t.alts, func(a alternative) bool {
		return t.surely(a) && (a.worth >= least || d.lang != q.lang) && d.carries(a.term)
	})
}
