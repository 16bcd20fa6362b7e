package web

import (
	"bytes"
	"html/template"
	"net/http"
	"net/url"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// page is what every page needs. Handlers fill in Title, Description, Current,
// Share and Data; show does the rest.
type page struct {
	Lang, Dir   string
	Title       string
	Description string
	Canonical   string
	Current     string // the item of the navigation that is open
	Version     string
	Languages   []langLink
	Share       *share
	Data        any
}

// langLink leads to the same page in another language.
type langLink struct {
	Lang, Name, URL, Absolute string
	Open                      bool
}

// navigation are the main pages; the names are keys of words.
var navigation = []link{{"ask", "/"}, {"themes", "/themes"}, {"sources", "/sources"}, {"years", "/years"},
	{"gcm", "/gcm"}, {"sdgs", "/sdgs"}, {"search", "/search"}, {"about", "/about"}}

func (s *Server) parsePages() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"w":          s.words.say,
		"lines":      s.words.lines,
		"number":     s.words.number,
		"t":          func(lang, key string) string { return locale.In(lang).T(key) },
		"dir":        direction,
		"view":       view,
		"short":      bots.ShortVersion,
		"navigation": func() []link { return navigation },
		"asset":      s.assets.address,
		"both":       func(lang string, v any) inLang { return inLang{lang, v} },
		"part":       func(t *turn, lang string, b block) blockView { return blockView{lang, t.PageLang, t.Conversation, b} },
		"in":         func(lang, path string) string { return path + "?lang=" + url.QueryEscape(lang) },
		"colour":     colourClass,
		"levelName":  func(lang string, l knowledge.Level) string { return locale.In(lang).T("level_" + string(l)) },
		"levelText":  func(lang string, l knowledge.Level) string { return locale.In(lang).T("level_explained_" + string(l)) },
	}).ParseFS(templates, "templates/*.html")
}

// inLang hands a language on to a template beside its data.
type inLang struct {
	Lang string
	Data any
}

// show writes a page. It is rendered whole first, so that an error never
// leaves half a page.
func (v *visit) show(code int, name string, p page) {
	if p.Lang == "" {
		p.Lang = v.lang
	}
	b, err := v.render(name, p)
	if err != nil {
		http.Error(v.w, v.say("failed"), http.StatusInternalServerError)
		return
	}
	h := v.w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Lang)
	if h.Get("Cache-Control") == "" && code != http.StatusOK {
		h.Set("Cache-Control", "no-store")
	}
	v.w.WriteHeader(code)
	_, _ = b.WriteTo(v.w) // the other side may have gone
}

// render makes a page or a piece of one. An error was logged.
func (v *visit) render(name string, p page) (*bytes.Buffer, error) {
	p.Dir = direction(p.Lang)
	p.Version = v.corpus().Version
	p.Canonical = v.cfg.PublicURL + v.r.URL.Path
	if v.r.URL.Query().Has("lang") {
		p.Canonical += "?lang=" + p.Lang
	}
	p.Languages = v.languages()
	var b bytes.Buffer
	err := v.pages.ExecuteTemplate(&b, name, p)
	if err != nil {
		v.deps.Log.ErrorContext(v.r.Context(), "a page could not be made", "page", name, "err", err)
	}
	return &b, err
}

// languages link the page in each language, with the question if it has one.
func (v *visit) languages() []langLink {
	out := make([]langLink, 0, len(locale.Languages))
	for _, l := range locale.Languages {
		q := url.Values{"lang": {l}}
		if asked := v.r.URL.Query().Get("q"); asked != "" {
			q.Set("q", asked)
		}
		out = append(out, langLink{Lang: l, Name: locale.Own[l], URL: v.r.URL.EscapedPath() + "?" + q.Encode(),
			Absolute: v.cfg.PublicURL + v.r.URL.EscapedPath() + "?lang=" + l, Open: l == v.lang})
	}
	return out
}
