package web

import (
	"encoding/json"
	"time"
)

// The JSON feed after https://www.jsonfeed.org/version/1.1/.
type (
	jsonFeed struct {
		Version     string       `json:"version"`
		Title       string       `json:"title"`
		Description string       `json:"description"`
		Home        string       `json:"home_page_url"`
		Feed        string       `json:"feed_url"`
		Language    string       `json:"language"`
		Authors     []jsonAuthor `json:"authors"`
		Items       []jsonItem   `json:"items"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
	jsonItem struct {
		ID       string   `json:"id"`
		URL      string   `json:"url"`
		Title    string   `json:"title"`
		Text     string   `json:"content_text"`
		Date     string   `json:"date_published"`
		Language string   `json:"language"`
		Tags     []string `json:"tags,omitempty"`
	}
)

func (s *Server) jsonFeed(v *visit) {
	f := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: v.word("brand") + " · " + v.word("feed"), Description: v.word("independent"),
		Home: s.cfg.PublicURL + "/?lang=" + v.lang, Feed: v.feedURL("feed.json"), Language: v.lang,
		Authors: []jsonAuthor{{v.word("brand")}}, Items: []jsonItem{}}
	for _, d := range v.days() {
		f.Items = append(f.Items, jsonItem{d.id, d.where, d.wording.Title, d.text, d.date.Format(time.RFC3339), langOr(d.wording.Lang), d.entry.Themes})
	}
	v.w.Header().Set("Content-Type", "application/feed+json; charset=utf-8")
	enc := json.NewEncoder(v.w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(f) // the other side may have gone
}
