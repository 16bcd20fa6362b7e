package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

//go:embed templates
var templates embed.FS

// page is what every page needs.
type page struct {
	Lang, Dir   string
	Title       string
	Description string
	Path        string // without query, for the language switch
	Canonical   string
	Current     string // the entry of the navigation that is open
	Version     string
	Share       *share
	Data        any
}

// share is what others show of a page that somebody shares.
type share struct {
	Title, Description, URL, JSON string
}

func parsePages() (*template.Template, error) {
	stamp, err := staticStamp()
	if err != nil {
		return nil, err
	}
	return template.New("").Funcs(template.FuncMap{
		"w":          w,
		"t":          func(lang, key string) string { return locale.In(lang).T(key) },
		"languages":  func() []string { return locale.Languages },
		"own":        func(l string) string { return locale.Own[l] },
		"view":       view,
		"short":      bots.ShortVersion,
		"navigation": func() []link { return navigation },
		"pair":       func(lang string, entries []entryItem) entryList { return entryList{lang, entries} },
		"asset":      func(name string) string { return "/static/" + name + "?" + stamp },
		"levelName":  func(lang string, l knowledge.Level) string { return locale.In(lang).T("level_" + string(l)) },
		"levelText":  func(lang string, l knowledge.Level) string { return locale.In(lang).T("level_explained_" + string(l)) },
		"jsonld":     func(s string) template.JS { return template.JS(s) }, //nolint:gosec // made by json.Marshal, which escapes < and >
	}).ParseFS(templates, "templates/*.html")
}

// navigation are the main pages; their names are keys of words.
var navigation = []link{{"ask", "/"}, {"themes", "/themes"}, {"sources", "/sources"}, {"years", "/years"},
	{"gcm", "/gcm"}, {"sdgs", "/sdgs"}, {"search", "/search"}, {"about", "/about"}}

// entryList is a list of entries with the language of its links.
type entryList struct {
	Lang    string
	Entries []entryItem
}

// staticStamp changes when a file of static changes, so that browsers fetch it
// again.
func staticStamp() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := static.ReadFile(name)
		h.Write(data)
		return err
	})
	return hex.EncodeToString(h.Sum(nil))[:8], err
}

// show writes a page. It is rendered whole first, so that an error never
// leaves half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, code int, name string, p page) {
	lang := langOf(r)
	if p.Lang == "" {
		p.Lang = lang
	}
	p.Dir = "ltr"
	if locale.RTL(p.Lang) {
		p.Dir = "rtl"
	}
	p.Path = r.URL.Path
	p.Canonical = s.cfg.PublicURL + r.URL.Path
	if p.Version == "" {
		p.Version = s.deps.Bot.Engine().Corpus().Version
	}
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, name, p); err != nil {
		s.deps.Log.Error("a page could not be made", "page", name, "err", err)
		http.Error(w, locale.In(p.Lang).T("failed"), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", p.Lang)
	w.Header().Set("Vary", "Accept-Language")
	if code == http.StatusOK && r.URL.RawQuery == "" && name != "fragment" {
		sum := sha256.Sum256(b.Bytes())
		tag := fmt.Sprintf(`"%x"`, sum[:8])
		w.Header().Set("ETag", tag)
		w.Header().Set("Cache-Control", "public, max-age=60")
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	} else {
		w.Header().Set("Cache-Control", "no-store")
	}
	w.WriteHeader(code)
	_, _ = b.WriteTo(w)
}

// block is a bots.Block for templates, which cannot switch on types.
type block struct {
	Kind, Text, By, Label, URL, Tone string
	Ordered                          bool
	Items                            []item
}

type item struct{ Text, URL, Action string }

// button is a bots.Button for templates.
type button struct {
	Label, Action, URL, Copy string
	Primary, Danger          bool
}

// replyView is a reply for templates.
type replyView struct {
	Lang, Dir, Colour, Notice string
	Blocks                    []block
	Rows                      [][]button
	File                      template.URL
	FileName                  string
}

// view prepares a reply. Buttons that only repeat the items of a list are left
// out where the items themselves can be chosen.
func view(r bots.Reply) replyView {
	v := replyView{Lang: r.Lang, Dir: "ltr", Colour: r.Colour, Notice: r.Notice}
	if locale.RTL(r.Lang) {
		v.Dir = "rtl"
	}
	inList := map[string]bool{}
	for _, b := range r.Blocks {
		out := viewBlock(b)
		for _, i := range out.Items {
			inList[i.Action] = true
		}
		v.Blocks = append(v.Blocks, out)
	}
	for _, row := range r.Buttons {
		var buttons []button
		for _, b := range row {
			one := button{Label: b.Label, URL: b.URL, Copy: b.Copy, Primary: b.Style == bots.Primary, Danger: b.Style == bots.Danger}
			switch {
			case b.Copy != "":
				one.Action = b.Fallback.Encode()
			case b.URL == "":
				one.Action = b.Action.Encode()
			}
			if !inList[one.Action] || b.URL != "" {
				buttons = append(buttons, one)
			}
		}
		if len(buttons) > 0 {
			v.Rows = append(v.Rows, buttons)
		}
	}
	return v
}

func viewBlock(b bots.Block) block {
	switch x := b.(type) {
	case bots.Heading:
		return block{Kind: "heading", Text: x.Text}
	case bots.Paragraph:
		return block{Kind: "paragraph", Text: x.Text, Tone: []string{"plain", "meta", "strong", "fine"}[x.Tone]}
	case bots.Quotation:
		return block{Kind: "quotation", Text: x.Text, By: x.By}
	case bots.Citation:
		return block{Kind: "citation", Text: x.Text, Label: x.Label, URL: x.URL}
	case bots.Summary:
		return block{Kind: "summary", Text: x.Text, Label: x.Label}
	case bots.List:
		out := block{Kind: "list", Ordered: x.Ordered}
		for _, i := range x.Items {
			one := item{Text: i.Text, URL: i.URL}
			if i.Action != (bots.Action{}) {
				one.Action = i.Action.Encode()
			}
			out.Items = append(out.Items, one)
		}
		return out
	}
	return block{Kind: "rule"}
}

// entryItem is an entry in a list.
type entryItem struct {
	ID, Title, Meta, Text string
}

// list makes items of entries, with the first sentence of their text.
func list(lang string, entries []*knowledge.Entry) []entryItem {
	p := locale.In(lang)
	out := make([]entryItem, 0, len(entries))
	for _, e := range entries {
		x, _ := e.In(lang)
		meta := []string{}
		if e.Level != "" {
			meta = append(meta, p.T("level_"+string(e.Level)))
		}
		if e.Source.Speaker != "" {
			meta = append(meta, e.Source.Speaker)
		}
		if e.Year != 0 {
			meta = append(meta, fmt.Sprint(e.Year))
		}
		text, _, _ := strings.Cut(x.Text, "\n\n")
		out = append(out, entryItem{e.ID, x.Title, strings.Join(meta, " · "), text})
	}
	return out
}

func themeName(t knowledge.Theme, lang string) string {
	if s := t.Name[lang]; s != "" {
		return s
	}
	return t.Name["en"]
}

func bearing(of []int, n int) bool { return slices.Contains(of, n) }
