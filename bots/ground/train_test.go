package ground

import (
	"flag"
	"fmt"
	"go/format"
	"math"
	"os"
	"strings"
	"testing"
)

var train = flag.Bool("train", false, "fit the weights on the whole development set and write weights.go")

// prior is where fitting starts and what it is drawn to: the weights set by hand
// before there was a set to fit on. What the set says nothing about stays there.
var prior = model{-4, features{
	uncovered: 2, uncoveredOne: .5, uncoveredThree: 1, uncoveredMuch: 1, novelWeight: .8, novelRun: .8, novelRare: .8,
	pairsBroken: 1, clauseWorst: 1, numberMissing: 2, numberSoft: .4, numberUnit: 1.5, numberApart: 1, nameMissing: 1.5,
	nameApart: .8, negation: .8, opposite: 1, modality: .4, quantifier: .4, attribution: .7, swapped: .6, cause: .5,
	inference: .3, opinion: .4, voidField: 1, hoursWrong: 1.5, record: .5, length: .3, fieldDenied: 1.5, pairsApart: .5, clauseInvented: .4, quoteBroken: 1.5, disorder: .2, nameRival: .8, numberRival: .8, sibling: .8,
	unexplained: .5, unexplainedRun: .5, roles: .6, mixed: .5,
}}

const (
	pull   = 2.  // strength of the pull to the prior, in examples
	rounds = 600 // of gradient descent; the loss moves no more after about 400
	step   = .5
)

// atLeast bounds weights from below. Every feature speaks against a sentence, and one
// that seems to speak for it has met too few examples. The false sentences of the
// set are shorter than those met outside, where a long sentence has more room for
// an error, so the features that grow with length keep a part of their prior; and so do the
// hard facts (a number, a name, a field that is not held), which are rare in the set.
var atLeast = features{novelWeight: .1, novelRun: .2, length: .1, record: .3, opinion: .1,
	numberMissing: 3, numberUnit: 2.2, nameMissing: 2.2, hoursWrong: 2.2, fieldDenied: 2, voidField: 1.5, quoteBroken: 2, negation: 1}

// fit finds the weights of least loss above those bounds.
func fit(all []example, use func(*example) bool) *model {
	m := prior
	var total float64
	var used []*example
	for i := range all {
		x := &all[i]
		if !x.filler && use(x) {
			used = append(used, x)
			total += x.weight
		}
	}
	var square features // diagonal scaling, so that rare features move as fast as common ones
	for _, x := range used {
		for i, v := range x.features {
			square[i] += x.weight * v * v
		}
	}
	for range rounds {
		var slope features
		slopeBias := 0.
		for _, x := range used {
			wrong := m.doubt(&x.features)
			if x.bad {
				wrong--
			}
			wrong *= x.weight
			slopeBias += wrong
			for i, v := range x.features {
				slope[i] += wrong * v
			}
		}
		m.bias -= step * slopeBias / total
		for i := range m.weights {
			slope[i] += pull * (m.weights[i] - prior.weights[i])
			m.weights[i] = math.Max(atLeast[i], m.weights[i]-step*slope[i]/(square[i]+pull))
		}
	}
	return &m
}

const folds = 5

// fold is the part of the set that a passage belongs to.
func fold5(name string) int { return int(rng(name, 77).Uint64() % folds) }

// heldOut scores every example with a model that has not seen its passage.
func heldOut(all []example) []judged {
	out := make([]judged, len(all))
	for f := range folds {
		m := fit(all, func(x *example) bool { return fold5(x.passage) != f })
		for i, j := range scored(all, m) {
			if fold5(all[i].passage) == f {
				out[i] = j
			}
		}
	}
	return out
}

// trainingSet gives both sets and the size of the first.
func trainingSet(t testing.TB) ([]example, int) {
	first := examples(t, firstSet, 1)
	return append(first, examples(t, secondSet, 1)...), len(first)
}

