package evaluation

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestEvaluate: refusals, wrong entries and answers to what is out of scope
// are told apart, and the ranking is measured over what is in scope only.
func TestEvaluate(t *testing.T) {
	t.Parallel()
	cases := []Case{
		{ID: "best", Lang: "en", Expect: []string{"a", "b"}, InScope: true, Outcome: "answer"},
		{ID: "second", Lang: "en", Expect: []string{"a", "b"}, InScope: true, Outcome: "choice"},
		{ID: "refused", Lang: "fr", Expect: []string{"a"}, InScope: true, Outcome: "answer"},
		{ID: "wrong", Lang: "fr", Expect: []string{"a"}, InScope: true, Outcome: "answer"},
		{ID: "out", Lang: "fr", Outcome: "related_or_not_found"},
		{ID: "plea", Lang: "en", Outcome: "referral"},
	}
	got := []Observation{
		{Outcome: "answer", Confidence: 0.9, Results: []string{"a", "b"}, Shown: []string{"a"}},
		{Outcome: "answer", Confidence: 0.8, Results: []string{"b", "c"}, Shown: []string{"b"}},
		{Outcome: "related", Confidence: 0.3, Results: []string{"x", "a"}},
		{Outcome: "answer", Confidence: 0.7, Results: []string{"x", "y", "z", "a"}, Shown: []string{"x"}},
		{Outcome: "answer", Confidence: 0.6, Results: []string{"x"}, Shown: []string{"x"}},
		{Outcome: "referral"},
	}
	r := Evaluate(cases, got)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"best@1", r.All.Best1.Value, 0.25}, {"hit@1", r.All.Hit1.Value, 0.5}, {"hit@3", r.All.Hit3.Value, 0.75},
		{"mrr", r.All.MRR, (1 + 1 + 0.5 + 0.25) / 4}, {"false refusals", r.All.FalseRefusals.Value, 0.25},
		{"wrong answers", r.All.WrongAnswers.Value, 2.0 / 6}, {"answered out of scope", r.All.AnsweredOut.Value, 0.5},
		{"outcome right", r.All.OutcomeRight.Value, 4.0 / 6}, {"auroc", r.All.AUROC, 7.0 / 8},
		{"joint accuracy", r.All.Joint.Value, 3.0 / 6}, {"fpr at 95 tpr", r.All.FPR95, 0.5},
		{"best@1 in English", r.ByLang["en"].Best1.Value, 0.5},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%s: %.3f, want %.3f", c.name, c.got, c.want)
		}
	}
	want := map[string]string{"refused": "refused", "wrong": "wrong entry", "out": "answered out of scope"}
	if len(r.Misses) != len(want) {
		t.Fatalf("%d misses, want %d", len(r.Misses), len(want))
	}
	for _, m := range r.Misses {
		if want[m.Case.ID] != m.Why {
			t.Errorf("%s is called %q, want %q", m.Case.ID, m.Why, want[m.Case.ID])
		}
	}
}

// TestConfusions: what is taken for what is counted once for every case, the
// most frequent first, and misses are told by the harm they do.
func TestConfusions(t *testing.T) {
	t.Parallel()
	in := func(id string) Case { return Case{ID: id, Expect: []string{"a"}, InScope: true} }
	answer := func(confidence float64, shown string) Observation {
		return Observation{Outcome: "answer", Confidence: confidence, Results: []string{shown}, Shown: []string{shown}}
	}
	r := Evaluate(
		[]Case{in("shy"), in("b1"), in("right"), {ID: "out"}, in("b2"), {ID: "kept out"}},
		[]Observation{{Outcome: "not_found", Confidence: 0.1}, answer(0.6, "b"), answer(0.9, "a"), answer(0.8, "c"), answer(0.7, "b"),
			{Outcome: "not_found"}})
	want := []Confusion{{"a", "b", []string{"b2", "b1"}}, {OutOfScope, "c", []string{"out"}}, {"a", Refused, []string{"shy"}}}
	if diff := cmp.Diff(want, r.Confusions); diff != "" {
		t.Errorf("confusions (-want +got):\n%s", diff)
	}
	var order []string
	for _, m := range r.Misses {
		order = append(order, m.Case.ID)
	}
	if diff := cmp.Diff([]string{"out", "b2", "b1", "shy"}, order); diff != "" {
		t.Errorf("misses (-want +got):\n%s", diff)
	}
}

// TestAUROCInterval: the interval holds the value, stays in bounds and narrows
// with the number of questions.
func TestAUROCInterval(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Float64Range(0.5, 1).Draw(t, "auroc")
		n, m := rapid.IntRange(2, 400).Draw(t, "n"), rapid.IntRange(2, 400).Draw(t, "m")
		low, high := aurocInterval(a, n, m)
		lowMore, highMore := aurocInterval(a, 10*n, 10*m)
		const rounding = 1e-9
		if low < 0 || high > 1 || a < low-rounding || a > high+rounding || highMore-lowMore > high-low+rounding {
			t.Fatalf("%.3f over %d and %d: %.3f to %.3f; over ten times as many %.3f to %.3f", a, n, m, low, high, lowMore, highMore)
		}
	})
	if low, high := aurocInterval(0.9, 0, 5); low != 0 || high != 0 {
		t.Errorf("without positives: %.3f to %.3f", low, high)
	}
}

// TestShare: the interval holds the share, lies within 0 and 1, and narrows as
// the sample grows.
func TestShare(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 500).Draw(t, "n")
		hits := rapid.IntRange(0, n).Draw(t, "hits")
		s, more := share(hits, n), share(10*hits, 10*n)
		const rounding = 1e-9
		if s.Low < 0 || s.High > 1 || s.Value < s.Low-rounding || s.Value > s.High+rounding {
			t.Fatalf("%d of %d: %+v", hits, n, s)
		}
		if more.High-more.Low > s.High-s.Low+rounding {
			t.Fatalf("ten times as many cases widen the interval from %+v to %+v", s, more)
		}
	})
}

// TestNames: every figure that can be a floor has a value.
func TestNames(t *testing.T) {
	t.Parallel()
	for _, name := range Names {
		if _, ok := (Figures{}).Value(name); !ok {
			t.Errorf("%s has no value", name)
		}
	}
	for _, name := range DialogueNames {
		if _, ok := (DialogueReport{}).Value(name); !ok {
			t.Errorf("%s has no value", name)
		}
	}
}
