package web

func (s *Server) sourcesPage(v *visit) {
	d := tilesData{Heading: v.word("sources"), Lead: v.say("sources_text")}
	for _, f := range v.corpus().Sources {
		name, label := f.Title, ""
		if f.Short != "" && f.Short != f.Title {
			name, label = f.Short, f.Title
		}
		n := len(v.corpus().Select(func(e *entry) bool { return e.Folder == f.ID }))
		d.Tiles = append(d.Tiles, tile{Name: name, Label: label, Text: f.About, URL: "/sources/" + f.ID, Count: v.count(n)})
	}
	v.tiles("sources", d)
}

// sourcePage lists the entries of a source, or of one of its pages.
func (s *Server) sourcePage(v *visit) {
	f, ok := v.corpus().Source(v.r.PathValue("id"))
	if !ok {
		v.lost()
		return
	}
	v.list("sources", listData{Heading: f.Title, Lead: f.About, Source: &f, Back: link{v.word("sources"), "/sources"}},
		v.corpus().Select(func(e *entry) bool { return e.Folder == f.ID }))
}
