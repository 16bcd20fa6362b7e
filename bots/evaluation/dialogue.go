package evaluation

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Dialogue is a conversation with what is expected of each turn. Its turns are
// said one after the other to a bot that remembers.
type Dialogue struct {
	ID    string `json:"id"`
	Lang  string `json:"lang"`
	Turns []Turn `json:"turns"`
}

// Turn is one message of a person. What is left empty is not checked.
type Turn struct {
	// Kind groups turns in the report: "ordinal", "more", "who".
	Kind string `json:"kind"`
	Text string `json:"text"`
	// Expect are entries of which one must be shown.
	Expect  []string `json:"expect,omitempty"`
	Outcome string   `json:"outcome,omitempty"`
	// Lang is the language the answer must have.
	Lang string `json:"lang,omitempty"`
	// Says are words of which one must stand in the answer's text.
	Says []string `json:"says,omitempty"`
	// Shorter asks for a text shorter than the longest so far that showed the
	// same entry, Longer for one that is not, New for an entry that was not shown in this dialogue
	// yet, other than as a title to choose.
	Shorter bool `json:"shorter,omitempty"`
	Longer  bool `json:"longer,omitempty"`
	New     bool `json:"new,omitempty"`
}

// Said is what the bot answered to a Turn.
type Said struct {
	Observation
	Lang string `json:"lang"`
	Text string `json:"-"`
}

// TurnMiss is a turn that went wrong, with the turns that led to it.
type TurnMiss struct {
	Dialogue string   `json:"dialogue"`
	Before   []string `json:"before"`
	Turn     Turn     `json:"turn"`
	Got      Said     `json:"got"`
	Why      string   `json:"why"`
}

// DialogueReport holds the shares of turns, and of whole dialogues, that went
// as expected.
type DialogueReport struct {
	Turns     Share            `json:"turns"`
	Dialogues Share            `json:"dialogues"`
	ByKind    map[string]Share `json:"by_kind"`
	ByLang    map[string]Share `json:"by_language"`
	Misses    []TurnMiss       `json:"misses,omitempty"`
}

// EvaluateDialogues judges what was said; got[i][j] answers ds[i].Turns[j].
func EvaluateDialogues(ds []Dialogue, got [][]Said) DialogueReport {
	var all, whole tally
	kinds, langs := map[string]tally{}, map[string]tally{}
	var misses []TurnMiss
	for i, d := range ds {
		clean := true
		var before []string
		for j, t := range d.Turns {
			why := turnMiss(t, got[i][:j], got[i][j])
			ok := why == ""
			all = all.with(ok)
			kinds[t.Kind] = kinds[t.Kind].with(ok)
			langs[d.Lang] = langs[d.Lang].with(ok)
			if !ok {
				clean = false
				misses = append(misses, TurnMiss{d.ID, slices.Clone(before), t, got[i][j], why})
			}
			before = append(before, t.Text)
		}
		whole = whole.with(clean)
	}
	return DialogueReport{all.share(), whole.share(), shares(kinds), shares(langs), misses}
}

// turnMiss says what is wrong with an answer, nothing if it is as expected.
func turnMiss(t Turn, before []Said, s Said) string {
	switch {
	case t.Outcome != "" && !outcomeMet(t.Outcome, s.Outcome):
		return "outcome " + s.Outcome + ", not " + t.Outcome
	case len(t.Expect) > 0 && !overlap(s.Shown, t.Expect):
		return "wrong entry"
	case t.Lang != "" && t.Lang != s.Lang:
		return "in " + cmp.Or(s.Lang, "no language") + ", not " + t.Lang
	case len(t.Says) > 0 && !slices.ContainsFunc(t.Says, func(w string) bool { return strings.Contains(s.Text, w) }):
		return "does not say " + strings.Join(t.Says, " or ")
	case t.New && slices.ContainsFunc(before, func(b Said) bool { return b.Outcome != "choice" && overlap(b.Shown, s.Shown) }):
		return "nothing new"
	}
	was := 0
	for _, b := range before {
		if overlap(b.Shown, s.Shown) {
			was = max(was, length(b))
		}
	}
	switch {
	case t.Shorter && was > 0 && length(s) >= was:
		return "not shorter"
	case t.Longer && length(s) < was:
		return "shorter"
	}
	return ""
}

func length(s Said) int { return utf8.RuneCountInString(s.Text) }

// tally counts successes.
type tally struct{ hits, n int }

func (t tally) with(ok bool) tally {
	t.n++
	if ok {
		t.hits++
	}
	return t
}

func (t tally) share() Share { return share(t.hits, t.n) }

func shares(of map[string]tally) map[string]Share {
	out := make(map[string]Share, len(of))
	for k, t := range of {
		out[k] = t.share()
	}
	return out
}

// DialogueNames lists the figures that DialogueReport.Value knows.
var DialogueNames = []string{"turns", "dialogues"}

// Value returns a figure by its name, for floors on the command line.
func (r DialogueReport) Value(name string) (float64, bool) {
	switch name {
	case "turns":
		return r.Turns.Value, true
	case "dialogues":
		return r.Dialogues.Value, true
	}
	return 0, false
}
