package index_test

import (
	"testing"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// first returns the id of the first hit, "" if there is none.
func first(x *index.Index, question string) string {
	r := x.Search(question, "")
	if len(r.Hits) == 0 {
		return ""
	}
	return r.Hits[0].Entry.ID
}

func TestOtherWordsForTheSame(t *testing.T) {
	entries := []*knowledge.Entry{
		{ID: "fee", Text: "The price of the tour is 12 euros for adults."},
		{ID: "bike", Text: "Bicycles may be left in the courtyard."},
		{ID: "kids", Text: "Children below six need no seat of their own."},
		{ID: "doctor", Text: "A physician is in the building on Mondays."},
	}
	x := index.Build(knowledge.New(entries, ""))
	for question, want := range map[string]string{
		"how expensive is it":               "fee",
		"is there a doc, I mean a doctor":   "doctor",
		"where do I put my bike":            "bike",
		"our toddler":                       "kids",
		"Wie teuer ist das?":                "fee",
		"¿Hay un médico?":                   "doctor",
		"Où laisser mon vélo ?":             "bike",
		"Gibt es etwas für mein Kleinkind?": "kids",
	} {
		if got := first(x, question); got != want {
			t.Errorf("%q found %q, want %q", question, got, want)
		}
	}
	without := index.Build(knowledge.New(entries, ""), index.Without("thesaurus"))
	if got := first(without, "our toddler"); got == "kids" {
		t.Error("without the thesaurus the toddler was found all the same")
	}
}

func TestCompoundsAreTakenApart(t *testing.T) {
	x := index.Build(knowledge.New([]*knowledge.Entry{
		{ID: "karte", Lang: "de", Text: "Wer die Karte verliert, zahlt fünf Euro für eine neue."},
		{ID: "raum", Lang: "de", Text: "Gruppen können einen Raum für drei Stunden bekommen."},
		{ID: "uhr", Lang: "de", Text: "Von Montag bis Freitag ab neun Uhr."},
	}, ""))
	for question, want := range map[string]string{"Kartenverlust melden": "karte", "Gruppenraum": "raum"} {
		if got := first(x, question); got != want {
			t.Errorf("%q found %q, want %q", question, got, want)
		}
	}
}

func TestTheQuestionsLanguageComesFirst(t *testing.T) {
	x := index.Build(knowledge.New([]*knowledge.Entry{
		{ID: "pt", Lang: "pt", Questions: []string{"cancelar compra", "Posso cancelar uma compra?"}},
		{ID: "es", Lang: "es", Questions: []string{"cancelar compra", "¿Puedo anular una compra?"}},
		{ID: "other", Lang: "es", Questions: []string{"¿Dónde está el paquete?", "Mi pedido no llega"}},
	}, ""))
	for _, lang := range []string{"es", "pt"} {
		if r := x.Search("cancelar compra", lang); len(r.Hits) == 0 || r.Hits[0].Entry.ID != lang {
			t.Errorf("asked in %q: %v", lang, r.Hits)
		}
	}
}
