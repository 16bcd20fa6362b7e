package words

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed irregular.txt
var irregularText string

// irregular returns, by language and folded stem of a form that no rule takes
// back, the folded stem of the word it is of. By their stems, because such
// forms are inflected like others: "verlorene", "stolen's".
var irregular = sync.OnceValue(func() map[string]map[string]string {
	out := map[string]map[string]string{}
	for line := range strings.Lines(irregularText) {
		f := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(f) < 3 {
			continue
		}
		lang, word := f[0], ruledStem(f[0], Exact(f[1]))
		if out[lang] == nil {
			out[lang] = map[string]string{}
		}
		for _, form := range f[2:] {
			if s := ruledStem(lang, Exact(form)); s != word {
				out[lang][s] = word
			}
		}
	}
	return out
})
