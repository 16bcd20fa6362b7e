package index_test

import (
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

func small() *knowledge.Corpus {
	return knowledge.New([]*knowledge.Entry{
		{ID: "passport", Title: "Renewing a passport", Text: "Apply at the town hall six weeks before it expires. The fee is 60 euros.",
			Questions: []string{"How do I renew my passport?", "passport expired what now"}},
		{ID: "library", Title: "Library card", Text: "The card is free for residents. Bring an identity document.",
			Questions: []string{"How do I get a library card?", "Can I borrow books?"}},
		{ID: "waste", Title: "Bulky waste", Text: "Furniture is collected twice a year. Book a date by telephone.",
			Questions: []string{"Who collects my old sofa?", "When is bulky waste collected?"}},
	}, "test")
}

func TestSearchFindsTheEntryAsked(t *testing.T) {
	x := index.Build(small())
	for question, want := range map[string]string{
		"my passport has expired":       "passport",
		"borrowing books":               "library",
		"who takes away an old sofa":    "waste",
		"pasport renewal":               "passport",
		"how much does a passport cost": "passport",
	} {
		r := x.Search(question, "")
		if len(r.Hits) == 0 || r.Hits[0].Entry.ID != want {
			t.Errorf("Search(%q) found %v, want %s", question, r.Hits, want)
		}
		if r.Lang != "en" || r.Close < 1 {
			t.Errorf("Search(%q): language %q, close %d", question, r.Lang, r.Close)
		}
	}
}

func TestSearchTakesAnything(t *testing.T) {
	for _, x := range []*index.Index{index.Build(small()), index.Build(knowledge.New(nil, "")),
		index.Build(knowledge.New([]*knowledge.Entry{{ID: "a"}, {ID: "b", Text: "\xff"}}, ""))} {
		for _, q := range []string{"", " ", "\x00\xff", "?", "passport\u202e", "٠١٢ 三 ไทย", "a"} {
			x.Search(q, "")
			x.Explain(q, "xx")
			x.Suggest(q, "", 5)
			x.Language(q)
		}
	}
}

func FuzzSearch(f *testing.F) {
	for _, q := range []string{"", "passport", "¿dónde?", "护照 passport", "\xf0\x28\x8c\x28", "1,000,000", "ไทย๑๒", "l’été"} {
		f.Add(q, "en")
		f.Add(q, "")
	}
	x := index.Build(small())
	f.Fuzz(func(t *testing.T, q, lang string) {
		r := x.Search(q, lang)
		if r.Confidence < 0 || r.Confidence > 1 || len(r.Hits) > 10 || (len(r.Hits) > 0) != (r.Close > 0) {
			t.Errorf("Search(%q, %q) = %+v", q, lang, r)
		}
		x.Suggest(q, lang, 5)
		x.Explain(q, lang)
	})
}

// TestNobodyIsMisquoted: an English article makes another person of a surname,
// and what a person said in one year is not what they said in another.
func TestNobodyIsMisquoted(t *testing.T) {
	c, err := knowledge.ReadJSONL(strings.NewReader(`{"id":"a","title":"Amy Pope on pathways","text":"Amy Pope says that pathways help migrants.","quote":{"text":"Pathways help.","speaker":"Amy Pope"},"questions":["What did Amy Pope say about migrants?"]}
{"id":"d","title":"Amy Pope in 2023","text":"Amy Pope said in 2023 that migrants work hard.","year":2023,"quote":{"text":"They work hard.","speaker":"Amy Pope"},"questions":["What did Amy Pope say in 2023?"]}
{"id":"b","title":"Boats","text":"Boats float on the sea."}
{"id":"c","title":"Fees","text":"A visa has a price.","questions":["What does a visa cost?"]}
`), "test")
	if err != nil {
		t.Fatal(err)
	}
	x := index.Build(c)
	for question, want := range map[string]bool{
		"What did Amy Pope say about migrants?": true, "What did Pope say about migrants?": true,
		"What did Amy Pope say in 2023?": true, "What did Amy Pope say in 2021?": false,
		"what did the pope say about migrants": false, "migrants and the Pope": false,
	} {
		r := x.Search(question, "en")
		if got := len(r.Hits) > 0 && r.Confidence >= r.Threshold; got != want {
			t.Errorf("%q is answered: %v (%.2f)", question, got, r.Confidence)
		}
	}
}
