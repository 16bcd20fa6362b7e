package costs

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Report tells the use of each day in a line, newest first; none for days
// without any.
func Report(days map[string]Counts) []string {
	var out []string
	for _, day := range slices.Backward(slices.Sorted(maps.Keys(days))) {
		if line := Line(days[day]); line != "" {
			out = append(out, day+": "+line)
		}
	}
	return out
}

// Line tells counts in words, "" where there are none.
func Line(c Counts) string {
	var parts []string
	if c[Questions] > 0 {
		parts = append(parts, fmt.Sprintf("%d summaries wanted: %d shown, %d held already, %d refused, %d failed, %d over budget, %d left out",
			c[Questions], c[Shown], c[Cached], c[Refused], c[Failed], c[OverBudget], c[Busy]+c[Braked]))
		parts = append(parts, fmt.Sprintf("%d sentences shown, %d dropped", c[Sentences], c[Dropped]))
	}
	if c[Calls] > 0 {
		parts = append(parts, fmt.Sprintf("%d calls, %d + %d tokens", c[Calls], c[TokensIn], c[TokensOut]))
	}
	if c[Near]+c[NearTexts] > 0 {
		parts = append(parts, fmt.Sprintf("%d questions by meaning (%d held already, %d late or failed), %d texts embedded, %d tokens",
			c[Near], c[NearCached], c[NearLate]+c[NearFailed]+c[NearBraked], c[NearTexts], c[NearTokens]))
	}
	if money := c[Money] + c[NearMoney]; money > 0 {
		parts = append(parts, fmt.Sprintf("cost %.4f", float64(money)/1e6))
	}
	return strings.Join(parts, "; ")
}
