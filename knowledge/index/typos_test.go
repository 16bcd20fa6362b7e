package index

import (
	"testing"

	"github.com/idmbot/idmbot/knowledge"
	"pgregory.net/rapid"
)

func TestOneWrongLetterIsForgiven(t *testing.T) {
	x := Build(knowledge.New([]*knowledge.Entry{
		{ID: "passport", Title: "Applying for a passport", Text: "Bring a photograph and the old document."},
		{ID: "library", Title: "Borrowing from the library", Text: "Novels may be kept for four weeks."},
		{ID: "swimming", Title: "The swimming pool", Text: "Lanes are free in the morning."},
	}, ""))
	for _, c := range []struct{ text, from, to, want string }{
		{"new pasport", "pasport", "passport", "passport"},
		{"librrary", "librrary", "library", "library"},
		{"siwmming", "siwmming", "swimming", "swimming"},
	} {
		r := x.Search(c.text, "en")
		if len(r.Hits) == 0 || r.Hits[0].Entry.ID != c.want {
			t.Errorf("%q does not find %s", c.text, c.want)
			continue
		}
		if len(r.Corrections) != 1 || r.Corrections[0] != (Correction{From: c.from, To: c.to}) {
			t.Errorf("%q: corrections %v, want %s read as %s", c.text, r.Corrections, c.from, c.to)
		}
	}
}

// TestASlipIsNoDoubt: what is found for a question with a slip is as sure as
// without it, but a name stays as it is.
func TestASlipIsNoDoubt(t *testing.T) {
	c := knowledge.New([]*knowledge.Entry{
		{ID: "remittances", Title: "Remittances", Text: "Money that workers send home.", Questions: []string{"what are remittances"}},
		{ID: "libro", Title: "Cartas", Text: "Quien remite una carta la firma.", Questions: []string{"quién remite la carta"}},
		{ID: "library", Title: "Borrowing from the library", Text: "Novels may be kept for four weeks."},
		{ID: "francis", Title: "What Francisco says", Text: "Francisco speaks of the library of his town."},
		{ID: "refugees", Title: "Déplacement", Text: "Le déplacement forcé des familles et des enfants.", Questions: []string{"le déplacement des enfants"}},
		{ID: "reference", Title: "The reference library", Text: "People prefer the reference books."},
	}, "")
	c.People = []knowledge.Person{{Name: "Francisco"}}
	x := Build(c)
	right := x.Search("remittances", "")
	for _, text := range []string{"remitances", "remittancs"} {
		r := x.Search(text, "")
		if len(r.Hits) == 0 || r.Hits[0].Entry.ID != "remittances" || r.Confidence != right.Confidence {
			t.Errorf("%q: %v of %.3f, want remittances of %.3f", text, r.Hits, r.Confidence, right.Confidence)
		}
		if len(r.Corrections) != 1 || r.Corrections[0].To != "remittances" {
			t.Errorf("%q: corrections %v", text, r.Corrections)
		}
	}
	for text, want := range map[string]string{
		"the remitances of Francesco":  "the remittances of Francesco",
		"preremitances are remitances": "preremitances are remittances", // stands alone
		"what does Francesco say":      "what does Francesco say",
		"francesco on remittances":     "francesco on remittances",
		"Francesco":                    "Francesco",
		"libraru":                      "libraru",     // too short to be sure
		"demittances":                  "demittances", // begins otherwise
		"replacement of children":      "replacement of children",
		"do people get preference":     "do people get preference",
		"المكتبية":                     "المكتبية",
	} {
		s := x.scratch()
		if q := x.read(text, "", s); q.text != want {
			t.Errorf("%q is read as %q, want %q", text, q.text, want)
		}
		x.pool.Put(s)
	}
}

func TestOneOffIsSymmetric(t *testing.T) {
	word := rapid.StringMatching(`[a-cé]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		if oneOff(a, b) != oneOff(b, a) {
			t.Errorf("oneOff(%q, %q) = %v, but the other way round %v", a, b, oneOff(a, b), oneOff(b, a))
		}
		if !oneOff(a, a) {
			t.Errorf("oneOff(%q, %q) = false", a, a)
		}
	})
}
