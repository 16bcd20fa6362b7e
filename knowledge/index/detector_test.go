package index

import "testing"

// A word or two are enough where only one language writes them so, although
// every translation carries the search terms and quotations of the others.
func TestTheLanguageOfAWordOrTwo(t *testing.T) {
	x := Build(curated(t))
	for lang, texts := range map[string][]string{
		"en": {"xenophobia", "private sector role", "sources?", "Pope on pathways", "regular pathways", "Guterres vaccines",
			"climate", "migration", "diaspora", "Vitorino", "vulnerable migrants", "pandemic", "protection", "youth", "racism",
			"social protection", "partnerships", "dialogue 2024", "solidarity", "IDM No. 28"},
		"fr": {"femmes", "intégration", "thèmes", "racisme", "protection sociale", "climat", "jeunes", "environnement",
			"partenariat", "solidarité", "migrants en danger", "et la deuxième ?"},
		"es": {"vacunas", "mujeres", "remesas", "integración", "temas", "racismo", "protección social", "clima", "jóvenes", "solidaridad", "migrantes venezolanos"},
		"ar": {"النساء", "اللقاحات"},
	} {
		for _, text := range texts {
			if got, _ := x.Language(text); got != lang {
				t.Errorf("%q is taken for %q, want %q", text, got, lang)
			}
		}
	}
}
