package answer_test

import (
	"testing"

	"github.com/idmbot/idmbot/bots/answer"
)

// TestAWrongYearIsCorrected: who did not speak in a year is not made to; the
// answer knows when the same person does speak, and names nobody else.
func TestAWrongYearIsCorrected(t *testing.T) {
	for _, c := range []struct{ text, lang, speaker string }{
		{"What did Guterres say at the 2024 Dialogue?", "en", "António Guterres"},
		{"what did the UN Secretary-General say in 2022 about vaccines?", "en", "António Guterres"},
		{"What did Amy Pope say in 2020?", "en", "Amy Pope"},
		{"Why did Vitorino resign at IDM 2024?", "en", "António Vitorino"},
		{"What did Dina Nayeri tell the Dialogue in May 2024?", "en", ""},
		{"Qu'a déclaré Azoulay en mai 2024 ?", "fr", "Audrey Azoulay"},
		{"le message de vitorino pour 2022", "fr", "António Vitorino"},
		{"¿Qué dijo Guterres en el Diálogo de 2024?", "es", "António Guterres"},
		{"el mensaje de vitorino de 2022", "es", "António Vitorino"},
		{"ماذا قال غوتيريش في حوار 2024؟", "ar", "António Guterres"},
		{"ماذا قال فيتورينو في مايو 2024؟", "ar", "António Vitorino"},
		{"what did Audrey Azoulay think of Amy Pope in 2024", "en", "Audrey Azoulay"},
		{"What did Vitorino say in May 2024?", "en", "António Vitorino"},
		{"What did Vitorino say in 2024?", "en", "António Vitorino"},
		{"what did vitorino say on football in 2023", "en", ""}, // he is quoted that year
		{"what does guterres say of football in the 2030 agenda", "en", ""},
	} {
		a := curated().Ask(answer.Question{Text: c.text, Lang: c.lang})
		if len(a.Shown) > 0 {
			t.Errorf("%q is answered with %v", c.text, ids(a.Shown))
		}
		got := ""
		if a.Otherwise != nil {
			got = a.Otherwise.Source.Speaker
		}
		if got != c.speaker {
			t.Errorf("%q: %q speaks at another time, want %q", c.text, got, c.speaker)
		}
	}
}

// TestTheRightYearIsAnswered: the same questions with the right year are.
func TestTheRightYearIsAnswered(t *testing.T) {
	for text, lang := range map[string]string{
		"What did Guterres say about vaccines in 2020?": "en", "¿Qué dijo Vitorino sobre las vacunas en 2020?": "es",
		"Que dit Azoulay de l'éducation en 2020 ?": "fr", "What did Amy Pope say about the future in 2024?": "en",
	} {
		if a := curated().Ask(answer.Question{Text: text, Lang: lang}); len(a.Shown) == 0 || a.Otherwise != nil {
			t.Errorf("%q: %s, otherwise %v", text, a.Outcome, a.Otherwise)
		}
	}
}
