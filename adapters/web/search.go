package web

import (
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
)

// searchPage lists what the index finds, as a list and not as an answer.
func (s *Server) searchPage(v *visit) {
	q := strings.TrimSpace(v.r.FormValue("q"))
	d := listData{Heading: v.word("search"), Lead: v.word("search_lead"), Query: q, Search: true}
	var found []*entry
	if q != "" {
		for _, hit := range v.engine.Ask(answer.Question{Text: q, Hint: v.lang}).Results {
			found = append(found, hit.Entry)
		}
	}
	v.list("search", d, found)
}
