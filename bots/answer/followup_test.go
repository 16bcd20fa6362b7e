package answer_test

import (
	"slices"
	"testing"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/answer/intent"
)

// step is a message and what must come of it; what is empty is not checked.
type step struct {
	text    string
	shown   string
	outcome answer.Outcome
	lang    string
	aspect  intent.FollowUpKind
}

// converse runs a conversation and stops at its first fault.
func converse(t *testing.T, steps ...step) {
	t.Helper()
	var last *answer.Turn
	for _, s := range steps {
		a := curated().Ask(answer.Question{Text: s.text, Last: last})
		switch {
		case s.shown != "" && !slices.Contains(ids(a.Shown), s.shown):
			t.Errorf("%q shows %v, want %s", s.text, ids(a.Shown), s.shown)
			return
		case s.outcome != "" && a.Outcome != s.outcome:
			t.Errorf("%q: %s %v, want %s", s.text, a.Outcome, ids(a.Shown), s.outcome)
			return
		case s.lang != "" && a.Lang != s.lang:
			t.Errorf("%q is answered in %s, want %s", s.text, a.Lang, s.lang)
			return
		case a.Aspect != s.aspect:
			t.Errorf("%q wants %q, taken for %q", s.text, s.aspect, a.Aspect)
			return
		}
		turn := a.Turn(s.text)
		last = &turn
	}
}

func TestItemsOfAList(t *testing.T) {
	converse(t, step{text: "the four avenues of 2024", shown: "idm2024-outcome-avenues"},
		step{text: "the third", shown: "idm2024-outcome-avenue-3"}, step{text: "next", shown: "idm2024-outcome-avenue-4"},
		step{text: "the one before", shown: "idm2024-outcome-avenue-3"}, step{text: "1", shown: "idm2024-outcome-avenue-1"},
		step{text: "the last one", shown: "idm2024-outcome-avenue-4"})
	converse(t, step{text: "objective 22 of the global compact", shown: "gcm-objective-22"},
		step{text: "next", shown: "gcm-objective-23"})
}

// TestPeople: a pronoun stands for the person spoken of, and nobody else's
// words are put into that person's mouth.
func TestPeople(t *testing.T) {
	converse(t, step{text: "What does Vitorino ask for on vaccines?", shown: "imd2020-vitorino-vaccines"},
		step{text: "and what does he say about human rights?", shown: "imd2020-vitorino-human-rights"},
		step{text: "what about Guterres?"},
		step{text: "what did he say about hate speech?", shown: "imd2020-guterres-hate-speech"})
	var last *answer.Turn
	for _, text := range []string{"Guterres on hate speech", "what did he say about cities?"} {
		a := curated().Ask(answer.Question{Text: text, Last: last})
		for _, entry := range a.Shown {
			if s := entry.Source.Speaker; s != "" && s != "António Guterres" {
				t.Errorf("%q shows the words of %s", text, s)
			}
		}
		turn := a.Turn(text)
		last = &turn
	}
}

// TestAnotherYear: a person asked about in a year of which the sources hold no
// word of theirs gets none, whatever was said before.
func TestAnotherYear(t *testing.T) {
	first := curated().Ask(answer.Question{Text: "what did Guterres say on vaccines?"})
	turn := first.Turn("what did Guterres say on vaccines?")
	for _, text := range []string{"what did Guterres say in 2024?", "and Guterres in 2024?", "et Guterres en 2024 ?", "what did Vitorino say in 2024?"} {
		if a := curated().Ask(answer.Question{Text: text, Last: &turn}); a.Outcome == answer.Found || a.Outcome == answer.Choice {
			t.Errorf("%q shows %s", text, a.Shown[0].ID)
		}
	}
}

// TestWhichOneIsMeant: what is chosen is told by a word of one candidate only, or
// by its year; little words and another year choose nothing.
func TestWhichOneIsMeant(t *testing.T) {
	const asked = "de quoi a parlé le Dialogue de 2019 ?"
	first := curated().Ask(answer.Question{Text: asked, Lang: "fr"})
	// Whatever the search makes of it: two are asked about.
	first.Outcome, first.Shown = answer.Choice, nil
	for _, id := range []string{"idm-sessions-2019", "idm2019-youth"} {
		e, ok := curated().Corpus().Entry(id)
		if !ok {
			t.Fatalf("no entry %s", id)
		}
		first.Shown = append(first.Shown, e)
	}
	turn := first.Turn(asked)
	for _, text := range []string{"et celui de 2018 ?", "celui de 2011", "et en 2015 ?"} {
		for _, e := range curated().Ask(answer.Question{Text: text, Lang: "fr", Last: &turn}).Shown {
			if e.Year == 2019 {
				t.Errorf("%q shows %s", text, e.ID)
			}
		}
	}
	if a := curated().Ask(answer.Question{Text: "partenaires", Lang: "fr", Last: &turn}); len(a.Shown) != 1 || a.Shown[0].ID != "idm2019-youth" {
		t.Errorf("the partners are %v", ids(a.Shown))
	}
}

