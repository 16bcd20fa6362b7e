package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
)

// byTheme answers "anything on diasporas?" with the entries of a theme, those
// that the search ranks first in front; of a year, if it names one.
func (e *Engine) byTheme(a Answer, text string, q Question) (Answer, bool) {
	if !intent.WholeList(text) {
		return a, false
	}
	theme := e.themeOf(intent.Topic(text))
	if theme == "" {
		return a, false
	}
	r := e.index.Search(text, q.Lang)
	if len(r.Hits) > 0 && len(e.corpus.Parts(r.Hits[0].Entry.ID)) > 0 {
		return a, false // an overview is a better list than a theme
	}
	var in []*knowledge.Entry
	for _, h := range r.Hits {
		if slices.Contains(h.Entry.Themes, theme) {
			in = append(in, h.Entry)
		}
	}
	for _, entry := range e.ByTheme(theme) {
		if !contains(in, entry) {
			in = append(in, entry)
		}
	}
	if year := onlyYear(text); year != "" {
		in = slices.DeleteFunc(in, func(entry *knowledge.Entry) bool { return itoa(entry.Year) != year })
	}
	if len(in) == 0 {
		return a, false
	}
	a.Outcome, a.Form, a.Theme, a.Asked = Found, ByTheme, theme, text
	a.Threshold = r.Threshold
	a.Confidence = max(r.Confidence, (1+r.Threshold)/2)
	a.Shown = in[:min(len(in), maxTheme)]
	a.Offered = in[len(a.Shown):]
	a.Results = first(a.Shown, r)
	return a, true
}

// ByTheme returns the entries of a theme, the most authoritative first.
func (e *Engine) ByTheme(theme string) []*knowledge.Entry {
	in := e.corpus.Select(func(entry *knowledge.Entry) bool { return slices.Contains(entry.Themes, theme) })
	slices.SortStableFunc(in, func(a, b *knowledge.Entry) int { return authority(a) - authority(b) })
	return in
}

// authority orders entries for lists: outcomes, then what is asked for, then
// statements and the rest; what is about documents and meetings comes last.
func authority(e *knowledge.Entry) int {
	if !citable(e) {
		return len(knowledge.Levels) + 1
	}
	if i := slices.Index(knowledge.Levels, e.Level); i >= 0 {
		return i
	}
	return len(knowledge.Levels)
}

// themeName is a way of naming a theme, in folded words between spaces.
type themeName struct{ words, theme string }

// themeNames are the ids, names and words of all themes in all languages, the
// longest first; of equally long ones that of the theme the curators put first.
func themeNames(c *knowledge.Corpus) []themeName {
	var out []themeName
	for _, t := range c.Themes {
		names := []string{strings.ReplaceAll(t.ID, "-", " ")}
		for _, n := range t.Name {
			names = append(names, n)
		}
		for _, ws := range t.Words {
			names = append(names, ws...)
		}
		for _, name := range names {
			if w := strings.Join(words(name), " "); w != "" {
				out = append(out, themeName{" " + w + " ", t.ID})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b themeName) int { return len(b.words) - len(a.words) })
	return out
}

// themeOf returns the theme that a topic names by its name or one of its
// words, in any language; empty if none. The longest name wins.
func (e *Engine) themeOf(topic string) string {
	padded := " " + strings.Join(words(topic), " ") + " "
	for _, n := range e.themeNames {
		if strings.Contains(padded, n.words) {
			return n.theme
		}
	}
	return ""
}

func contains(list []*knowledge.Entry, e *knowledge.Entry) bool { return slices.Contains(list, e) }

func itoa(n int) string { return strconv.Itoa(n) }
