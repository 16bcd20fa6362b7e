package locale_test

import (
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/idmbot/idmbot/bots/locale"
)

func messages(t *testing.T, name string) map[string]any {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := yaml.Unmarshal(data, &m); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return m
}

var placeholder = regexp.MustCompile(`\{\{\.\w+\}\}`)

// values are the placeholders of a message; of one with plural forms, those of
// its last form, which all languages have.
func values(m any) []string {
	text, ok := m.(string)
	if forms, plural := m.(map[string]any); plural {
		text, ok = forms["other"].(string)
	}
	if !ok {
		return []string{"no text"}
	}
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestEveryLanguageSaysEverything: no key is missing or too many, and each
// message uses the same values.
func TestEveryLanguageSaysEverything(t *testing.T) {
	files, err := fs.Glob(os.DirFS("."), "*.en.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no English words", err)
	}
	for _, file := range files {
		english := messages(t, file)
		for _, lang := range locale.Languages[1:] {
			name := strings.Replace(file, ".en.", "."+lang+".", 1)
			other := messages(t, name)
			for _, key := range slices.Sorted(maps.Keys(english)) {
				if _, ok := other[key]; !ok {
					t.Errorf("%s does not say %s", name, key)
				} else if got, want := values(other[key]), values(english[key]); !slices.Equal(got, want) {
					t.Errorf("%s: %s uses %v, want %v", name, key, got, want)
				}
			}
			for key := range other {
				if _, ok := english[key]; !ok {
					t.Errorf("%s says %s, which English does not", name, key)
				}
			}
		}
	}
}

// TestLengths: what platforms show in menus and profiles fits there.
func TestLengths(t *testing.T) {
	limits := map[string]int{"profile_name": 32, "profile_about": 120, "profile_description": 400}
	for _, lang := range locale.Languages {
		p := locale.In(lang)
		for key := range messages(t, "bot.en.yaml") {
			limit := limits[key]
			if strings.HasPrefix(key, "command_") || strings.HasPrefix(key, "option_") {
				limit = 100
			}
			if n := utf8.RuneCountInString(p.T(key)); limit > 0 && n > limit {
				t.Errorf("%s in %s has %d characters, the limit is %d", key, lang, n, limit)
			}
		}
	}
}

func TestPlurals(t *testing.T) {
	for _, c := range []struct {
		lang string
		n    int
		want string
	}{
		{"en", 1, "1 entry"}, {"en", 5, "5 entries"}, {"fr", 1, "1 message"}, {"fr", 2, "2 messages"}, {"es", 3, "3 mensajes"},
		{"ar", 0, "لا رسائل"}, {"ar", 1, "رسالة واحدة"}, {"ar", 2, "رسالتان"}, {"ar", 3, "3 رسائل"}, {"ar", 11, "11 رسالة"}, {"ar", 100, "100 رسالة"},
	} {
		if got := locale.In(c.lang).N("entries_count", c.n); got != c.want {
			t.Errorf("%s %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

func TestMatch(t *testing.T) {
	for tag, want := range map[string]string{"fr-CA": "fr", "ES_mx": "es", "ar": "ar", "en-US": "en", "de": "", "": "", "zh-Hans": ""} {
		if got := locale.Match(tag); got != want {
			t.Errorf("Match(%q) = %q, want %q", tag, got, want)
		}
	}
	if !locale.RTL("ar") || locale.RTL("fr") {
		t.Error("directions")
	}
}
