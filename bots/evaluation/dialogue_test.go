package evaluation

import "testing"

func answered(lang, text string, shown ...string) Said {
	return Said{Observation: Observation{Outcome: "answer", Shown: shown}, Lang: lang, Text: text}
}

// TestTurnMiss: every expectation of a turn can fail, and only its own failure
// is reported.
func TestTurnMiss(t *testing.T) {
	t.Parallel()
	before := []Said{answered("en", "a long answer", "a")}
	for _, c := range []struct {
		name string
		turn Turn
		said Said
		want string
	}{
		{"nothing asked", Turn{}, answered("en", "x", "a"), ""},
		{"right entry", Turn{Expect: []string{"b"}}, answered("en", "x", "c", "b"), ""},
		{"wrong entry", Turn{Expect: []string{"b"}}, answered("en", "x", "c"), "wrong entry"},
		{"outcome", Turn{Outcome: "related_or_not_found"}, answered("en", "x", "a"), "outcome answer, not related_or_not_found"},
		{"language", Turn{Lang: "fr"}, answered("en", "x"), "in en, not fr"},
		{"words", Turn{Says: []string{"Pope"}}, answered("en", "Vitorino"), "does not say Pope"},
		{"one of the words", Turn{Says: []string{"Pope", "Vitorino"}}, answered("en", "Vitorino"), ""},
		{"as long", Turn{Shorter: true}, answered("en", "a long answer", "a"), "not shorter"},
		{"shorter", Turn{Shorter: true}, answered("en", "short", "a"), ""},
		{"of another entry", Turn{Shorter: true}, answered("en", "a long answer", "b"), ""},
		{"shorter than asked", Turn{Longer: true}, answered("en", "short", "a"), "shorter"},
		{"the same again", Turn{New: true}, answered("en", "x", "a"), "nothing new"},
		{"new", Turn{New: true}, answered("en", "x", "b"), ""},
	} {
		if got := turnMiss(c.turn, before, c.said); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestEvaluateDialogues: a dialogue counts as a whole only if every turn does.
func TestEvaluateDialogues(t *testing.T) {
	t.Parallel()
	ds := []Dialogue{
		{ID: "good", Lang: "en", Turns: []Turn{{Kind: "opening", Expect: []string{"a"}}, {Kind: "more", New: true}}},
		{ID: "bad", Lang: "fr", Turns: []Turn{{Kind: "opening", Expect: []string{"a"}, Text: "first"}, {Kind: "more", New: true}}},
	}
	r := EvaluateDialogues(ds, [][]Said{
		{answered("en", "x", "a"), answered("en", "x", "b")},
		{answered("fr", "x", "a"), answered("fr", "x", "a")},
	})
	if r.Turns.Value != 0.75 || r.Turns.N != 4 || r.Dialogues.Value != 0.5 || r.ByKind["more"].Value != 0.5 || r.ByLang["en"].Value != 1 {
		t.Errorf("turns %v, dialogues %v, kinds %v, languages %v", r.Turns, r.Dialogues, r.ByKind, r.ByLang)
	}
	if len(r.Misses) != 1 || r.Misses[0].Dialogue != "bad" || len(r.Misses[0].Before) != 1 || r.Misses[0].Before[0] != "first" {
		t.Errorf("misses %+v", r.Misses)
	}
}
