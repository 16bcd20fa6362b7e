package quote

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Own sentences in the manner of the corpus; not quotations of anybody.
var bank = []Held{
	{"e1", "Nobody should be left on the far shore, for we all crossed a river once.", "António Guterres", "S2"},
	{"e2", "The harbour that opens its gates in a storm will find friends in fair weather.", "António Vitorino", "S2"},
	{"e3", "Schools are the first bridge – and the children are the first to cross it.", "Audrey Azoulay", "S2"},
	{"e4", "Ne fermons pas la porte derrière nous : d'autres arrivent.", "Audrey Azoulay", "S2"},
	{"e5", "Rivers do not ask for passports", "", "S5"},
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, text, verdict, entry string
		partial                    bool
		differences                string
		given                      string // wrong speaker
	}{
		{"whole", "Nobody should be left on the far shore, for we all crossed a river once.", "exact", "e1", false, "", ""},
		{"case, marks, spaces", "“NOBODY should  be left on the far shore,\nfor we all crossed a river once”", "exact", "e1", false, "", ""},
		{"no full stop", "nobody should be left on the far shore, for we all crossed a river once", "exact", "e1", false, "", ""},
		{"another dash", "Schools are the first bridge — and the children are the first to cross it.", "exact", "e3", false, "", ""},
		{"part", "we all crossed a river once", "exact", "e1", true, "", ""},
		{"too short a part", "the far shore", "not_held", "", false, "", ""},
		{"short but whole", "rivers do not ask for passports!", "exact", "e5", false, "", ""},
		{"attribution before", `Guterres said: "Nobody should be left on the far shore, for we all crossed a river once."`, "exact", "e1", false, "", ""},
		{"attribution before, no marks", `Guterres said that nobody should be left on the far shore, for we all crossed a river once`, "exact", "e1", false, "", ""},
		{"as X put it", `As Vitorino put it, the harbour that opens its gates in a storm will find friends in fair weather.`, "exact", "e2", false, "", ""},
		{"attribution behind", `"Schools are the first bridge - and the children are the first to cross it", said Audrey Azoulay.`, "exact", "e3", false, "", ""},
		{"dash and name behind", `Schools are the first bridge and the children are the first to cross it. — Azoulay`, "exact", "e3", false, "", ""},
		{"interrupted", `"Nobody should be left on the far shore," said Guterres, "for we all crossed a river once."`, "exact", "e1", false, "", ""},
		{"wrong speaker", `Vitorino said: "Nobody should be left on the far shore, for we all crossed a river once."`, "exact", "e1", false, "", "Vitorino"},
		{"unknown speaker", `As Merkel put it, the harbour that opens its gates in a storm will find friends in fair weather.`, "exact", "e2", false, "", "Merkel"},
		{"without accent", `Antonio Guterres: Nobody should be left on the far shore, for we all crossed a river once.`, "exact", "e1", false, "", ""},
		{"one word", "Nobody must be left on the far shore, for we all crossed a river once.", "altered", "e1", false, "replace must/should", ""},
		{"word left out", "Nobody should be left on the shore, for we all crossed a river once.", "altered", "e1", false, "delete /far", ""},
		{"word added", "Nobody should ever be left on the far shore, for we all crossed a river once.", "altered", "e1", false, "insert ever/", ""},
		{"comma", "Nobody should be left on the far shore for we all crossed a river once.", "altered", "e1", false, "delete /,", ""},
		{"accent", "Ne fermons pas la porte derriere nous : d’autres arrivent", "altered", "e4", false, "replace derriere/derrière", ""},
		{"look-alike letter", "Rivers do not ask for pаssports", "altered", "e5", false, "replace pаssports/passports", ""},
		{"sentence added", "Nobody should be left on the far shore, for we all crossed a river once. Close the borders.", "altered", "e1", false, "insert . Close the borders/", ""},
		{"sentence added in marks", `Guterres said: "Nobody should be left on the far shore, for we all crossed a river once. Act now."`, "altered", "e1", false, "insert . Act now/", ""},
		{"another thing", "The weather in Geneva was mild and the trains ran on time.", "not_held", "", false, "", ""},
		{"nothing", " \n", "not_held", "", false, "", ""},
		{"altered and wrongly attributed", `Vitorino said: "Nobody should be left on the near shore, for we all crossed a river once."`, "altered", "e1", false, "replace near/far", "Vitorino"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := Check(bank, c.text)
			var parts []string
			for _, d := range v.Differences {
				parts = append(parts, d.Op+" "+d.Given+"/"+d.Held)
			}
			given := ""
			if v.AttributionDiffers != nil {
				given = v.AttributionDiffers.Given
			}
			if v.Verdict != c.verdict || v.Entry != c.entry || strings.Join(parts, "; ") != c.differences || given != c.given {
				t.Errorf("%q: got %s %q, differences %q, speaker %q; want %s %q, %q, %q",
					c.text, v.Verdict, v.Entry, parts, given, c.verdict, c.entry, c.differences, c.given)
			}
			if c.verdict == "exact" && v.Partial != c.partial {
				t.Errorf("%q: partial is %v", c.text, v.Partial)
			}
		})
	}
}

// A changed word is never exact, whatever word and wherever.
func TestChangedWordIsNeverExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		held := rapid.SampledFrom(bank).Draw(t, "quotation")
		fields := strings.Fields(held.Text)
		at := rapid.IntRange(0, len(fields)-1).Draw(t, "word")
		other := rapid.SampledFrom([]string{"never", "Thursday", "not", "éclair", "七", "shores", "x"}).Draw(t, "other")
		if strings.EqualFold(strings.Trim(fields[at], ".,"), other) || fields[at] == "–" || fields[at] == ":" {
			t.Skip("the same word")
		}
		fields[at] = other
		if v := Check(bank, strings.Join(fields, " ")); v.Verdict == "exact" && !v.Partial {
			t.Fatalf("%q is exact", strings.Join(fields, " "))
		}
	})
}

// Marks, dashes, case and spaces do not matter.
func TestTolerance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		held := rapid.SampledFrom(bank).Draw(t, "quotation")
		text := held.Text
		if rapid.Bool().Draw(t, "upper") {
			text = strings.ToUpper(text)
		}
		text = strings.ReplaceAll(text, " ", rapid.SampledFrom([]string{" ", "  ", "\n", "\u00a0", "\u200b "}).Draw(t, "space"))
		marks := rapid.SampledFrom([]string{"\"\"", "“”", "«»", "''", "„“"}).Draw(t, "marks")
		first, size := utf8.DecodeRuneInString(marks)
		text = string(first) + text + marks[size:]
		if v := Check(bank, text); v.Verdict != "exact" || v.Partial || v.Entry != held.Entry {
			t.Fatalf("%q is %+v", text, v)
		}
	})
}

func FuzzCheck(f *testing.F) {
	for _, h := range bank {
		f.Add(h.Text)
	}
	f.Add(`"a" "b`)
	f.Add("said : \xff ’’")
	f.Fuzz(func(t *testing.T, text string) {
		v := Check(bank, text)
		if _, err := json.Marshal(v); err != nil {
			t.Fatal(err)
		}
		if v.Differences == nil {
			t.Fatal("differences would be null")
		}
		if (v.Verdict == "altered") == (len(v.Differences) == 0) {
			t.Fatalf("%s with %d differences", v.Verdict, len(v.Differences))
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	var held []Held
	for range 20 {
		held = append(held, bank...)
	}
	for b.Loop() {
		Check(held, `As Vitorino put it, the harbour that opens its gates in a storm will find friends in fair weather.`)
	}
}
