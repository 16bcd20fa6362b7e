// Package locale holds the bot's own words in the languages it speaks. What
// curators wrote is not here; it stands in the knowledge.
//
// Messages are go-i18n files, NAME.LANG.yaml, one message a key. A message may
// be plain text or have plural forms; {{.Name}} stands for a value.
package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Languages are those the bot speaks, the first one being used where nothing
// else fits.
var Languages = []string{"en", "fr", "es", "ar"}

// Own are the languages' names for themselves.
var Own = map[string]string{"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}

// Match returns the language of Languages that a BCP 47 tag such as "fr-CA"
// stands for, and "" if there is none.
func Match(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	for _, l := range Languages {
		if l == base {
			return l
		}
	}
	return ""
}

// RTL reports whether a language is written from right to left.
func RTL(lang string) bool {
	switch lang {
	case "ar", "fa", "ur", "he", "ps", "ckb", "sd", "ug", "dv", "yi":
		return true
	}
	return false
}

// bundle is read once; the files are part of the program, so that an error in
// them is a bug found by every test.
var bundle = sync.OnceValue(func() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	names, _ := fs.Glob(files, "*.yaml")
	for _, name := range names {
		data, err := files.ReadFile(name)
		if err == nil {
			_, err = b.ParseMessageFileBytes(data, name)
		}
		if err != nil {
			panic(fmt.Sprintf("locale: %s: %v", name, err))
		}
	}
	return b
})

// Printer says things in one language. Its zero value speaks English.
type Printer struct {
	lang string
	l    *i18n.Localizer
}

// In returns the printer for a language; for one the bot does not speak it is
// the English one.
func In(lang string) Printer {
	l := Match(lang)
	if l == "" {
		l = Languages[0]
	}
	return Printer{lang: l, l: i18n.NewLocalizer(bundle(), l)}
}

// Lang is the printer's language.
func (p Printer) Lang() string { return p.lang }

// T says the message of a key. pairs are names and values: "Count", 3.
func (p Printer) T(key string, pairs ...any) string {
	return p.say(&i18n.LocalizeConfig{MessageID: key, TemplateData: data(pairs)}, key)
}

// N says the message of a key in the plural form for n, which the message may
// use as {{.N}}.
func (p Printer) N(key string, n int, pairs ...any) string {
	return p.say(&i18n.LocalizeConfig{MessageID: key, PluralCount: n,
		TemplateData: data(append(pairs, "N", n))}, key)
}

// Has reports whether there is a message of that key.
func (p Printer) Has(key string) bool {
	return p.say(&i18n.LocalizeConfig{MessageID: key}, "") != ""
}

func (p Printer) say(c *i18n.LocalizeConfig, otherwise string) string {
	l := p.l
	if l == nil {
		l = i18n.NewLocalizer(bundle(), Languages[0])
	}
	s, err := l.Localize(c)
	if err != nil && s == "" {
		return otherwise
	}
	return strings.TrimSpace(s)
}

func data(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if k, ok := pairs[i].(string); ok {
			m[k] = pairs[i+1]
		}
	}
	return m
}
