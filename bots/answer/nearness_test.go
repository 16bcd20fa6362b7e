package answer_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/bots/answer"
)

// anything is a Nearness that says what a test wants.
type anything struct {
	ids   []string
	asked int
}

func (a *anything) Near(string, string) []string { a.asked++; return a.ids }

// TestNearnessDecidesNothing: whatever the service outside says, whether a
// question is answered stays the engine's decision, only entries that the index
// holds for answers are shown, and nothing found is lost.
func TestNearnessDecidesNothing(t *testing.T) {
	e := curated()
	questions := []string{"What did Vitorino say about vaccines?", "women in 2020", "visa fee for Canada", "climate", "what about remittances and diaspora",
		"migration data", "how do I bake bread", "regular pathways", "hello", "I am stranded in Libya, help me", "what are the four avenues?", "les femmes", "الهجرة والمناخ"}
	ids := make([]string, 0, len(e.Corpus().Entries))
	for _, entry := range e.Corpus().Entries {
		ids = append(ids, entry.ID)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom(questions).Draw(t, "question")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		near := append([]string{"no-such-entry"}, ids...)
		r.Shuffle(len(near), func(i, j int) { near[i], near[j] = near[j], near[i] })
		alone := e.Ask(answer.Question{Text: text})
		service := &anything{ids: near[:rapid.IntRange(0, 10).Draw(t, "n")]}
		with := e.Ask(answer.Question{Text: text, Nearness: service})
		if with.Outcome != alone.Outcome || len(with.Shown) != len(alone.Shown) {
			t.Fatalf("%q: %s with it, %s without", text, with.Outcome, alone.Outcome)
		}
		if alone.Outcome == answer.Referral || alone.Outcome == answer.SmallTalk {
			if service.asked > 0 {
				t.Fatalf("%q left the house", text)
			}
		}
		found := map[string]bool{}
		for i, hit := range with.Results {
			found[hit.Entry.ID] = true
			if i > 0 && hit.Score > with.Results[i-1].Score {
				t.Fatalf("%q: scores do not order the results", text)
			}
		}
		if len(found) != len(with.Results) || len(with.Results) > 10 {
			t.Fatalf("%q: an entry twice, or too many", text)
		}
		for _, entry := range with.Shown {
			if !slices.ContainsFunc(alone.Results, func(h answer.Ranked) bool { return h.Entry == entry }) {
				t.Fatalf("%q shows %s, which the index did not find", text, entry.ID)
			}
		}
		if with.Outcome == answer.Found && with.Confidence < with.Threshold {
			t.Fatalf("%q: shown below the threshold", text)
		}
	})
}

// TestNearnessOffers what only the meaning found, as related.
func TestNearnessOffers(t *testing.T) {
	e := curated()
	const text = "mental health of students abroad"
	alone := e.Ask(answer.Question{Text: text})
	if alone.Outcome != answer.Related || alone.Gap != nil {
		t.Skipf("%q is %s: nothing to offer beside it", text, alone.Outcome)
	}
	var other string
	for _, entry := range e.Corpus().Entries {
		if !slices.ContainsFunc(alone.Results, func(h answer.Ranked) bool { return h.Entry == entry }) {
			other = entry.ID
			break
		}
	}
	with := e.Ask(answer.Question{Text: text, Nearness: &anything{ids: []string{other}}})
	if len(with.Shown) > 0 || !slices.ContainsFunc(with.Results, func(h answer.Ranked) bool { return h.Entry.ID == other }) {
		t.Errorf("%s is not among %v", other, with.Results)
	}
}