// TestThings: "it" stands for the subject of the last question, through
// several turns; a new subject is not mixed with the old one.
func TestThings(t *testing.T) {
	converse(t, step{text: "What is the Global Compact for Migration?", shown: "gcm-about"},
		step{text: "is it legally binding?", shown: "gcm-not-binding"}, step{text: "when was it adopted?", shown: "gcm-adoption"},
		step{text: "Who is America Ferrera?", shown: "idm2024-outcome-ferrera"})
	converse(t, step{text: "what is a refugee", shown: "glossary-refugee"},
		step{text: "and a stateless person?", shown: "glossary-stateless-person"})
}

// TestAspects: a follow-up about the entry shown keeps it and says what is
// wanted of it.
func TestAspects(t *testing.T) {
	const id = "imd2020-guterres-vaccination"
	converse(t, step{text: "What did Guterres say about vaccines?", shown: id},
		step{text: "who said that?", shown: id, aspect: intent.Who}, step{text: "shorter", shown: id, aspect: intent.Shorter},
		step{text: "in full please", shown: id, aspect: intent.Longer}, step{text: "source?", shown: id, aspect: intent.Source},
		step{text: "why?", shown: id, aspect: intent.Why})
}

// TestMoreNeverRepeats: "more" goes on until nothing is left, and never shows
// an entry twice.
func TestMoreNeverRepeats(t *testing.T) {
	e := curated()
	seen := map[string]bool{}
	var last *answer.Turn
	for n, text := range slices.Concat([]string{"What did the 2020 dialogue say about women?"}, slices.Repeat([]string{"more"}, 12)) {
		a := e.Ask(answer.Question{Text: text, Last: last})
		for _, entry := range a.Shown {
			if seen[entry.ID] {
				t.Errorf("turn %d shows %s again", n, entry.ID)
			}
			seen[entry.ID] = true
		}
		if a.Outcome == answer.NotFound {
			return
		}
		turn := a.Turn(text)
		last = &turn
	}
	t.Error("there is always more")
}

// TestLanguageWish: "in French please" holds while the person goes on in the
// language they had, and ends when they write in a third one.
func TestLanguageWish(t *testing.T) {
	converse(t, step{text: "What did Guterres say about vaccines?", lang: "en"},
		step{text: "in French please", lang: "fr", aspect: intent.InLanguage},
		step{text: "what did Vitorino say about human rights?", lang: "fr", shown: "imd2020-vitorino-human-rights"},
		step{text: "¿Qué dijo Azoulay sobre la educación de los niños desplazados?", lang: "es"},
		step{text: "who proclaimed International Migrants Day?", lang: "en"})
}

func TestCompareWithTheLastQuestion(t *testing.T) {
	var last *answer.Turn
	for _, text := range []string{"who took part in the 2020 dialogue?", "compare with 2024"} {
		a := curated().Ask(answer.Question{Text: text, Last: last})
		turn := a.Turn(text)
		last = &turn
		if text == "compare with 2024" && (len(a.Sides) != 2 || a.Sides[0].Year != 2020 || a.Sides[1].Year != 2024 ||
			len(a.Sides[0].Entries) == 0 || len(a.Sides[1].Entries) == 0) {
			t.Errorf("sides %+v", a.Sides)
		}
	}
}

// TestNoSuchItem: an item that a list does not have is refused, and the list is
// offered; a number that belongs to something else is not taken for one.
func TestNoSuchItem(t *testing.T) {
	for _, text := range []string{"objective 31 of the global compact", "key message 7", "the fifth avenue", "l'objectif 31 du pacte mondial",
		"objetivo 31 del pacto mundial", "الهدف 31 من الاتفاق العالمي"} {
		a := curated().Ask(answer.Question{Text: text})
		if a.Outcome != answer.Related || len(a.Offered) == 0 || a.Confidence >= a.Threshold {
			t.Errorf("%q: %s %v, want its list as related", text, a.Outcome, ids(a.Shown))
		}
	}
	converse(t, step{text: "IDM No. 31", shown: "red-book-31"})
	converse(t, step{text: "What are the recommendations of IDM No. 30, word for word?", shown: "idm30-recommendations"})
}
