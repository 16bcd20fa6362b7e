package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/cite"
)

type entry = knowledge.Entry

func say(lang, key string) string { return locale.In(lang).T(key) }

type citation struct{ Style, Name, Text string }

type link struct{ Name, URL string }

type entryData struct {
	Entry      *entry
	Wording    knowledge.Wording
	Note       string // about the translation
	Paragraphs []string
	QuoteBy    string
	Themes     []link
	GCM, SDGs  []int
	Citations  []citation
	Related    []entryItem
	Languages  []string
	Colour     string
}

// entryPage is an entry's own page: what answers link to.
func (s *Server) entryPage(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	engine := s.deps.Bot.Engine()
	c := engine.Corpus()
	e, ok := c.Entry(r.PathValue("id"))
	if !ok {
		s.notFound(rw, r)
		return
	}
	x, own := e.In(lang)
	d := entryData{Entry: e, Wording: x, Paragraphs: strings.Split(x.Text, "\n\n"), GCM: e.GCM, SDGs: e.SDGs}
	switch {
	case x.Translated && x.Official:
		d.Note = say(lang, "translated_title")
	case x.Translated:
		d.Note = say(lang, "translated")
	case !own:
		d.Note = say(lang, "not_translated")
	}
	if q := e.Quote; q != nil {
		d.QuoteBy = q.Speaker
		if q.Via != "" {
			d.QuoteBy = locale.In(lang).T("quote_via", "Name", q.Speaker, "Via", q.Via)
		}
	}
	for _, id := range e.Themes {
		if t, ok := c.Theme(id); ok {
			d.Themes = append(d.Themes, link{themeName(t, lang), "/themes/" + id})
			if d.Colour == "" {
				d.Colour = t.Colour
			}
		}
	}
	address := s.cfg.PublicURL + "/m/" + e.ID
	for _, style := range []string{"un", "apa", "bibtex"} {
		d.Citations = append(d.Citations, citation{style, say(lang, "cite_"+style), cite.Format(e, style, address, s.deps.Clock())})
	}
	d.Related = list(lang, engine.Beside(e))
	for l := range e.Translations {
		d.Languages = append(d.Languages, l)
	}
	description := firstPart(x.Text)
	s.show(rw, r, http.StatusOK, "entry", page{Title: x.Title, Description: description, Version: c.Version,
		Share: &share{Title: x.Title, Description: description, URL: address, JSON: linkedData(e, x, address)}, Data: d})
}

// maxDescription is what search engines and messengers show of a page.
const maxDescription = 200

func firstPart(text string) string {
	text = strings.ReplaceAll(text, "\n\n", " ")
	if r := []rune(text); len(r) > maxDescription {
		cut := string(r[:maxDescription])
		if i := strings.LastIndexByte(cut, ' '); i > 0 {
			cut = cut[:i]
		}
		return cut + " …"
	}
	return text
}

// linkedData describes the entry to programs (schema.org, as JSON-LD).
func linkedData(e *entry, x knowledge.Wording, address string) string {
	v := map[string]any{"@context": "https://schema.org", "@type": "Claim", "@id": address, "url": address,
		"name": x.Title, "text": x.Text, "inLanguage": x.Lang}
	if e.Source.Speaker != "" {
		v["author"] = map[string]string{"@type": "Person", "name": e.Source.Speaker}
	}
	if e.Source.URL != "" {
		v["isBasedOn"] = e.Source.URL
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "{}"
	}
	return string(data)
}

// notFound is the page for addresses that do not exist.
func (s *Server) notFound(rw http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/api/") {
		apiError(rw, http.StatusNotFound, "there is no such address; see /about")
		return
	}
	s.show(rw, r, http.StatusNotFound, "lost", page{Title: w(langOf(r), "lost")})
}
