// Package evaluation measures answers against questions whose right answers
// are known. It is pure: cases and observations in, figures out.
package evaluation

import (
	"math"
	"slices"
)

// Case is one question with what is expected.
type Case struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Lang string `json:"lang"`
	// Expect are the ids of the entries that answer it, best first.
	Expect  []string `json:"expect"`
	InScope bool     `json:"in_scope"`
	// Outcome and Style are optional, for finer figures.
	Outcome string `json:"outcome"`
	Style   string `json:"style"`
}

// Observation is what was answered.
type Observation struct {
	Outcome    string
	Confidence float64
	Results    []string // ranking, best first
	Shown      []string
}

// answered reports whether entries were presented as an answer.
func (o Observation) answered() bool { return o.Outcome == "answer" || o.Outcome == "choice" }

// Share is a proportion with its 95 % interval (Wilson's score interval).
type Share struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
}

func share(hits, n int) Share {
	if n == 0 {
		return Share{}
	}
	const z = 1.96
	p, f := float64(hits)/float64(n), float64(n)
	mid := (p + z*z/(2*f)) / (1 + z*z/f)
	half := z / (1 + z*z/f) * math.Sqrt(p*(1-p)/f+z*z/(4*f*f))
	return Share{p, math.Max(0, mid-half), math.Min(1, mid+half), n}
}

// Figures are the measures over a group of cases.
type Figures struct {
	Cases int `json:"cases"`
	// Best1 counts in-scope questions whose first result is the best entry,
	// Hit1 and Hit3 those with any expected entry among the first one or three.
	Best1 Share `json:"best@1"`
	Hit1  Share `json:"hit@1"`
	Hit3  Share `json:"hit@3"`
	// MRR is the mean reciprocal rank of the first expected entry, NDCG10 the
	// normalised discounted cumulative gain of the first ten, each expected
	// entry counting one.
	MRR    float64 `json:"mrr"`
	NDCG10 float64 `json:"ndcg@10"`
	// FalseRefusals are in-scope questions to which no entry was presented.
	FalseRefusals Share `json:"false_refusals"`
	// WrongAnswers are questions answered with entries none of which is
	// expected, out-of-scope questions included; AnsweredOut is the share of
	// out-of-scope questions that were answered.
	WrongAnswers Share `json:"wrong_answers"`
	AnsweredOut  Share `json:"answered_out_of_scope"`
	// OutcomeRight is the share of cases with a stated outcome that met it.
	OutcomeRight Share `json:"outcome_right"`
	// AUROC tells how well Confidence separates in scope from out of scope.
	AUROC float64 `json:"auroc"`
}

// Miss is a case that went wrong.
type Miss struct {
	Case Case        `json:"case"`
	Got  Observation `json:"got"`
	Why  string      `json:"why"`
}

// Report holds figures over all cases and over groups of them.
type Report struct {
	All       Figures            `json:"all"`
	ByLang    map[string]Figures `json:"by_language"`
	ByStyle   map[string]Figures `json:"by_style,omitempty"`
	ByOutcome map[string]Figures `json:"by_outcome,omitempty"`
	Misses    []Miss             `json:"misses,omitempty"`
}

// Evaluate measures observations; the two slices go together.
func Evaluate(cases []Case, got []Observation) Report {
	r := Report{
		All:       figures(cases, got, func(Case) bool { return true }),
		ByLang:    groups(cases, got, func(c Case) string { return c.Lang }),
		ByStyle:   groups(cases, got, func(c Case) string { return c.Style }),
		ByOutcome: groups(cases, got, func(c Case) string { return c.Outcome }),
	}
	for i, c := range cases {
		if why := miss(c, got[i]); why != "" {
			r.Misses = append(r.Misses, Miss{c, got[i], why})
		}
	}
	return r
}

func groups(cases []Case, got []Observation, key func(Case) string) map[string]Figures {
	out := map[string]Figures{}
	for _, c := range cases {
		k := key(c)
		if _, done := out[k]; !done && k != "" {
			out[k] = figures(cases, got, func(c Case) bool { return key(c) == k })
		}
	}
	return out
}

func miss(c Case, o Observation) string {
	switch {
	case c.InScope && !o.answered():
		return "refused"
	case !c.InScope && o.answered():
		return "answered out of scope"
	case c.InScope && !overlap(o.Shown, c.Expect):
		return "wrong entry"
	case c.Outcome != "" && !outcomeMet(c.Outcome, o.Outcome):
		return "other outcome"
	}
	return ""
}

