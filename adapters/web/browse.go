package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// tile is one thing to choose on an overview.
type tile struct {
	Name, Text, URL, Colour string
	Count                   string
}

type tilesData struct {
	Heading, Text string
	Tiles         []tile
}

type listData struct {
	Heading, Text, Link string
	Query               string
	Search              bool
	Colour              string
	Entries             []entryItem
}

func (s *Server) corpus() *knowledge.Corpus { return s.deps.Bot.Engine().Corpus() }

func count(lang string, n int) string { return locale.In(lang).N("entries_count", n) }

func (s *Server) themesPage(rw http.ResponseWriter, r *http.Request) {
	lang, c := langOf(r), s.corpus()
	d := tilesData{Heading: w(lang, "themes")}
	for _, t := range c.Themes {
		n := len(c.Select(func(e *entry) bool { return slices.Contains(e.Themes, t.ID) }))
		if n > 0 {
			d.Tiles = append(d.Tiles, tile{themeName(t, lang), t.Covers[lang], "/themes/" + t.ID, t.Colour, count(lang, n)})
		}
	}
	s.show(rw, r, http.StatusOK, "tiles", page{Title: d.Heading, Current: "themes", Data: d})
}

func (s *Server) themePage(rw http.ResponseWriter, r *http.Request) {
	lang, engine := langOf(r), s.deps.Bot.Engine()
	t, ok := engine.Corpus().Theme(r.PathValue("id"))
	if !ok {
		s.notFound(rw, r)
		return
	}
	s.list(rw, r, "themes", listData{Heading: themeName(t, lang), Text: t.Covers[lang], Colour: t.Colour,
		Entries: list(lang, engine.ByTheme(t.ID))})
}

func (s *Server) list(rw http.ResponseWriter, r *http.Request, current string, d listData) {
	s.show(rw, r, http.StatusOK, "list", page{Title: d.Heading, Description: d.Text, Current: current, Data: d})
}

func (s *Server) sourcesPage(rw http.ResponseWriter, r *http.Request) {
	lang, c := langOf(r), s.corpus()
	d := tilesData{Heading: w(lang, "sources"), Text: say(lang, "sources_text")}
	for _, f := range c.Sources {
		n := len(c.Select(func(e *entry) bool { return e.Folder == f.ID }))
		d.Tiles = append(d.Tiles, tile{Name: f.Title, Text: f.About, URL: "/sources/" + f.ID, Count: count(lang, n)})
	}
	s.show(rw, r, http.StatusOK, "tiles", page{Title: d.Heading, Current: "sources", Data: d})
}

func (s *Server) sourcePage(rw http.ResponseWriter, r *http.Request) {
	lang, c := langOf(r), s.corpus()
	f, ok := c.Source(r.PathValue("id"))
	if !ok {
		s.notFound(rw, r)
		return
	}
	s.list(rw, r, "sources", listData{Heading: f.Title, Text: f.About, Link: f.URL,
		Entries: list(lang, c.Select(func(e *entry) bool { return e.Folder == f.ID }))})
}

func (s *Server) yearsPage(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	counts := map[int]int{}
	for _, e := range s.corpus().Entries {
		if e.Year != 0 {
			counts[e.Year]++
		}
	}
	var years []int
	for y := range counts {
		years = append(years, y)
	}
	slices.Sort(years)
	slices.Reverse(years)
	d := tilesData{Heading: w(lang, "years")}
	for _, y := range years {
		d.Tiles = append(d.Tiles, tile{Name: strconv.Itoa(y), URL: fmt.Sprintf("/years/%d", y), Count: count(lang, counts[y])})
	}
	s.show(rw, r, http.StatusOK, "tiles", page{Title: d.Heading, Current: "years", Data: d})
}

func (s *Server) yearPage(rw http.ResponseWriter, r *http.Request) {
	s.numbered(rw, r, "year", "years", func(_ string, n int) string { return strconv.Itoa(n) }, func(e *entry, n int) bool { return e.Year == n })
}

func (s *Server) objectivesPage(rw http.ResponseWriter, r *http.Request) {
	s.numbers(rw, r, "gcm", "objective", 23, func(e *entry) []int { return e.GCM })
}

func (s *Server) objectivePage(rw http.ResponseWriter, r *http.Request) {
	s.numbered(rw, r, "n", "gcm", func(lang string, n int) string { return fmt.Sprintf("%s %d", w(lang, "objective"), n) },
		func(e *entry, n int) bool { return bearing(e.GCM, n) })
}

func (s *Server) goalsPage(rw http.ResponseWriter, r *http.Request) {
	s.numbers(rw, r, "sdgs", "goal", 17, func(e *entry) []int { return e.SDGs })
}

func (s *Server) goalPage(rw http.ResponseWriter, r *http.Request) {
	s.numbered(rw, r, "n", "sdgs", func(lang string, n int) string { return fmt.Sprintf("%s %d", w(lang, "goal"), n) },
		func(e *entry, n int) bool { return bearing(e.SDGs, n) })
}

// numbers is the overview of objectives or goals that entries bear on.
func (s *Server) numbers(rw http.ResponseWriter, r *http.Request, path, word string, last int, of func(*entry) []int) {
	lang, c := langOf(r), s.corpus()
	d := tilesData{Heading: w(lang, path), Text: w(lang, "xref")}
	for n := 1; n <= last; n++ {
		in := c.Select(func(e *entry) bool { return bearing(of(e), n) })
		if len(in) == 0 {
			continue
		}
		name := fmt.Sprintf("%s %d", w(lang, word), n)
		text := ""
		if e, ok := c.Entry(fmt.Sprintf("gcm-objective-%d", n)); ok && path == "gcm" {
			x, _ := e.In(lang)
			_, text, _ = strings.Cut(x.Title, ": ")
		}
		d.Tiles = append(d.Tiles, tile{Name: name, Text: text, URL: fmt.Sprintf("/%s/%d", path, n), Count: count(lang, len(in))})
	}
	s.show(rw, r, http.StatusOK, "tiles", page{Title: d.Heading, Current: path, Data: d})
}

// numbered lists the entries of a year, an objective or a goal.
func (s *Server) numbered(rw http.ResponseWriter, r *http.Request, value, current string, name func(string, int) string, in func(*entry, int) bool) {
	n, err := strconv.Atoi(r.PathValue(value))
	entries := s.corpus().Select(func(e *entry) bool { return in(e, n) })
	if err != nil || len(entries) == 0 {
		s.notFound(rw, r)
		return
	}
	lang := langOf(r)
	s.list(rw, r, current, listData{Heading: name(lang, n), Entries: list(lang, entries)})
}

// searchPage lists what the index finds, as a list and not as an answer.
func (s *Server) searchPage(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	q := strings.TrimSpace(r.FormValue("q"))
	d := listData{Heading: w(lang, "search"), Query: q, Search: true}
	if q != "" {
		a, _ := s.deps.Bot.Answer(q, "")
		var found []*entry
		for _, hit := range a.Results {
			found = append(found, hit.Entry)
		}
		d.Entries = list(lang, found)
	}
	s.list(rw, r, "search", d)
}

type aboutData struct {
	What    string
	Levels  []knowledge.Level
	Privacy []string
}

func (s *Server) aboutPage(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	d := aboutData{What: say(lang, "talk_who"), Levels: knowledge.Levels, Privacy: strings.Split(say(lang, "privacy_text"), "\n")}
	s.show(rw, r, http.StatusOK, "about", page{Title: w(lang, "about"), Current: "about", Data: d})
}
