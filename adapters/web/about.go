package web

import (
	"net/http"
	"strconv"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

type aboutData struct {
	Levels []knowledge.Level
	Facts  []link // a name and its value
}

// aboutPage says what the service is, what it is not, and what becomes of what
// people write.
func (s *Server) aboutPage(v *visit) {
	c := v.corpus()
	d := aboutData{Levels: knowledge.Levels, Facts: []link{
		{v.word("sources"), strconv.Itoa(len(c.Sources))},
		{v.word("themes"), strconv.Itoa(len(v.themeTiles()))},
		{v.word("version"), bots.ShortVersion(c.Version) + " · " + v.count(len(c.Entries))},
	}}
	v.show(http.StatusOK, "about", page{Title: v.word("about"), Description: v.word("about_lead"), Current: "about", Data: d})
}