// TestTrain prints how well true and false sentences are told apart: by the share of
// words alone, by the weights before fitting, by weights fitted without the passage in
// question, and by the weights that are shipped.
func TestTrain(t *testing.T) {
	all, count := trainingSet(t)
	first, second := all[:count], all[count:]
	if *train {
		m := fit(all, func(*example) bool { return true })
		if err := writeWeights(m); err != nil {
			t.Fatal(err)
		}
		t.Log("weights.go is written; run the tests once more without -train")
		return
	}
	overlap := &model{0, features{uncovered: 1}}
	for _, row := range []struct {
		name   string
		judged []judged
	}{{"overlap", scored(all, overlap)}, {"prior", scored(all, &prior)}, {"held out", heldOut(all)}, {"shipped", scored(all, shipped())}} {
		report(t, row.name, all, row.judged)
		report(t, "  first", first, row.judged[:len(first)])
		report(t, "  second", second, row.judged[len(first):])
		if area := auroc(row.judged[len(first):]); row.name == "held out" && area < .72 {
			t.Errorf("free paraphrases of passages left out are told apart with an area of %.3f, the floor is .72", area)
		}
		if area := auroc(row.judged[:len(first)]); row.name == "held out" && area < .89 {
			t.Errorf("sentences of passages left out are told apart with an area of %.3f, the floor is .89", area)
		}
	}
	report(t, "judged", all, asJudged(all))
}

// asJudged gives the scores as Verify does, rules and filler included.
func asJudged(all []example) []judged {
	out := make([]judged, len(all))
	for i, x := range all {
		out[i] = judged{score: x.judged.Score, bad: x.bad, kind: x.kind, weight: x.weight}
	}
	return out
}

// report prints the area and the recall of all, by domain, and of three kinds.
func report(t *testing.T, name string, all []example, judgements []judged) {
	line := fmt.Sprintf("%-9s %d sentences: area %.3f, recall at 10%% %.3f |", name, len(all), auroc(judgements), recallAt(judgements, threshold(judgements, .1)))
	for _, domain := range domains(all) {
		var part []judged
		for i := range all {
			if all[i].domain == domain {
				part = append(part, judgements[i])
			}
		}
		line += fmt.Sprintf(" %s %.3f/%.2f", domain, auroc(part), recallAt(part, threshold(part, .1)))
	}
	line += " |"
	for _, kind := range []string{"baseless", "detail", "conflict"} {
		part := only(judgements, kind)
		line += fmt.Sprintf(" %s %.3f", kind, auroc(part))
	}
	t.Log(line)
}

func domains(all []example) []string {
	var names []string
	seen := map[string]bool{}
	for i := range all {
		if !seen[all[i].domain] {
			seen[all[i].domain] = true
			names = append(names, all[i].domain)
		}
	}
	return names
}

func writeWeights(m *model) error {
	var out strings.Builder
	out.WriteString("package ground\n\n// bias and weights of the logistic score, fitted on both sets of testdata by\n//\n//\tgo test ./bots/ground -run TestTrain -train\n")
	fmt.Fprintf(&out, "const bias = %.3f\n\nvar weights = [featureCount]float64{\n", m.bias)
	for i, w := range m.weights {
		fmt.Fprintf(&out, "\t%s %.3f,\n", featureNames[i]+":", w)
	}
	out.WriteString("}\n")
	text, err := format.Source([]byte(out.String()))
	if err != nil {
		return err
	}
	return os.WriteFile("weights.go", text, 0o644)
}

var featureNames = strings.Fields(`uncovered uncoveredOne uncoveredThree uncoveredMuch novelWeight novelRun novelRare
	pairsBroken clauseWorst numberMissing numberSoft numberUnit numberApart nameMissing nameApart negation opposite
	modality quantifier attribution swapped cause inference opinion voidField hoursWrong record length
	fieldDenied pairsApart clauseInvented quoteBroken disorder nameRival numberRival sibling
	unexplained unexplainedRun roles mixed`)
