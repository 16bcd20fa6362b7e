package ground

import (
	"fmt"
	"sort"
	"strings"
	"testing"
)

// floors are the least shares of each kind that must be caught, by the score at one
// false alarm in ten, and by the strict rules. They stand a little below what is
// measured. Kinds of one word are what is hardest to see.
var floors = map[string][2]float64{}

// TestCorruptions prints, kind by kind, how many of the false sentences are caught
// and how many of the true ones raise a false alarm:
//
//	go test ./bots/ground -run TestCorruptions -v
func TestCorruptions(t *testing.T) {
	all := examples(t, 2) // other corruptions than the weights were fitted on
	judgements := scored(all, shipped())
	limit := threshold(judgements, .1)
	type row struct {
		count, score, rules int
		bad                 bool
	}
	table := map[string]*row{}
	for i, x := range all {
		r := table[x.kind]
		if r == nil {
			r = &row{bad: x.bad}
			table[x.kind] = r
		}
		r.count++
		if judgements[i].score < limit {
			r.score++
		}
		if !x.supports {
			r.rules++
		}
	}
	kinds := make([]string, 0, len(table))
	for kind := range table {
		kinds = append(kinds, kind)
	}
	sort.Slice(kinds, func(i, j int) bool {
		if a, b := table[kinds[i]].bad, table[kinds[j]].bad; a != b {
			return b
		}
		return kinds[i] < kinds[j]
	})
	var out strings.Builder
	fmt.Fprintf(&out, "%-18s %6s %18s %12s\n", "kind", "count", "score (10 % FA)", "strict rules")
	for _, kind := range kinds {
		r := table[kind]
		what := "caught"
		if !r.bad {
			what = "false alarms"
		}
		score, rules := float64(r.score)/float64(r.count), float64(r.rules)/float64(r.count)
		fmt.Fprintf(&out, "%-18s %6d %17.1f%% %11.1f%%  %s\n", kind, r.count, 100*score, 100*rules, what)
		if floor, ok := floors[kind]; r.bad && ok && (score < floor[0] || rules < floor[1]) {
			t.Errorf("%s: caught %.2f by the score and %.2f by the rules, below %v", kind, score, rules, floor)
		}
	}
	t.Log("\n" + out.String())
}
