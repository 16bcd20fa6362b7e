package web

import (
	"embed"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/idmbot/idmbot/bots/locale"
)

//go:embed words/*.yaml
var wordFiles embed.FS

// words are the interface's own words by language and key; what the bot says
// stands in bots/locale.
type words map[string]map[string]string

// readWords reads one file a language and insists that all hold the same keys,
// so that no page is half translated.
func readWords() (words, error) {
	all := words{}
	for _, lang := range locale.Languages {
		name := "words/" + lang + ".yaml"
		data, err := wordFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read the words of the pages: %w", err)
		}
		var one map[string]string
		if err := yaml.Unmarshal(data, &one); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		all[lang] = one
	}
	first := all[locale.Languages[0]]
	for lang, one := range all {
		for key := range first {
			if one[key] == "" {
				return nil, fmt.Errorf("words/%s.yaml has no %q", lang, key)
			}
		}
		if len(one) != len(first) {
			return nil, fmt.Errorf("words/%s.yaml has keys that words/%s.yaml lacks", lang, locale.Languages[0])
		}
	}
	return all, nil
}

// say returns the word of a key; a key that does not exist is shown as it is,
// which tests look for.
func (w words) say(lang, key string) string {
	if s := w[lang][key]; s != "" {
		return strings.TrimSpace(s)
	}
	return key
}

// lines are the paragraphs of a longer text.
func (w words) lines(lang, key string) []string {
	return strings.Split(w.say(lang, key), "\n")
}

// number is say with a number in the place of {n}.
func (w words) number(lang, key string, n int) string {
	return strings.ReplaceAll(w.say(lang, key), "{n}", fmt.Sprint(n))
}
