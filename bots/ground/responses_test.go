package ground

import (
	"fmt"
	"strings"
	"testing"
)

// response is a summary of several sentences, with at least one false one or none.
type response struct {
	doubts  []float64
	bad     bool
	passage string
}

// responses puts three to six sentences of each passage together; in half of them
// one or two are false. Doubts are the held-out ones of the sentences.
func responses(t testing.TB, all []example, judgements []judged) []response {
	t.Helper()
	byPassage := map[string][]int{}
	var order []string
	for i := range all {
		if byPassage[all[i].passage] == nil {
			order = append(order, all[i].passage)
		}
		byPassage[all[i].passage] = append(byPassage[all[i].passage], i)
	}
	var made []response
	for _, name := range order {
		var good, bad []int
		for _, i := range byPassage[name] {
			x := &all[i]
			switch {
			case !x.bad:
				good = append(good, i)
			case x.weight >= .2:
				bad = append(bad, i)
				if x.weight >= .8 { // invented sentences are met more often
					bad = append(bad, i, i)
				}
			}
		}
		chance := rng(name, 5)
		for n := range 12 {
			r := response{passage: name, bad: n%2 == 1}
			perm := chance.Perm(len(good))
			for _, at := range perm[:min(3+chance.IntN(4), len(perm))] {
				r.doubts = append(r.doubts, 1-judgements[good[at]].score)
			}
			if r.bad {
				for range 1 + chance.IntN(2) {
					r.doubts[chance.IntN(len(r.doubts))] = 1 - judgements[bad[chance.IntN(len(bad))]].score
				}
			}
			made = append(made, r)
		}
	}
	return made
}

// TestResponses prints how well whole summaries are told apart, with several ways
// of joining the doubts of their sentences.
func TestResponses(t *testing.T) {
	all, count := trainingSet(t)
	first, second := all[:count], all[count:]
	held := heldOut(all)
	t.Log("first set")
	reportResponses(t, responses(t, first, held[:len(first)]), .86)
	t.Log("second set")
	reportResponses(t, responses(t, second, held[len(first):]), .65)
}

func reportResponses(t *testing.T, set []response, floor float64) {
	t.Helper()
	for _, way := range []struct {
		name string
		join func([]float64) float64
	}{{"shipped", together}, {"most doubtful", func(d []float64) float64 { return joinWith(d, 0) }}, {"others .25", func(d []float64) float64 { return joinWith(d, .25) }},
		{"others .5", func(d []float64) float64 { return joinWith(d, .5) }}, {"noisy or", func(d []float64) float64 { return joinWith(d, 1) }}} {
		var out []judged
		for _, r := range set {
			out = append(out, judged{score: 1 - way.join(r.doubts), bad: r.bad, weight: 1})
		}
		if area := auroc(out); way.name == "shipped" && area < floor {
			t.Errorf("responses are told apart with an area of %.3f, the floor is %.2f", area, floor)
		}
		t.Log(strings.TrimSpace(fmt.Sprintf("%-14s responses %d: area %.3f, recall at 20%% %.3f", way.name, len(out), auroc(out), recallAt(out, threshold(out, .2)))))
	}
}
