package answer_test

import (
	"testing"

	"github.com/idmbot/idmbot/bots/answer"
)

// TestOfficesByYear promises that an office several people held stands for
// those of them who spoke of the subject, or held it in the year named, and
// never lends one holder's words to another.
func TestOfficesByYear(t *testing.T) {
	t.Parallel()
	const vitorino, pope = "António Vitorino", "Amy Pope"
	for _, c := range []struct {
		text string
		want []string // the speakers of what is shown, in order
	}{
		{"who is the Director General of IOM?", []string{vitorino, pope}},
		{"qui est le chef de l'OIM", []string{vitorino, pope}},
		{"what does the head of IOM say about poverty?", []string{vitorino}},
		{"what did IOM's Director General say about pathways?", []string{pope}},
		{"¿qué dijo la directora general de la OIM sobre las vías regulares?", []string{pope}},
		{"IOM Director General 2024 quote", []string{pope}},
		{"the Director-General of UNESCO on education", []string{"Audrey Azoulay"}},
	} {
		a := curated().Ask(answer.Question{Text: c.text})
		var got []string
		for _, e := range a.Shown {
			if s := e.Source.Speaker; len(got) == 0 || got[len(got)-1] != s {
				got = append(got, s)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%q: %s %v of %v, want %v", c.text, a.Outcome, ids(a.Shown), got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %s %v of %v, want %v", c.text, a.Outcome, ids(a.Shown), got, c.want)
			}
		}
	}
	for _, text := range []string{"what did the DG say about brexit", "the Director General on football",
		"Does the Director General set the subject of the dialogue?"} {
		for _, e := range curated().Ask(answer.Question{Text: text}).Shown {
			if s := e.Source.Speaker; s == vitorino || s == pope {
				t.Errorf("%q shows %s", text, e.ID)
			}
		}
	}
}
