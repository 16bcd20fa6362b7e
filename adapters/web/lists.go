package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

type entry = knowledge.Entry

type link struct{ Name, URL string }

// entryItem is an entry in a list, with the language its words are in.
type entryItem struct {
	ID, Title, Level, Meta, Text, Lang, Colour string
}

// tile is one thing to choose on an overview.
type tile struct {
	Name, Label, Text, URL, Colour, Count string
}

type tilesData struct {
	Heading, Lead, Note string
	Tiles               []tile
	// Small is true for tiles that hold a name and a number only.
	Small bool
}

type listData struct {
	Heading, Label, Lead, Note string
	Source                     *knowledge.SourceFolder
	Actions                    []link
	Back                       link
	Colour                     string
	Search                     bool
	Query                      string
	Count                      string
	Entries                    []entryItem
}

// items makes items of entries, with the first paragraph of their text.
func (v *visit) items(entries []*entry) []entryItem {
	out := make([]entryItem, 0, len(entries))
	for _, e := range entries {
		x, _ := e.In(v.lang)
		one := entryItem{ID: e.ID, Title: x.Title, Lang: langOr(x.Lang), Colour: v.colour(e)}
		if e.Level != "" {
			one.Level = v.say("level_" + string(e.Level))
		}
		var meta []string
		if e.Source.Speaker != "" {
			meta = append(meta, e.Source.Speaker)
		}
		if e.Year != 0 {
			meta = append(meta, strconv.Itoa(e.Year))
		}
		one.Meta = strings.Join(meta, " · ")
		one.Text, _, _ = strings.Cut(x.Text, "\n\n")
		out = append(out, one)
	}
	return out
}

// langOr is the language of a wording; curators who did not say wrote in the
// first one.
func langOr(lang string) string {
	if lang == "" {
		return locale.Languages[0]
	}
	return lang
}

// colour is that of an entry's first theme.
func (v *visit) colour(e *entry) string {
	for _, id := range e.Themes {
		if t, ok := v.corpus().Theme(id); ok {
			return t.Colour
		}
	}
	return ""
}

func (v *visit) count(n int) string { return locale.In(v.lang).N("entries_count", n) }

// themeName is a theme's name in the language, else in the first one.
func (v *visit) themeName(t knowledge.Theme) string { return v.pick(t.Name, t.ID) }

func (v *visit) pick(of map[string]string, otherwise string) string {
	for _, l := range []string{v.lang, locale.Languages[0]} {
		if s := of[l]; s != "" {
			return s
		}
	}
	return otherwise
}

// tiles and list show an overview and a list of entries.
func (v *visit) tiles(current string, d tilesData) {
	v.show(http.StatusOK, "tiles", page{Title: d.Heading, Description: d.Lead, Current: current, Data: d})
}

func (v *visit) list(current string, d listData, entries []*entry) {
	d.Entries = v.items(entries)
	d.Count = v.count(len(entries))
	title := d.Heading
	if d.Label != "" {
		title = d.Label + ": " + title
	}
	v.show(http.StatusOK, "list", page{Title: title, Description: d.Lead, Current: current, Data: d})
}
