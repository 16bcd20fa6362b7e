package ground

import (
	"slices"
	"testing"
)

func TestValueInWords(t *testing.T) {
	for _, c := range []struct{ key, value, want string }{
		{"min_term_months", "24", "24 months"},
		{"weight_kg", "1.4", "1.4 kg"},
		{"price_eur", "2799", "2799 eur"},
		{"available_from", "2024-03-01", "2024-03-01 1 March 2024"},
		{"until", "2024-13-01", "2024-13-01"},
		{"RestaurantsPriceRange2", "1", "1 inexpensive cheap"},
		{"beds", "84", "84"},
		{"", "7", "7"},
		{"months", "", ""},
		{"months", "until June", "until June"},
	} {
		if got := valueInWords(c.key, c.value); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.key, c.value, got, c.want)
		}
	}
}

// TestHourGroups: times belong to the days they are said of.
func TestHourGroups(t *testing.T) {
	for _, c := range []struct {
		text string
		days [][]int // of the times in their order
	}{
		{"It is open from 8 AM to 5 PM Monday to Wednesday.", [][]int{{0, 1, 2}}},
		{"It opens at 4 PM on weekdays and at noon on Saturdays.", [][]int{{0, 1, 2, 3, 4}, {5}}},
		{"On Friday and Saturday, it closes at 10 PM.", [][]int{{4, 5}}},
		{"It opens at 7:30 on weekdays, except on Wednesdays, when it shuts at 1 PM.", [][]int{{0, 1, 2, 3, 4}, {2}}},
		{"It is closed on Mondays and open late, until 8 PM, on Thursdays.", [][]int{{3}}},
		{"It is open at noon.", [][]int{nil}},
	} {
		b := &body{lang: "en"}
		s := b.addSentence(c.text, 0, 0, newVocabulary("en", 16))
		groups := hourGroups(b.tokens, s.from, s.to)
		if len(groups) != len(c.days) {
			t.Errorf("%q: %v", c.text, groups)
			continue
		}
		for i, g := range groups {
			if !slices.Equal(g.days, c.days[i]) {
				t.Errorf("%q: days %v of times %d, want %v", c.text, g.days, i, c.days[i])
			}
		}
	}
}

// TestRecordAsSentences: fields say what prose would.
func TestRecordAsSentences(t *testing.T) {
	record := []Source{{"a", `{"listing":"Flat 7","available_from":"2024-03-01","min_term_months":24,"lift":false,"wifi":true,"Alcohol":"none","weight_kg":1.4}`}}
	for _, c := range []struct {
		good, bad string
	}{
		{"The flat is available from 1 March 2024.", "The flat is available from 1 June 2024."},
		{"The minimum term is two years.", "The minimum term is three years."},
		{"There is Wi-Fi but no lift.", "There is a lift but no Wi-Fi."},
		{"No alcohol is served.", "Alcohol is served."},
	} {
		good, bad := Verify(record, c.good).Score, Verify(record, c.bad).Score
		if good <= bad {
			t.Errorf("%q has %.3f, %q has %.3f", c.good, good, c.bad, bad)
		}
	}
}

// TestElements: what one guest says is not put together with what another says.
func TestElements(t *testing.T) {
	record := []Source{{"a", `{"name":"Tin Lantern","stars":3.5,"reviews":[{"stars":4,"text":"Bluegrass on Thursdays and the burger was burnt."},{"stars":2,"text":"Twelve taps, eight of them pale ales. The bartender shrugged."}]}`}}
	e := newEvidence(record, "en")
	for _, c := range []struct {
		text  string
		mixes bool
	}{
		{"One guest heard bluegrass but found the burger burnt.", false},
		{"One guest saw the bartender shrug at eight pale ales.", false},
		{"One guest saw the bartender burn the burger.", true},
		{"Guests mention bluegrass, burnt burgers, pale ales and a bartender who shrugged.", false},
	} {
		f, _ := e.measureClaim(e.prepare(c.text))
		if mixes := f[mixed] > 0; mixes != c.mixes {
			t.Errorf("%q: %.2f, want mixed %v", c.text, f[mixed], c.mixes)
		}
	}
}

func FuzzValueInWords(f *testing.F) {
	f.Add("weight_kg", "1.4")
	f.Add("from", "2024-02-30")
	f.Add("___", "9")
	f.Fuzz(func(t *testing.T, key, value string) {
		if got := valueInWords(key, value); len(got) < len(value) || got[:len(value)] != value {
			t.Errorf("%q lost the value %q", got, value)
		}
	})
}
