package web

import (
	"encoding/xml"
	"time"
)

// The Atom feed after RFC 4287.
type (
	atom struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Sub     string      `xml:"subtitle"`
		Updated string      `xml:"updated"`
		Author  atomPerson  `xml:"author"`
		Icon    string      `xml:"icon"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomPerson struct {
		Name string `xml:"name"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		Lang      string   `xml:"xml:lang,attr"`
		ID        string   `xml:"id"`
		Title     string   `xml:"title"`
		Published string   `xml:"published"`
		Updated   string   `xml:"updated"`
		Link      atomLink `xml:"link"`
		Content   atomText `xml:"content"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

func (s *Server) atomFeed(v *visit) {
	f := atom{Lang: v.lang, ID: v.feedURL("feed.atom"), Title: v.word("brand") + " · " + v.word("feed"), Sub: v.word("independent"),
		Author: atomPerson{v.word("brand")}, Icon: s.cfg.PublicURL + "/static/icon.svg",
		Links: []atomLink{{"self", "application/atom+xml", v.feedURL("feed.atom")}, {"alternate", "text/html", s.cfg.PublicURL + "/?lang=" + v.lang}},
		// A feed without entries was last changed today, as far as is known.
		Updated: v.deps.Clock().UTC().Truncate(24 * time.Hour).Format(time.RFC3339)}
	for i, d := range v.days() {
		at := d.date.Format(time.RFC3339)
		if i == 0 {
			f.Updated = at
		}
		f.Entries = append(f.Entries, atomEntry{Lang: langOr(d.wording.Lang), ID: d.id, Title: d.wording.Title, Published: at, Updated: at,
			Link: atomLink{"alternate", "text/html", d.where}, Content: atomText{"text", d.text}})
	}
	v.w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	_, _ = v.w.Write([]byte(xml.Header))
	_ = xml.NewEncoder(v.w).Encode(f) // the other side may have gone
}
