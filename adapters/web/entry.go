package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/cite"
)

type citation struct{ Style, Name, Text string }

// bearsOn is an objective or goal that an entry bears on.
type bearsOn struct {
	Label, Name, URL string
}

type entryData struct {
	Entry      *entry
	Wording    knowledge.Wording
	Lang       string // of the wording
	Note       string // about the translation
	Paragraphs []string
	QuoteBy    string
	Kind       string
	Colour     string
	Themes     []link
	Bears      []bearsOn
	Citations  []citation
	Parent     *entryItem
	Parts      []entryItem
	Related    []entryItem
	Languages  []langLink // those the message can be read in
}

// entryPage is an entry's own page: what answers link to.
func (s *Server) entryPage(v *visit) {
	c := v.corpus()
	e, ok := c.Entry(v.r.PathValue("id"))
	if !ok {
		v.lost()
		return
	}
	x, own := e.In(v.lang)
	d := entryData{Entry: e, Wording: x, Lang: langOr(x.Lang), Paragraphs: strings.Split(x.Text, "\n\n"),
		Note: v.translationNote(x, own), Colour: v.colour(e), Bears: v.bearsOn(e)}
	if q := e.Quote; q != nil {
		d.QuoteBy = v.quotedBy(q)
	}
	if e.Kind != "" {
		d.Kind = v.say("kind_" + string(e.Kind))
	}
	for _, id := range e.Themes {
		if t, ok := c.Theme(id); ok {
			d.Themes = append(d.Themes, link{v.themeName(t), "/themes/" + id})
		}
	}
	address := s.cfg.PublicURL + "/m/" + e.ID
	for _, style := range cite.Styles {
		d.Citations = append(d.Citations, citation{style, v.say("cite_" + style), cite.Format(e, style, address, s.deps.Clock())})
	}
	v.family(e, &d)
	for _, l := range v.languages() {
		if _, ok := e.Translations[l.Lang]; ok || l.Lang == langOr(e.Lang) {
			d.Languages = append(d.Languages, l)
		}
	}
	v.show(http.StatusOK, "entry", page{Title: x.Title, Description: firstPart(x.Text), Share: v.share(e, x, address), Data: d})
}

// family is what stands beside an entry: its overview, its items, and the rest.
func (v *visit) family(e *entry, d *entryData) {
	c := v.corpus()
	if parent, ok := c.Entry(e.PartOf); ok {
		one := v.items([]*entry{parent})[0]
		d.Parent = &one
	}
	parts := c.Parts(e.ID)
	d.Parts = v.items(parts)
	var beside []*entry
	for _, other := range v.engine.Beside(e) {
		if !slices.Contains(parts, other) && other.ID != e.PartOf {
			beside = append(beside, other)
		}
	}
	d.Related = v.items(beside)
}

func (v *visit) translationNote(x knowledge.Wording, own bool) string {
	switch {
	case x.Translated && x.Official:
		return v.say("translated_title")
	case x.Translated:
		return v.say("translated")
	case !own:
		return v.say("not_translated")
	}
	return ""
}

func (v *visit) quotedBy(q *knowledge.Quote) string {
	switch {
	case q.Speaker == "":
		return ""
	case q.Via != "":
		return v.say("quote_via", "Name", q.Speaker, "Via", q.Via)
	}
	return v.say("quote_by", "Name", q.Speaker)
}

func (v *visit) bearsOn(e *entry) []bearsOn {
	var out []bearsOn
	for _, n := range e.GCM {
		out = append(out, bearsOn{v.word("gcm") + " " + itoa(n), v.objectiveName(n), "/gcm/" + itoa(n)})
	}
	for _, n := range e.SDGs {
		name := ""
		if n >= 1 && n <= goals {
			name = v.goalName(n)
		}
		out = append(out, bearsOn{v.word("sdgs") + " " + itoa(n), name, "/sdgs/" + itoa(n)})
	}
	return out
}

// localeTag is a language as Open Graph writes it.
func localeTag(lang string) string {
	if !slices.Contains(locale.Languages, lang) {
		lang = locale.Languages[0]
	}
	return map[string]string{"en": "en_GB", "fr": "fr_FR", "es": "es_ES", "ar": "ar_AR"}[lang]
}
