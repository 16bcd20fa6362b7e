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
var floors = map[string][2]float64{
	"antonym":          {0.09, 0.61},
	"attribution":      {0.00, 0.50},
	"baseless":         {0.87, 0.93},
	"cause":            {0.62, 0.88},
	"clause appended":  {0.80, 0.92},
	"comparison":       {0.30, 0.81},
	"conflict":         {0.24, 0.58},
	"date":             {0.55, 0.68},
	"detail":           {0.76, 0.91},
	"detail inserted":  {0.20, 0.49},
	"foreign sentence": {0.90, 0.93},
	"level":            {0.26, 0.65},
	"joined baseless":  {0.85, 0.93},
	"joined conflict":  {0.19, 0.56},
	"joined detail":    {0.69, 0.87},
	"modality":         {0.04, 0.56},
	"name":             {0.62, 0.80},
	"negation":         {0.10, 0.71},
	"number":           {0.80, 0.85},
	"numbers swapped":  {0.27, 0.50},
	"order":            {0.08, 0.65},
	"place":            {0.80, 0.92},
	"quantifier":       {0.12, 0.83},
	"roles":            {0.05, 0.45},
	"superlative":      {0.68, 0.87},
	"unit":             {0.46, 0.73},
	"year":             {0.88, 0.93},
}

// TestCorruptions prints, kind by kind, how many of the false sentences are caught
// and how many of the true ones raise a false alarm:
//
//	go test ./bots/ground -run TestCorruptions -v
func TestCorruptions(t *testing.T) {
	all := examples(t, firstSet, 2) // other corruptions than the weights were fitted on
	judgements := make([]judged, len(all))
	for i, x := range all {
		judgements[i] = judged{score: x.judged.Score, bad: x.bad, kind: x.kind, weight: x.weight}
	}
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
		if !x.judged.Supported {
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
