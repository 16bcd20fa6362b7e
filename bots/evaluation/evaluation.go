// Package evaluation measures answers against questions whose right answers
// are known. It is pure: cases and observations in, figures out.
package evaluation

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
	// Misses are the cases that went wrong, those that do most harm first;
	// Confusions groups them by what was taken for what.
	Misses     []Miss      `json:"misses,omitempty"`
	Confusions []Confusion `json:"confusions,omitempty"`
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
	worstFirst(r.Misses)
	r.Confusions = confusions(r.Misses)
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
