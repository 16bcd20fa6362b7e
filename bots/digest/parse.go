package digest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// wish is what somebody wrote behind /subscribe. Zero fields were not said.
type wish struct {
	At     Clock
	HasAt  bool
	Zones  []string // several: it is not clear which
	Themes []string
	All    bool // all themes
	Days   Weekdays
	Every  Frequency
	Lang   string
	// Unknown are words that mean nothing here.
	Unknown []string
}

// maxWish bounds a line that is taken for a wish, in bytes.
const maxWish = 300

// longestName is how many words the longest name of a place or theme has.
const longestName = 5

// parseWish reads one line in any order: "07:30 Europe/Berlin gender weekly".
func parseWish(line string, c *knowledge.Corpus) wish {
	var w wish
	if len(line) > maxWish {
		w.Unknown = []string{clip(line)}
		return w
	}
	tokens := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' || r == ';' || r == '\t' || r == '\n' })
	for i := 0; i < len(tokens); {
		n := w.take(tokens[i:], c)
		if n == 0 {
			w.Unknown = append(w.Unknown, clip(tokens[i]))
			n = 1
		}
		i += n
	}
	return w
}

// take understands the beginning of the tokens and returns how many it took.
func (w *wish) take(tokens []string, c *knowledge.Corpus) int {
	if n := w.takeTime(tokens); n > 0 {
		return n
	}
	for n := min(longestName, len(tokens)); n > 0; n-- {
		phrase := strings.Join(tokens[:n], " ")
		if n == 1 && w.takeWord(phrase) {
			return 1
		}
		if id := themeNamed(c, strings.TrimPrefix(phrase, "#")); id != "" {
			if !slices.Contains(w.Themes, id) {
				w.Themes = append(w.Themes, id)
			}
			return n
		}
		if zones := place.Exact(phrase); len(zones) > 0 && w.Zones == nil {
			w.Zones = zones
			return n
		}
	}
	if zones := place.Find(tokens[0]); len(zones) > 0 && w.Zones == nil {
		w.Zones = zones
		return 1
	}
	return 0
}

func (w *wish) takeTime(tokens []string) int {
	if w.HasAt {
		return 0
	}
	if len(tokens) > 1 {
		if half := strings.ToLower(tokens[1]); half == "am" || half == "pm" {
			if at, err := ParseClock(tokens[0] + half); err == nil {
				w.At, w.HasAt = at, true
				return 2
			}
		}
	}
	at, err := ParseClock(tokens[0])
	if err != nil {
		return 0
	}
	w.At, w.HasAt = at, true
	return 1
}

// takeWord understands a single word about language, days or frequency.
func (w *wish) takeWord(s string) bool {
	s = words.Fold(s)
	if lang := languageNamed(s); lang != "" {
		w.Lang = lang
		return true
	}
	if s == "all" || s == "*" {
		w.All = true
		return true
	}
	for _, f := range Frequencies {
		if s == string(f) {
			w.Every = f
			return true
		}
	}
	if d, ok := dayNamed(s); ok {
		w.Days |= d
		return true
	}
	if d, err := ParseWeekdays(s); err == nil {
		w.Days |= d
		return true
	}
	return false
}

// languageNamed understands a code, and a language's name for itself.
func languageNamed(s string) string {
	for _, l := range locale.Languages {
		if s == l || s == words.Fold(locale.Own[l]) {
			return l
		}
	}
	return ""
}

// dayNamed understands a weekday in any of the bot's languages.
func dayNamed(folded string) (Weekdays, bool) {
	for _, l := range locale.Languages {
		p := locale.In(l)
		for _, d := range week {
			if words.Fold(p.T("digest_weekday_"+strconv.Itoa(int(d)))) == folded {
				return 1 << d, true
			}
		}
	}
	return 0, false
}

// themeNamed understands a theme's id, its name in any language, and the words
// that the curators list for it.
func themeNamed(c *knowledge.Corpus, s string) string {
	f := words.Fold(s)
	if f == "" {
		return ""
	}
	for _, t := range c.Themes {
		if t.ID == f || strings.ReplaceAll(t.ID, "-", " ") == f {
			return t.ID
		}
		for _, name := range t.Name {
			if words.Fold(name) == f {
				return t.ID
			}
		}
	}
	for _, t := range c.Themes {
		for _, list := range t.Words {
			if slices.ContainsFunc(list, func(w string) bool { return words.Fold(w) == f }) {
				return t.ID
			}
		}
	}
	return ""
}
