package index_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// meetings is a corpus in which much can be almost right.
func meetings(t *testing.T) *index.Index {
	c, err := knowledge.ReadJSONL(strings.NewReader(`{"id":"june","title":"The meeting of June 2013","text":"The second session of 2013 was held in Geneva on 18 and 19 June. Delegates from Kenya and Ghana spoke about diasporas.","questions":["When did the meeting of 2013 take place?","meeting in Geneva June 2013","second session of 2013"]}
{"id":"book","title":"Book 12: labour mobility","text":"Book no. 12 deals with labour mobility and trade.","questions":["What is book 12 about?","labour mobility book"]}
{"id":"mehta","title":"Asha Mehta on schools","text":"Asha Mehta says that schools need teachers for the children of migrants.","quote":{"text":"Schools need teachers.","speaker":"Asha Mehta"},"questions":["What did Asha Mehta say about schools?","Mehta on teachers"]}
{"id":"fees","title":"Fees of money transfers","text":"The fee is 3 percent of what is sent.","questions":["How much does a transfer cost?","What are the fees?"]}
{"id":"boats","title":"Rescue at sea","text":"Ships rescue people in distress at sea.","questions":["Who rescues people at sea?","rescue of boats"]}
{"id":"papers","title":"Identity papers","text":"Everybody has a right to identity papers.","questions":["Who has a right to papers?","lost my identity papers"]}
{"id":"health","title":"Health care","text":"Clinics are open to everybody.","questions":["Can I see a doctor?","health care for migrants"]}
{"id":"work","title":"Work permits","text":"A work permit is valid for a year.","questions":["How do I get a work permit?","work permit validity"]}
{"id":"language","title":"Language courses","text":"Language courses are free.","questions":["Are language courses free?","learn the language"]}
`), "test")
	if err != nil {
		t.Fatal(err)
	}
	return index.Build(c)
}

// TestWhatIsNamed: something definite that the best entry does not hold is
// noticed, in lower case too, and what it holds is not.
func TestWhatIsNamed(t *testing.T) {
	x := meetings(t)
	for question, want := range map[string]string{
		"the meeting in december 2013":             "december:month",
		"meeting in june 2013":                     "",
		"the meeting of may 2013":                  "may:month",
		"may I come to the meeting of 2013":        "",
		"third session of 2013":                    "third session:session",
		"second session of 2013":                   "",
		"what is book 14 about":                    "book 14:session",
		"what is book no. 12 about":                "",
		"what did the kenyan delegates say":        "",
		"did brazilian delegates speak in geneva":  "brazilian:place",
		"meeting of 2013 in new zealand":           "new zealand:place",
		"What did Frontex say about schools?":      "Frontex:person",
		"what did trudeau say about schools":       "trudeau:person",
		"according to trudeau, who rescues people": "trudeau:person",
		"what did mehta say about schools":         "",
	} {
		r := x.Search(question, "en")
		var got []string
		for _, m := range r.Missing {
			got = append(got, m.Text+":"+string(m.Kind))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: missing %q, want %q (%s)", question, got, want, r.Hits[0].Entry.ID)
		}
	}
}

// TestNobodyIsGivenATopic: a person's words on one subject are no answer for
// another, nor for another person.
func TestNobodyIsGivenATopic(t *testing.T) {
	x := meetings(t)
	for question, want := range map[string]bool{
		"what did Mehta say about schools": true, "what does asha mehta say about teachers": true,
		"what did Mehta say about volcanoes": false, "what did Mehta say about sea rescue": false,
		"what did Merkel say about schools": false,
	} {
		r := x.Search(question, "en")
		if got := len(r.Hits) > 0 && r.Hits[0].Entry.ID == "mehta" && r.Confidence >= r.Threshold; got != want {
			t.Errorf("%q is answered with her words: %v (%.2f)", question, got, r.Confidence)
		}
	}
}

// TestWhatHasAllThatIsNamedComesFirst: of two entries about as near, the one that
// carries the year and the number of the session is the answer.
func TestWhatHasAllThatIsNamedComesFirst(t *testing.T) {
	x := index.Build(knowledge.New([]*knowledge.Entry{
		{ID: "first", Title: "Where the first session of 2011 was to take place", Text: "The place of the first session of 2011 was to be the town hall."},
		{ID: "second", Title: "The second session of 2011", Text: "The place of the second session of 2011 was the school."},
		{ID: "other", Title: "The second session of 2013", Text: "The place of the second session of 2013 was the library."},
	}, ""))
	for question, want := range map[string]string{
		"where was the second session of 2011 to take place": "second", "where was the first session of 2011 to take place": "first",
		"where was the second session of 2013 to take place": "other",
	} {
		if r := x.Search(question, "en"); len(r.Hits) == 0 || r.Hits[0].Entry.ID != want || len(r.Missing) > 0 {
			t.Errorf("%q: %v, missing %v; want %s", question, r.Hits, r.Missing, want)
		}
	}
}

// TestElsewhereIsTrue: what is said to occur elsewhere does, and what is said to
// occur nowhere does not.
func TestElsewhereIsTrue(t *testing.T) {
	x := meetings(t)
	r := x.Search("the rescue at sea in june by ghanaian ships", "en")
	for _, m := range r.Missing {
		if !m.Known || !slices.ContainsFunc(m.Entries, func(e *knowledge.Entry) bool { return e.ID == "june" }) {
			t.Errorf("%s %s: known %v", m.Kind, m.Text, m.Known)
		}
	}
	if len(r.Missing) != 2 {
		t.Errorf("missing %v", r.Missing)
	}
	r = x.Search("the meeting of 2013 in february with danish delegates", "en")
	for _, m := range r.Missing {
		if m.Known {
			t.Errorf("%s %s occurs in %v", m.Kind, m.Text, m.Entries)
		}
	}
	if len(r.Missing) != 2 {
		t.Errorf("missing %v", r.Missing)
	}
}

// TestMoreAskedIsNotSurer: a country or month put behind a question that no
// entry has never makes an answer surer.
func TestMoreAskedIsNotSurer(t *testing.T) {
	x := meetings(t)
	questions := []string{"What did Asha Mehta say about schools?", "How much does a transfer cost?", "Who rescues people at sea?", "work permit validity"}
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions).Draw(t, "question")
		more := rapid.SampledFrom([]string{"in denmark", "in february", "in new zealand", "for chilean people", "according to merkel"}).Draw(t, "more")
		before, after := x.Search(q, "en"), x.Search(strings.TrimRight(q, "?")+" "+more, "en")
		if after.Confidence >= before.Confidence {
			t.Fatalf("%q: %.2f, with %q %.2f", q, before.Confidence, more, after.Confidence)
		}
	})
}
