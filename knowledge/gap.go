package knowledge

import (
	"fmt"
	"maps"
	"slices"
)

// NotHeld is the kind of the entries that Searchable makes of gaps. It is none
// of Kinds: curators' files cannot have it.
const NotHeld Kind = "not-held"

// Gap is something that people ask for and the sources do not hold. A curator
// writes it down so that the bot says so plainly, and names what there is
// instead, rather than take the nearest entry for an answer.
type Gap struct {
	ID string `yaml:"id"`
	// Title and Text by language: what is asked for, and what to say.
	Title map[string]string `yaml:"title"`
	Text  map[string]string `yaml:"text"`
	// Questions by language, as people put them.
	Questions map[string][]string `yaml:"questions"`
	// Instead are ids of entries to offer, best first.
	Instead []string `yaml:"instead"`
}

// Searchable is the corpus with an entry of kind NotHeld for each gap behind
// its own entries: what an index should be built from, so that questions for
// what is not held find that. Nobody is to be shown these entries.
func (c *Corpus) Searchable() *Corpus {
	if len(c.Gaps) == 0 {
		return c
	}
	out := *c
	out.Entries = slices.Clone(c.Entries)
	for _, g := range c.Gaps {
		out.Entries = append(out.Entries, g.entry())
	}
	out.index()
	return &out
}

func (g Gap) entry() *Entry {
	const first = "en"
	e := &Entry{ID: "not-held " + g.ID, Kind: NotHeld, Lang: first, Title: g.Title[first], Text: g.Text[first],
		Questions: g.Questions[first], SeeAlso: g.Instead, Translations: map[string]Translation{}}
	for lang, title := range g.Title {
		if lang != first {
			e.Translations[lang] = Translation{Lang: lang, Title: title, Text: g.Text[lang], Questions: g.Questions[lang]}
		}
	}
	return e
}

// gaps checks unanswered.yaml. Their questions are compared with those of the
// entries elsewhere.
func (c *checker) gaps() {
	r := c.report(gapsFile)
	seen := map[string]bool{}
	for _, g := range c.corpus.Gaps {
		if !validID(g.ID) || seen[g.ID] {
			r.at(1, fmt.Sprintf("the gap %q has no usable id of its own", g.ID), "write `id: ` in lower-case letters, digits and hyphens, each once")
		}
		seen[g.ID] = true
		if g.Title["en"] == "" || g.Text["en"] == "" {
			r.at(1, g.ID+": the English title or text is missing", "write `title: {en: ...}` and `text: {en: ...}`")
		}
		for _, lang := range slices.Sorted(maps.Keys(g.Title)) {
			if g.Text[lang] == "" || len(g.Questions[lang]) < MinQuestions {
				r.at(1, fmt.Sprintf("%s: the text in %q is missing, or there are fewer than %d questions", g.ID, lang, MinQuestions),
					"write both in each language of the title")
			}
		}
		if len(g.Instead) == 0 {
			r.at(1, g.ID+": nothing is offered instead", "name entries under `instead`, best first")
		}
		for _, id := range g.Instead {
			if _, ok := c.corpus.Entry(id); !ok {
				r.at(1, fmt.Sprintf("%s: unknown entry %q", g.ID, id), c.nearest(id, slices.Sorted(maps.Keys(c.files))))
			}
		}
	}
}
