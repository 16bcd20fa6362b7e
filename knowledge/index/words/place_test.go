package words

import "testing"

// TestCountries: countries are known by their names in many languages, by
// their people, in lower case; words that only look like them are not.
func TestCountries(t *testing.T) {
	t.Parallel()
	c := AllCountries()
	for text, want := range map[string]string{
		"kenya": "KE", "Kenyan": "KE", "kényane": "KE", "kenianos": "KE", "Ghanaian": "GH", "ghanéen": "GH", "ghanés": "GH",
		"brazilian": "BR", "brésilienne": "BR", "brasileño": "BR", "syrians": "SY", "indian": "IN", "ukrainian": "UA",
		"german": "DE", "allemand": "DE", "deutschland": "DE", "turkish": "TR", "somali": "SO", "afghan": "AF", "nigerian": "NG",
		"united states": "US", "États-Unis": "US", "estados unidos": "US", "saudi arabia": "SA", "the netherlands": "",
		"tailandia": "TH", "thaïlande": "TH", "الدنمارك": "DK", "كيني": "KE", "libye": "LY", "danemark": "DK",
		"reunion": "", "réunion": "", "woman": "", "many": "", "immigrants": "", "communauté": "", "session": "", "migrants": "",
		"pandemic": "", "francis": "", "dominic": "", "germ": "", "marche": "", "personas": "", "gender": "", "mali": "ML",
	} {
		if got, _ := c.At(Tokens(text, 0)); got != want {
			t.Errorf("%q is taken for %q, want %q", text, got, want)
		}
	}
}

// TestMonths: every language has twelve, and they are told from other words.
func TestMonths(t *testing.T) {
	t.Parallel()
	for lang, names := range months {
		seen := map[int]bool{}
		for _, m := range names {
			seen[m] = true
		}
		if len(seen) != 12 {
			t.Errorf("%s has %d months", lang, len(seen))
		}
	}
	for _, c := range []struct {
		lang, fold string
		want       int
	}{{"en", "october", 10}, {"fr", "aout", 8}, {"es", "enero", 1}, {"ar", "اكتوبر", 10}, {"en", "enero", 0}, {"en", "maybe", 0}} {
		if got := Month(c.lang, c.fold); got != c.want {
			t.Errorf("%s in %s is month %d, want %d", c.fold, c.lang, got, c.want)
		}
	}
}
