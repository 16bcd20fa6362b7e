package knowledge

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

func (c *checker) references(ef *entryFile, r reporter) {
	e, doc := ef.entry, ef.doc
	for _, id := range e.Themes {
		if _, ok := c.corpus.Theme(id); !ok {
			r.at(doc.lines["themes"], fmt.Sprintf("unknown theme %q", id), c.nearest(id, c.themeIDs()))
		}
	}
	for _, id := range e.SeeAlso {
		if _, ok := c.corpus.Entry(id); !ok {
			r.at(doc.lines["see_also"], fmt.Sprintf("unknown entry %q in see_also", id), c.nearest(id, slices.Sorted(maps.Keys(c.files))))
		}
		if id == e.ID {
			r.at(doc.lines["see_also"], "the entry refers to itself", "take it out of see_also")
		}
	}
	if e.PartOf != "" {
		if _, ok := c.corpus.Entry(e.PartOf); !ok {
			r.at(doc.lines["part_of"], fmt.Sprintf("unknown entry %q in part_of", e.PartOf), c.nearest(e.PartOf, slices.Sorted(maps.Keys(c.files))))
		}
	}
	s, ok := c.folders[ef.folder]
	if !ok {
		return
	}
	for _, id := range ef.pages {
		if !slices.ContainsFunc(s.Pages, func(p Source) bool { return p.ID == id }) {
			r.at(doc.lines["pages"], fmt.Sprintf("unknown page %q", id), "add it to `pages` of "+ef.folder+"/source.yaml")
		}
	}
	if len(s.Pages) > 0 && len(ef.pages) == 0 {
		r.at(1, "the entry does not say on which page the fact stands", "add `pages: [ ]` with an id from "+ef.folder+"/source.yaml")
	}
}

// speakers refuses an entry that puts words into the wrong mouth: its speaker
// must be one of its source, and its text may not name the speaker of another
// source.
func (c *checker) speakers(ef *entryFile, r reporter) {
	e := ef.entry
	s, ok := c.folders[ef.folder]
	if !ok {
		return
	}
	own := map[string]bool{}
	for _, p := range s.Speakers {
		own[p.Name] = true
	}
	if e.Source.Speaker != "" && !own[e.Source.Speaker] {
		r.at(ef.doc.lines["speaker"], fmt.Sprintf("%q is not a speaker of this source", e.Source.Speaker), "correct the name, or add the person to `speakers` of "+ef.folder+"/source.yaml")
	}
	if e.Level != NamedStatement {
		return
	}
	for _, folder := range slices.Sorted(maps.Keys(c.folders)) {
		for _, p := range c.folders[folder].Speakers {
			if !own[p.Name] && p.Name != "" && strings.Contains(e.Title+" "+e.Text, p.Name) {
				r.at(ef.doc.bodyLine, fmt.Sprintf("the text names %s, who is a speaker of %q and not of this source", p.Name, folder), "name this source's own speaker")
			}
		}
	}
}

// quotations compares each quotation with the text of its source.
func (c *checker) quotations(texts fs.FS) {
	read := map[string]string{}
	for _, e := range c.corpus.Entries {
		ef := c.files[e.ID]
		s, ok := c.folders[ef.folder]
		if !ok || e.Quote == nil || s.Text == "" {
			continue
		}
		text, ok := read[s.Text]
		if !ok {
			data, err := fs.ReadFile(texts, s.Text)
			if err != nil {
				c.report(path.Join(ef.folder, "source.yaml")).at(1, fmt.Sprintf("the source text %q is not among the source texts", s.Text), "correct `text: `, or take it out if the text is not held")
			}
			text = string(data)
			read[s.Text] = text
		}
		if text != "" && !strings.Contains(text, e.Quote.Text) {
			c.report(e.File).at(ef.doc.lines["quote"], "the quotation does not stand in the source text "+s.Text, "copy the words from the source byte for byte, with its own quotation marks and dashes")
		}
	}
}

func (c *checker) themeIDs() []string {
	ids := make([]string, 0, len(c.corpus.Themes))
	for _, t := range c.corpus.Themes {
		ids = append(ids, t.ID)
	}
	return ids
}

// nearest proposes the known id that is most like the given one.
func (c *checker) nearest(id string, known []string) string {
	best, bestD := "", len(id)/2+1
	for _, k := range known {
		if d := editDistance(id, k); d < bestD {
			best, bestD = k, d
		}
	}
	if best == "" {
		return "correct the name, or take it out"
	}
	return fmt.Sprintf("did you mean %q?", best)
}

func editDistance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range len(a) {
		cur := make([]int, len(b)+1)
		cur[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			cur[j+1] = min(prev[j]+cost, prev[j+1]+1, cur[j]+1)
		}
		prev = cur
	}
	return prev[len(b)]
}
