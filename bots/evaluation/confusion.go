package evaluation

import (
	"cmp"
	"slices"
)

// What stands in a Confusion in the place of an entry.
const (
	OutOfScope = "out of scope"
	Refused    = "refused"
)

// Confusion is something that was taken for something else, with the cases in
// which it was. Expected is the best entry or OutOfScope, Got the first entry
// shown or Refused.
type Confusion struct {
	Expected string   `json:"expected"`
	Got      string   `json:"got"`
	Cases    []string `json:"cases"`
}

// confusions groups the misses by what was taken for what, the most frequent
// first. Cases whose entries were right are no confusion.
func confusions(misses []Miss) []Confusion {
	var out []Confusion
	for _, m := range misses {
		c := Confusion{Expected: OutOfScope, Got: Refused, Cases: []string{m.Case.ID}}
		if m.Case.InScope && len(m.Case.Expect) > 0 {
			c.Expected = m.Case.Expect[0]
		}
		if m.Got.answered() && len(m.Got.Shown) > 0 {
			c.Got = m.Got.Shown[0]
		}
		if c.Expected == OutOfScope && c.Got == Refused || c.Expected == c.Got {
			continue
		}
		at := slices.IndexFunc(out, func(o Confusion) bool { return o.Expected == c.Expected && o.Got == c.Got })
		if at < 0 {
			out = append(out, c)
		} else {
			out[at].Cases = append(out[at].Cases, m.Case.ID)
		}
	}
	slices.SortStableFunc(out, func(a, b Confusion) int { return cmp.Compare(len(b.Cases), len(a.Cases)) })
	return out
}

// worstFirst orders misses by the harm they do: what is answered wrongly, the
// surest first, then what is refused, the least sure first, then the rest.
func worstFirst(misses []Miss) {
	slices.SortStableFunc(misses, func(a, b Miss) int {
		return cmp.Or(cmp.Compare(harm(b), harm(a)), cmp.Compare(a.Case.ID, b.Case.ID))
	})
}

// harm lies in 1 to 2 for answers that mislead, in 0 to 1 for refusals.
func harm(m Miss) float64 {
	switch {
	case m.Got.answered():
		return 1 + m.Got.Confidence
	case m.Case.InScope:
		return 1 - m.Got.Confidence
	}
	return 0
}
