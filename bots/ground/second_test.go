package ground

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
)

var wrong = flag.Bool("wrong", false, "TestSecond prints the sentences that it takes for what they are not")

// TestSecond prints what the score and the rules make of the second and the third set, kind by kind
// and domain by domain. Only what was written by hand is counted, every sentence alike:
// a much harder mixture than what is met, which the first lines are for.
//
//	go test ./bots/ground -v -run TestSecond
func TestSecond(t *testing.T) {
	for _, name := range []string{secondSet, thirdSet} {
		t.Run(name, func(t *testing.T) { reportSet(t, name) })
	}
}

func reportSet(t *testing.T, name string) {
	all := examples(t, name, 1)
	report(t, "overlap", all, scored(all, &model{0, features{uncovered: 1}}))
	report(t, "judged", all, asJudged(all))
	all = slices.DeleteFunc(all, func(x example) bool { return !flawKinds[name][x.kind] && x.kind != "good" })
	judgements := make([]judged, len(all))
	for i, x := range all {
		judgements[i] = judged{score: x.judged.Score, bad: x.bad, kind: x.kind, weight: 1}
	}
	limit := threshold(judgements, .1)
	var out strings.Builder
	row := func(name string, part func(*example) bool) {
		var some []judged
		good, bad, alarms, caught := 0, 0, 0, 0
		for i := range all {
			x := &all[i]
			if !part(x) {
				continue
			}
			some = append(some, judgements[i])
			switch {
			case !x.bad:
				good++
				if !x.judged.Supported {
					alarms++
				}
			default:
				bad++
				if !x.judged.Supported {
					caught++
				}
			}
		}
		if bad == 0 {
			return
		}
		fmt.Fprintf(&out, "%-12s %4d false, area %.3f, caught at 10 %% %.3f | rules: caught %.3f, false alarms %.3f of %d\n",
			name, bad, auroc(some), recallAt(some, limit), float64(caught)/float64(bad), float64(alarms)/float64(good), good)
	}
	row("all", func(*example) bool { return true })
	for _, domain := range domains(all) {
		row(domain, func(x *example) bool { return x.domain == domain })
	}
	for _, kind := range strings.Fields(secondKinds) {
		row(kind, func(x *example) bool { return !x.bad || x.kind == kind })
	}
	t.Log("\n" + out.String())
	if *wrong {
		printWrong(t, all, limit)
	}
}

// printWrong lists the true sentences that score low or break a rule, and the false
// ones that score high.
func printWrong(t *testing.T, all []example, limit float64) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(all[a].kind, all[b].kind) })
	for _, i := range order {
		x := &all[i]
		if low := x.judged.Score < limit; x.bad == low && (x.bad || x.judged.Supported) {
			continue
		}
		var why []string
		for n, v := range x.features {
			if v != 0 && weights[n] != 0 {
				why = append(why, fmt.Sprintf("%s %.2f", featureNames[n], v*weights[n]))
			}
		}
		t.Logf("%s %.3f (limit %.3f) %s: %q %s\n    %s", x.kind, x.judged.Score, limit, x.passage, x.text, x.judged.Reason, strings.Join(why, ", "))
	}
}
