package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// feedDays is how many days the feeds go back: readers that were away for a
// month miss nothing.
const feedDays = 30

type day struct {
	date  time.Time
	entry *knowledge.Entry
}

// days are the messages of the last days, the newest first.
func (s *Server) days() []day {
	now := s.deps.Clock().UTC()
	var out []day
	if s.deps.Today == nil {
		return nil
	}
	c := s.corpus()
	for i := range feedDays {
		date := time.Date(now.Year(), now.Month(), now.Day()-i, 0, 0, 0, 0, time.UTC)
		if e, _ := s.deps.Today(c, date); e != nil {
			out = append(out, day{date, e})
		}
	}
	return out
}

type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Sub     string      `xml:"subtitle"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Content struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
}

func (s *Server) atomFeed(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	f := atom{Lang: lang, ID: s.cfg.PublicURL + "/feed.atom", Title: w(lang, "title"), Sub: w(lang, "independent"),
		Author: atomPerson{w(lang, "brand")},
		Links:  []atomLink{{"self", s.cfg.PublicURL + "/feed.atom"}, {"alternate", s.cfg.PublicURL + "/"}}}
	for _, d := range s.days() {
		x, _ := d.entry.In(lang)
		e := atomEntry{ID: s.dayID(d), Title: x.Title, Updated: d.date.Format(time.RFC3339),
			Link: atomLink{"alternate", s.cfg.PublicURL + "/m/" + d.entry.ID}}
		e.Content.Type, e.Content.Text = "text", bots.PlainText(s.deps.Bot.Card(d.entry, lang))
		f.Entries = append(f.Entries, e)
		if f.Updated == "" {
			f.Updated = e.Updated
		}
	}
	rw.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = rw.Write([]byte(xml.Header))
	_ = xml.NewEncoder(rw).Encode(f)
}

// dayID names a day's message for ever, whatever the address of the service.
func (s *Server) dayID(d day) string {
	return fmt.Sprintf("tag:idmbot,2026:%s:%s", d.date.Format(time.DateOnly), d.entry.ID)
}

func (s *Server) jsonFeed(rw http.ResponseWriter, r *http.Request) {
	lang := langOf(r)
	type item struct {
		ID   string `json:"id"`
		URL  string `json:"url"`
		Name string `json:"title"`
		Text string `json:"content_text"`
		Date string `json:"date_published"`
		Lang string `json:"language"`
	}
	items := []item{}
	for _, d := range s.days() {
		x, _ := d.entry.In(lang)
		items = append(items, item{s.dayID(d), s.cfg.PublicURL + "/m/" + d.entry.ID, x.Title,
			bots.PlainText(s.deps.Bot.Card(d.entry, lang)), d.date.Format(time.RFC3339), x.Lang})
	}
	writeJSON(rw, http.StatusOK, map[string]any{"version": "https://jsonfeed.org/version/1.1", "title": w(lang, "title"),
		"home_page_url": s.cfg.PublicURL + "/", "feed_url": s.cfg.PublicURL + "/feed.json", "language": lang, "items": items})
}
