package ground

import (
	"math"
	"strings"
	"testing"
)

var statement = []Source{
	{"a", "António Guterres, Secretary-General, said in 2020 that migrants should be included in vaccination campaigns. About 3 million people were stranded by 15 July 2020. He urged countries not to close borders."},
	{"b", `{"name":"Blue Cup","city":"Tucson","state":"AZ","hours":{"Monday":"8:0-17:0","Tuesday":"8:0-17:0","Wednesday":"8:0-17:0","Saturday":"9:0-13:0"},"attributes":{"WiFi":"free","OutdoorSeating":false,"GoodForKids":null,"parking":{"garage":false,"street":true}},"stars":4.5}`},
}

func TestVerify(t *testing.T) {
	for _, c := range []struct {
		text      string
		supported bool
	}{
		{"Guterres asked in 2020 to include migrants in vaccination campaigns.", true},
		{"Guterres decided in 2020 to include migrants in vaccination campaigns.", false},
		{"Vitorino said in 2020 that migrants should be included in vaccination campaigns.", false},
		{"By 15 July 2020, around three million people were stranded.", true},
		{"By 15 July 2021, around three million people were stranded.", false},
		{"By 15 July 2020, around four million people were stranded.", false},
		{"He urged countries to close borders.", false},
		{`He said that "migrants must be included in vaccination campaigns".`, false},
		{"Blue Cup in Tucson, Arizona is rated 4.5 stars and has free Wi-Fi.", true},
		{"It offers outdoor seating.", false},
		{"It is open from 8 AM to 5 PM Monday to Wednesday.", true},
		{"It is open from 8 AM to 5 PM on Saturday.", false},
		{"It is open seven days a week.", false},
		{"There is street parking but no garage.", true},
		{"There is garage parking.", false},
		{"It is good for kids.", false},
		{"Overall, it is a great place with a cozy atmosphere.", false},
		{"Based on the provided passages, I am unable to answer this question.", true},
	} {
		v := Verify(statement, c.text)
		if v.Supported != c.supported || len(v.Sentences) != 1 || v.Sentences[0].Reason == "" {
			t.Errorf("%q: %+v, want supported %v with a reason", c.text, v, c.supported)
		}
	}
}

// TestFalseBelowTrue holds pairs of sentences that differ in what is claimed: the
// false one has the lower score, whatever the rules say.
func TestFalseBelowTrue(t *testing.T) {
	for _, pair := range [][2]string{
		{"About 3 million people were stranded.", "About 8 million people were stranded."},
		{"He urged countries not to close borders.", "He urged countries to close borders."},
		{"There is street parking.", "There is garage parking."},
		{"Guterres said that migrants should be included.", "Vitorino said that migrants should be included."},
		{"Blue Cup is closed on Sundays.", "Blue Cup is closed on Saturdays."},
	} {
		good, bad := Verify(statement, pair[0]).Score, Verify(statement, pair[1]).Score
		if good <= bad {
			t.Errorf("%q has %.3f, %q has %.3f", pair[0], good, pair[1], bad)
		}
	}
}

// TestWorstSentenceRules: a false sentence more never makes a summary better.
func TestWorstSentenceRules(t *testing.T) {
	good := "About 3 million people were stranded by 15 July 2020."
	alone := Verify(statement, good)
	joined := Verify(statement, good+" Guterres was born in Lisbon in 1949.")
	if joined.Score >= alone.Score || joined.Supported || len(joined.Sentences) != 2 {
		t.Errorf("%.3f with an invented sentence, %.3f without", joined.Score, alone.Score)
	}
}

func FuzzVerify(f *testing.F) {
	f.Add(statement[0].Text, "He urged countries not to close borders.")
	f.Add(statement[1].Text, "It is closed on Sundays, every day from 9:00 to 25:99.")
	f.Add("{'a':{'b':[1,2,(3)]},'c':None}", "\"«“\n- 1. [Passage 3] **x**")
	f.Add("closed", "closed on Monday seven days")
	f.Add("\xff\x00", "\u202e\U0010ffff ÀÀ 1,000.5.6:7")
	f.Fuzz(func(t *testing.T, source, summary string) {
		v := Verify([]Source{{"a", source}, {"b", statement[1].Text}}, summary)
		again := Verify([]Source{{"a", source}, {"b", statement[1].Text}}, summary)
		if v.Score != again.Score || len(v.Sentences) != len(again.Sentences) {
			t.Fatal("two judgements of the same text differ")
		}
		if math.IsNaN(v.Score) || v.Score < 0 || v.Score > 1 {
			t.Fatalf("a score of %v", v.Score)
		}
		for _, s := range v.Sentences {
			if math.IsNaN(s.Score) || s.Score < 0 || s.Score > 1 || s.Reason == "" {
				t.Fatalf("%+v", s)
			}
			if v.Supported && !s.Supported {
				t.Fatal("a summary is supported and one of its sentences is not")
			}
		}
	})
}

// BenchmarkSummary verifies a summary of the bot: three entries, three sentences.
func BenchmarkSummary(b *testing.B) {
	text := statement[0].Text + " The session set out to understand opportunities and challenges better through evidence, identify cutting-edge solutions of administrations, analyse how multilateral action and broad partnerships for safe and regular routes can help in crises, and understand how to open regular pathways."
	sources := []Source{{"a", text}, {"b", text}, {"c", text}}
	for b.Loop() {
		Verify(sources, "Guterres asked in 2020 to include migrants in vaccination campaigns. By 15 July 2020, around three million people were stranded. The session set out to identify innovative solutions by administrations.")
	}
}

// BenchmarkArticle verifies seven sentences about a newspaper article of 700 words.
func BenchmarkArticle(b *testing.B) {
	for _, p := range readPassages(b, firstSet) {
		if p.name != "salt-marsh-plan" {
			continue
		}
		summary := strings.Join(p.good[:7], " ")
		for b.Loop() {
			Verify(p.sources, summary)
		}
		b.ReportMetric(float64(len(strings.Fields(p.sources[0].Text))), "words")
	}
}

// BenchmarkRepeated verifies a summary against a text that repeats itself, the worst
// case for every search that goes from place to place.
func BenchmarkRepeated(b *testing.B) {
	sentence := "Anna Berg said that Karl Holm went to Oslo with 12 of 40 men on Monday. "
	sources := []Source{{"a", strings.Repeat(sentence, 400)}}
	summary := "Karl Holm said that Anna Berg went to Oslo with 40 of 12 men. " + sentence
	for b.Loop() {
		Verify(sources, summary)
	}
}
