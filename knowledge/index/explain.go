package index

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge"
)

// Explanation is a decision of Search with what led to it.
type Explanation struct {
	Result
	Words []WordExplanation
	Hits  []HitExplanation // as many as Result.Hits
}

// WordExplanation says what became of a word of the question.
type WordExplanation struct {
	Word   string
	Weight float64  // share of the question's weight, 0 to 1
	Known  bool     // occurs in the corpus
	As     []string // what it was taken for: "vaccine", "jab (synonym)"
	Fields []string // where the first hit has it: "title", "questions"
}

// HitExplanation says what speaks for a hit.
type HitExplanation struct {
	Entry    *knowledge.Entry
	Question string // the nearest title or question
	Coverage float64
	Parts    []Contribution
}

// Contribution is what a part of the engine adds to a score.
type Contribution struct {
	Part  string
	Value float64 // 0 to 1
	Adds  float64 // to the score
}

// Explain makes the decision of Search and says how it came about.
func (x *Index) Explain(text, lang string) Explanation {
	s := x.scratch()
	defer x.pool.Put(s)
	q := x.read(text, lang, s)
	found := x.find(q, s)
	e := Explanation{Result: x.judge(q, found)}
	for i := range q.terms {
		e.Words = append(e.Words, x.explainWord(q, i, found))
	}
	for i, h := range e.Result.Hits {
		e.Hits = append(e.Hits, x.explainHit(h, &found[i]))
	}
	return e
}

func (x *Index) explainHit(h Hit, c *candidate) HitExplanation {
	out := HitExplanation{Entry: h.Entry, Question: h.Question, Coverage: float64(c.coverage)}
	w := x.weightsFor(c.doc)
	for p, v := range c.parts {
		if v > 0 {
			out.Parts = append(out.Parts, Contribution{partNames[p], float64(v), float64(v * w[p])})
		}
	}
	return out
}

func (x *Index) explainWord(q *query, i int, found []candidate) WordExplanation {
	t := &q.terms[i]
	out := WordExplanation{Word: t.token.Raw, Known: t.known}
	if q.total > 0 {
		out.Weight = float64(t.weight / q.total)
	}
	for _, a := range t.alts {
		as := x.terms.terms[a.term].shown
		if a.why != "" {
			as += " (" + a.why + ")"
		}
		out.As = append(out.As, as)
	}
	if len(found) > 0 {
		out.Fields = x.fieldsOf(t, &found[0])
	}
	return out
}

// fieldsOf names the parts of an entry that carry a word.
func (x *Index) fieldsOf(t *queryTerm, c *candidate) []string {
	d := &x.docs[c.doc]
	in := func(ids []int32) bool {
		return slices.ContainsFunc(t.alts, func(a alternative) bool { return slices.Contains(ids, a.term) })
	}
	var out []string
	end := slices.Index(d.tokens, gap)
	if end >= 0 && in(d.tokens[:end]) {
		out = append(out, "title")
	}
	if end >= 0 && in(d.tokens[end:]) {
		out = append(out, "text")
	}
	for u := d.first; u < d.last; u++ {
		if x.units[u].kind == questionUnit && in(x.flat[x.units[u].from:x.units[u].to]) {
			out = append(out, "questions")
			break
		}
	}
	if len(out) == 0 && in(d.carried) {
		out = append(out, "themes, speaker, source, quotation or terms")
	}
	return out
}
