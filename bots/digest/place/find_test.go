package place

import (
	"slices"
	"testing"
	"time"
)

func TestFind(t *testing.T) {
	for typed, want := range map[string]string{
		"Europe/Berlin": "Europe/Berlin", "europe/berlin": "Europe/Berlin", " america/argentina/buenos_aires ": "America/Argentina/Buenos_Aires",
		"Asia/Calcutta": "Asia/Calcutta",
		"Berlin":        "Europe/Berlin", "GENÈVE": "Europe/Zurich", "ginebra": "Europe/Zurich", "جنيف": "Europe/Zurich", "buenos aires": "America/Argentina/Buenos_Aires",
		"القاهره": "Africa/Cairo", "Port au Prince": "America/Port-au-Prince", "n'djamena": "Africa/Ndjamena", "new york": "America/New_York",
		"Lyon, France": "Europe/Paris", "Berlin Germany": "Europe/Berlin", "São Paulo": "America/Sao_Paulo", "sao paulo": "America/Sao_Paulo",
		"kenya": "Africa/Nairobi", "Kenia": "Africa/Nairobi", "Allemagne": "Europe/Berlin", "مصر": "Africa/Cairo", "Suiza": "Europe/Zurich",
		"الأردن": "Asia/Amman", "Côte d’Ivoire": "Africa/Abidjan", "UK": "Europe/London", "السعودية": "Asia/Riyadh", "Sénégal": "Africa/Dakar",
		"+2": "Etc/GMT-2", "UTC+02:00": "Etc/GMT-2", "gmt -5": "Etc/GMT+5", "+5:30": "Asia/Kolkata", "utc": "UTC", "−3": "Etc/GMT+3", "+0": "UTC",
		"CET": "Europe/Berlin", "berli": "Europe/Berlin", "Nairbi": "Africa/Nairobi", "Stokholm": "Europe/Stockholm", "Johannesbrug": "Africa/Johannesburg",
	} {
		got := Find(typed)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q means %v; want %s", typed, got, want)
		}
	}
}

func TestFindOffersAChoice(t *testing.T) {
	for typed, want := range map[string][]string{
		"United States": {"America/New_York", "America/Los_Angeles"},
		"España":        {"Europe/Madrid", "Atlantic/Canary"},
		"palestine":     {"Asia/Gaza", "Asia/Hebron"},
		"kin":           {"Africa/Kinshasa"},
	} {
		got := Find(typed)
		for _, w := range want {
			if !slices.Contains(got, w) || len(got) > Most {
				t.Errorf("%q offers %v; want among them %s", typed, got, w)
			}
		}
	}
}

func TestFindNothing(t *testing.T) {
	for _, typed := range []string{"", " ", "x", "zzzzzz", "+25", "+3:17", "../etc/passwd", "../../etc/x", "/etc/localtime", "what is migration", "Local"} {
		if got := Find(typed); len(got) != 0 {
			t.Errorf("%q means %v; want nothing", typed, got)
		}
	}
}

func TestGuess(t *testing.T) {
	for tag, want := range map[string]string{
		"fr-CA": "America/Toronto", "fr": "Europe/Paris", "es-MX": "America/Mexico_City", "ar-MA": "Africa/Casablanca", "ar": "Africa/Cairo",
		"en": "Europe/London", "en-KE": "Africa/Nairobi", "de": "Europe/Berlin", "pt-BR": "America/Sao_Paulo", "": "Europe/London", "??": "Europe/London",
	} {
		if got := Guess(tag); len(got) == 0 || len(got) > Most || got[0] != want {
			t.Errorf("Guess(%q) = %v; want %s first", tag, got, want)
		}
	}
}

// Every zone that can be offered must be one that the program can load.
func TestEveryZoneLoads(t *testing.T) {
	tab := load()
	var all []string
	for _, z := range tab.zones {
		all = append(all, z)
	}
	for _, zones := range tab.cities {
		all = append(all, zones...)
	}
	for _, zones := range tab.of {
		all = append(all, zones...)
	}
	for _, z := range abbreviations {
		all = append(all, z)
	}
	for _, zones := range usual {
		all = append(all, zones...)
	}
	for _, z := range uneven {
		all = append(all, z)
	}
	for _, z := range all {
		if _, err := time.LoadLocation(z); err != nil {
			t.Errorf("%s cannot be loaded", z)
		}
	}
	t.Logf("%d zones, %d cities, %d names of countries", len(tab.zones), len(tab.cities), len(tab.countries))
}

func TestSuggest(t *testing.T) {
	got := Suggest("ber", 5)
	if len(got) == 0 || len(got) > 5 || !slices.ContainsFunc(got, func(s Suggestion) bool { return s.Zone == "Europe/Berlin" }) {
		t.Errorf("ber offers %v", got)
	}
	if got := Suggest("", 5); len(got) != 0 {
		t.Errorf("nothing offers %v", got)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"Berlin", "+2", "القاهرة", "a/b", "UTC+5:45", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, z := range Find(s) {
			if _, err := time.LoadLocation(z); err != nil {
				t.Errorf("%q means %q, which cannot be loaded", s, z)
			}
		}
		Suggest(s, 25)
	})
}
