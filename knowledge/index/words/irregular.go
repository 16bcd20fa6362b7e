package words

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

//go:embed irregular.txt
var irregularText string

// irregular holds, by language, the word that a form is of, both as Exact gives
// them.
var irregular = readIrregular(irregularText)

func readIrregular(text string) map[string]map[string]string {
	out := map[string]map[string]string{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Fields(line)
		if len(f) < 3 {
			continue
		}
		lang, word := f[0], f[1]
		if out[lang] == nil {
			out[lang] = map[string]string{}
		}
		for _, form := range f[2:] {
			out[lang][Exact(form)] = Exact(word)
			if bare := Fold(form); utf8.RuneCountInString(bare) >= bareForms {
				out[lang][bare] = Exact(word)
			}
		}
	}
	return out
}

// bareForms is from how many letters on a form is known without its accents
// too; shorter ones would be other words.
const bareForms = 5

// regular returns the word that an irregular form is of, or the form itself.
func regular(lang, exact string) string {
	if word, ok := irregular[lang][exact]; ok {
		return word
	}
	return exact
}