// outcomeMet compares outcomes; "related_or_not_found" stands for either, and
// an answer where a choice was expected (or the reverse) is judged by its
// entries, not by the form.
func outcomeMet(want, got string) bool {
	switch want {
	case "related_or_not_found":
		return got == "related" || got == "not_found"
	case "answer", "choice":
		return got == "answer" || got == "choice"
	}
	return want == got
}

func figures(cases []Case, got []Observation, in func(Case) bool) Figures {
	var f Figures
	var scope, out, best1, hit1, hit3, refused, wrong, answeredOut, stated, met int
	var positive, negative []float64
	for i, c := range cases {
		if !in(c) {
			continue
		}
		f.Cases++
		o := got[i]
		if c.Outcome != "" {
			stated++
			if outcomeMet(c.Outcome, o.Outcome) {
				met++
			}
		}
		if !c.InScope {
			out++
			negative = append(negative, o.Confidence)
			if o.answered() {
				answeredOut++
				wrong++
			}
			continue
		}
		scope++
		positive = append(positive, o.Confidence)
		if !o.answered() {
			refused++
		} else if !overlap(o.Shown, c.Expect) {
			wrong++
		}
		if len(c.Expect) > 0 && len(o.Results) > 0 && o.Results[0] == c.Expect[0] {
			best1++
		}
		if overlap(o.Results[:min(1, len(o.Results))], c.Expect) {
			hit1++
		}
		if overlap(o.Results[:min(3, len(o.Results))], c.Expect) {
			hit3++
		}
		f.MRR += reciprocalRank(o.Results, c.Expect)
		f.NDCG10 += ndcg(o.Results, c.Expect)
	}
	if scope > 0 {
		f.MRR /= float64(scope)
		f.NDCG10 /= float64(scope)
	}
	f.Best1, f.Hit1, f.Hit3 = share(best1, scope), share(hit1, scope), share(hit3, scope)
	f.FalseRefusals, f.WrongAnswers = share(refused, scope), share(wrong, scope+out)
	f.AnsweredOut, f.OutcomeRight = share(answeredOut, out), share(met, stated)
	f.AUROC = auroc(positive, negative)
	return f
}

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func reciprocalRank(results, expect []string) float64 {
	for i, id := range results {
		if slices.Contains(expect, id) {
			return 1 / float64(i+1)
		}
	}
	return 0
}

func ndcg(results, expect []string) float64 {
	var gain, ideal float64
	for i, id := range results[:min(10, len(results))] {
		if slices.Contains(expect, id) {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(10, len(expect)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

// auroc is the probability that a random positive has a higher value than a
// random negative, ties counting half; 0 if one side is empty.
func auroc(positive, negative []float64) float64 {
	if len(positive) == 0 || len(negative) == 0 {
		return 0
	}
	slices.Sort(negative)
	var sum float64
	for _, p := range positive {
		below, _ := slices.BinarySearch(negative, p)
		upTo := below
		for upTo < len(negative) && negative[upTo] == p {
			upTo++
		}
		sum += float64(below) + float64(upTo-below)/2
	}
	return sum / float64(len(positive)*len(negative))
}

// Value returns a figure by its name in JSON, for floors on the command line.
func (f Figures) Value(name string) (float64, bool) {
	switch name {
	case "best@1":
		return f.Best1.Value, true
	case "hit@1":
		return f.Hit1.Value, true
	case "hit@3":
		return f.Hit3.Value, true
	case "mrr":
		return f.MRR, true
	case "ndcg@10":
		return f.NDCG10, true
	case "false_refusals":
		return f.FalseRefusals.Value, true
	case "wrong_answers":
		return f.WrongAnswers.Value, true
	case "answered_out_of_scope":
		return f.AnsweredOut.Value, true
	case "outcome_right":
		return f.OutcomeRight.Value, true
	case "auroc":
		return f.AUROC, true
	}
	return 0, false
}

// Names lists the figures that Value knows.
var Names = []string{"best@1", "hit@1", "hit@3", "mrr", "ndcg@10", "false_refusals",
	"wrong_answers", "answered_out_of_scope", "outcome_right", "auroc"}

// SmallerIsBetter reports whether a figure counts failures, so that a floor on
// it is a ceiling.
func SmallerIsBetter(name string) bool {
	return name == "false_refusals" || name == "wrong_answers" || name == "answered_out_of_scope"
}
