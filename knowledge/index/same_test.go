package index

import (
	"fmt"
	"testing"
)

// TestBuildsAreTheSame: parts of an index are built side by side, and yet two
// indexes of one corpus find the same, with the same confidence.
func TestBuildsAreTheSame(t *testing.T) {
	c := curated(t)
	one, other := Build(c), Build(c)
	for _, q := range benchQuestions {
		if got, want := told(other.Search(q, "")), told(one.Search(q, "")); got != want {
			t.Errorf("two indexes answer %q differently:\n%s\n%s", q, want, got)
		}
	}
}

func told(r Result) string {
	s := fmt.Sprintf("%s %.9f %d", r.Lang, r.Confidence, r.Close)
	for _, h := range r.Hits {
		s += fmt.Sprintf(" %s %.9f %.9f", h.Entry.ID, h.Score, h.Confidence)
	}
	for _, m := range r.Missing {
		s += fmt.Sprintf(" %s %s", m.Kind, m.Text)
		for _, e := range m.Entries {
			s += " " + e.ID
		}
	}
	return s
}
