package index

import (
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// A question that a curator foresaw is answered, whatever its words weigh and
// however it is typed; where two entries foresaw it, with one of them.
func TestWhatWasForeseenIsAnswered(t *testing.T) {
	x := Build(curated(t))
	owners := map[string][]string{}
	key := func(s string) string {
		var b strings.Builder
		for _, w := range words.Tokens(s, mostTokens) {
			b.WriteString(w.Fold + " ")
		}
		return b.String()
	}
	for _, u := range x.units {
		owners[key(u.text)] = append(owners[key(u.text)], x.entries[x.docs[u.doc].entry].ID)
	}
	asked := 0
	for i := 0; i < len(x.units); i += 7 {
		text := strings.ToUpper(x.units[i].text)
		if k := key(text); k == "" || owners[k] == nil {
			continue // of one letter, or with letters that have no capitals of their own
		}
		asked++
		r := x.Search(text, "")
		if len(r.Hits) == 0 || !slices.Contains(owners[key(text)], r.Hits[0].Entry.ID) {
			t.Errorf("%q is not answered by its own entry", x.units[i].text)
		} else if r.Confidence < r.Threshold {
			t.Errorf("%q is answered with a confidence of %.2f", x.units[i].text, r.Confidence)
		}
	}
	if asked < 500 {
		t.Errorf("only %d questions were asked", asked)
	}
}
