package knowledge

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// The bounds of the curators' guide. A whole entry with its quotation and
// citation then fits one chat message on every platform (the narrowest,
// Discord, takes 4,096 characters in an embed).
const (
	MaxTitle     = 200
	MaxText      = 1200
	MaxQuote     = 300
	MaxQuestion  = 200
	MinQuestions = 8
)

// checker holds the rules a corpus must keep.
type checker struct {
	corpus   *Corpus
	findings *Findings
	files    map[string]*entryFile
	folders  map[string]*sourceFile
}

func (c *checker) report(file string) reporter { return reporter{file: file, to: c.findings} }

func (c *checker) run() {
	if len(c.corpus.Entries) == 0 && len(*c.findings) == 0 {
		c.report(".").at(1, "there is no entry here", "point to a folder with FOLDER/source.yaml and FOLDER/ID.md, or to a JSONL file")
	}
	for _, id := range slices.Sorted(maps.Keys(c.folders)) {
		c.source(id, c.folders[id])
	}
	for _, e := range c.corpus.Entries {
		ef := c.files[e.ID]
		r := c.report(e.File)
		c.fields(ef, r)
		c.references(ef, r)
		c.speakers(ef, r)
		for _, lang := range slices.Sorted(maps.Keys(ef.trans)) {
			c.translation(ef, lang)
		}
	}
	c.questions()
	c.numbers()
	c.themes()
	c.days()
	c.ways()
	c.gaps()
}

func (c *checker) source(id string, s *sourceFile) {
	r := c.report(path.Join(id, "source.yaml"))
	if s.Title == "" {
		r.at(1, "the source has no title", "add `title: ` with the document's title")
	}
	seen := map[string]bool{}
	for _, p := range s.Pages {
		switch {
		case p.ID == "":
			r.at(1, fmt.Sprintf("the page %q has no id", p.Title), "add `id: ` with a short name for it")
		case seen[p.ID]:
			r.at(1, fmt.Sprintf("the page id %q is used twice", p.ID), "give one of them another id")
		case p.URL != "" && !strings.HasPrefix(p.URL, "https://") && !strings.HasPrefix(p.URL, "http://"):
			r.at(1, fmt.Sprintf("the address of the page %q is not one", p.ID), "write the whole address, with https://")
		}
		seen[p.ID] = true
	}
}

func (c *checker) fields(ef *entryFile, r reporter) {
	e, doc := ef.entry, ef.doc
	if _, ok := c.folders[ef.folder]; !ok {
		r.at(1, fmt.Sprintf("the folder %q has no source.yaml", ef.folder), "write "+ef.folder+"/source.yaml with at least a `title`")
	}
	c.wording(r, doc, e.Title, e.Text)
	if !slices.Contains(Kinds, e.Kind) {
		r.at(doc.lines["kind"], missingOr("kind", string(e.Kind)), "write `kind: ` and one of "+join(Kinds))
	}
	if !slices.Contains(Levels, e.Level) {
		r.at(doc.lines["level"], missingOr("level", string(e.Level)), "write `level: ` and one of "+join(Levels))
	}
	if e.Level == NamedStatement && e.Source.Speaker == "" {
		r.at(doc.lines["level"], "a statement needs the person who made it", "add `speaker: ` with a name from source.yaml")
	}
	if e.Level == PublicFact && !slices.Contains([]string{"A", "B", "C"}, e.Confidence) {
		r.at(doc.lines["confidence"], missingOr("confidence", e.Confidence), "write `confidence: A`, B or C as the guide explains")
	}
	if len(e.Themes) == 0 {
		r.at(1, "the entry has no theme", "add `themes: [ ]` with one or more of themes.yaml")
	}
	if e.Quote != nil && utf8.RuneCountInString(e.Quote.Text) > MaxQuote {
		r.at(doc.lines["quote"], fmt.Sprintf("the quotation has %d characters", utf8.RuneCountInString(e.Quote.Text)), fmt.Sprintf("quote at most %d", MaxQuote))
	}
	if len(e.Questions) < MinQuestions {
		r.at(max(doc.lines["questions"], 1), fmt.Sprintf("there are %d questions", len(e.Questions)), fmt.Sprintf("write at least %d that people would ask to get this entry", MinQuestions))
	}
	for _, n := range e.GCM {
		if n < 1 || n > 23 {
			r.at(doc.lines["gcm"], fmt.Sprintf("%d is not an objective of the Global Compact", n), "use 1 to 23")
		}
	}
	for _, n := range e.SDGs {
		if n < 1 || n > 17 {
			r.at(doc.lines["sdgs"], fmt.Sprintf("%d is not a Sustainable Development Goal", n), "use 1 to 17")
		}
	}
}

var markup = regexp.MustCompile(`\*\*|\]\(|</?[a-zA-Z]|^#|` + "`")

// wording checks what an entry and a translation have in common.
func (c *checker) wording(r reporter, doc document, title, text string) {
	switch n := utf8.RuneCountInString(title); {
	case n == 0:
		r.at(max(doc.lines["title"], 1), "the title is missing", "add `title: ` with a short title")
	case n > MaxTitle:
		r.at(doc.lines["title"], fmt.Sprintf("the title has %d characters", n), fmt.Sprintf("shorten it to %d", MaxTitle))
	}
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		r.at(doc.bodyLine, "there is no text below the head", "write the message people will read")
	case n > MaxText:
		r.at(doc.bodyLine, fmt.Sprintf("the text has %d characters, too long for a chat message", n), fmt.Sprintf("shorten it to %d, or make two entries of it", MaxText))
	}
	if !strings.ContainsAny(text, "*]<#`") {
		return
	}
	if m := markup.FindString(text); m != "" {
		r.at(doc.bodyLine, fmt.Sprintf("the text holds markup (%s)", m), "write plain text; paragraphs are separated by an empty line")
	}
}

func missingOr(field, value string) string {
	if value == "" {
		return "the " + field + " is missing"
	}
	return fmt.Sprintf("unknown %s %q", field, value)
}

func join[T ~string](values []T) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return strings.Join(out, ", ")
}
