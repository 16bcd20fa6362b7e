package answer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/knowledge"
)

// TestGapsAreSaidToBeMissing promises that what curators wrote down as not
// held is never answered with an entry, in any language, and that the person
// is told so and offered what there is.
func TestGapsAreSaidToBeMissing(t *testing.T) {
	t.Parallel()
	for _, g := range curated().Corpus().Gaps {
		for lang, questions := range g.Questions {
			for _, question := range questions {
				a := curated().Ask(answer.Question{Text: question, Lang: lang})
				if a.Outcome == answer.Referral || a.Outcome == answer.SmallTalk {
					continue // a plea for the same comes first
				}
				if a.Gap == nil || a.Gap.Title != g.Title["en"] {
					t.Errorf("%s: %q: %s %v", g.ID, question, a.Outcome, ids(a.Shown))
					continue
				}
				if a.Outcome != answer.Related || len(a.Shown) > 0 || !slices.Equal(ids(a.Offered), g.Instead) {
					t.Errorf("%s: %q: %s, shown %v, offered %v", g.ID, question, a.Outcome, ids(a.Shown), ids(a.Offered))
				}
				if a.Confidence >= a.Threshold {
					t.Errorf("%s: %q: confidence %.2f reaches the threshold", g.ID, question, a.Confidence)
				}
			}
		}
	}
}

// TestGapsAreNowhereEntries promises that what is not held is neither ranked,
// nor suggested, nor named as the place where a word stands.
func TestGapsAreNowhereEntries(t *testing.T) {
	t.Parallel()
	missing := func(e *knowledge.Entry) bool {
		_, ok := curated().Corpus().Entry(e.ID)
		return !ok
	}
	for _, question := range []string{"next dialogue", "When will the next", "Schengen", "what about Biden", "how to register", "Germany",
		"latest figures", "who funds the Global Compact", "kiwi pavlova in Australia"} {
		a := curated().Ask(answer.Question{Text: question, Lang: "en"})
		for _, r := range a.Results {
			if missing(r.Entry) {
				t.Errorf("%q: %q is ranked", question, r.Entry.ID)
			}
		}
		for _, m := range a.Missing {
			if slices.ContainsFunc(m.Entries, missing) {
				t.Errorf("%q: %q is said to stand in what is not held", question, m.Text)
			}
		}
		for _, s := range curated().Suggest(question, "en", 10) {
			if s.Entry != nil && missing(s.Entry) {
				t.Errorf("%q is completed to %q", question, s.Text)
			}
		}
	}
}

// TestPlacesOfAWordHoldIt promises that a word is said to stand in an entry
// only if it does: not where one stands that looks alike.
func TestPlacesOfAWordHoldIt(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"housing for seafarers in Panama", "food aid in Yemen", "what did Merkel say about Kigali", "the Marrakech of Toledo",
		"Did Garten photograph Uganda?"} {
		a := curated().Ask(answer.Question{Text: question, Lang: "en"})
		for _, m := range a.Missing {
			for _, e := range m.Entries {
				said := e.Title + e.Text + e.Source.Title + e.Source.Speaker
				if e.Quote != nil {
					said += e.Quote.Text
				}
				for _, tr := range e.Translations {
					said += tr.Title + tr.Text
				}
				if !strings.Contains(strings.ToLower(said), strings.ToLower(m.Text)) {
					t.Errorf("%q: %q does not stand in %s", question, m.Text, e.ID)
				}
			}
		}
	}
}
