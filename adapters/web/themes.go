package web

import (
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots"
)

func (s *Server) themesPage(v *visit) {
	v.tiles("themes", tilesData{Heading: v.word("themes"), Lead: v.word("themes_lead"), Tiles: v.themeTiles()})
}

// themeTiles are the themes that have entries.
func (v *visit) themeTiles() []tile {
	var out []tile
	for _, t := range v.corpus().Themes {
		n := len(v.corpus().Select(func(e *entry) bool { return slices.Contains(e.Themes, t.ID) }))
		if n > 0 {
			out = append(out, tile{Name: v.themeName(t), Text: v.pick(t.Covers, ""), URL: "/themes/" + t.ID,
				Colour: t.Colour, Count: v.count(n)})
		}
	}
	return out
}

func (s *Server) themePage(v *visit) {
	t, ok := v.corpus().Theme(v.r.PathValue("id"))
	if !ok {
		v.lost()
		return
	}
	do := func(name string) string {
		return "/?lang=" + v.lang + "&a=" + strings.ReplaceAll(bots.Action{Name: name, Arg: t.ID}.Encode(), "~", "%7E")
	}
	v.list("themes", listData{Heading: v.themeName(t), Lead: v.pick(t.Covers, ""), Colour: t.Colour,
		Back:    link{v.word("themes"), "/themes"},
		Actions: []link{{v.word("brief"), do(bots.ActionBrief)}, {v.word("compare"), do(bots.ActionCompare)}},
	}, v.engine.ByTheme(t.ID))
}
