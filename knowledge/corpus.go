package knowledge

import "sort"

// Corpus is one version of the whole knowledge. It is never changed after it
// was built.
type Corpus struct {
	// Name and Languages come from corpus.yaml.
	Name      string
	Languages []string
	// Entries stand in the curators' order of sources; an overview stands
	// before its items.
	Entries []*Entry
	// Sources are the documents in the curators' order.
	Sources []SourceFolder
	Themes  []Theme
	People  []Person
	// Synonyms by language: each inner list holds expressions that mean the
	// same when somebody asks.
	Synonyms map[string][][]string
	// Referrals are for people in need.
	Referrals Referrals
	// Gaps are what people ask for and the sources do not hold.
	Gaps []Gap
	// Calendar ties entries to days.
	Calendar []CalendarDay
	// Version is "sha256:" and 64 hexadecimal digits over all that was read.
	Version string

	byID map[string]*Entry
}

// SourceFolder is a source with the public pages filed under it.
type SourceFolder struct {
	Source
	Pages []Source
	// Text is the file name of the source text, if it is held beside the
	// project, for checking quotations.
	TextFile string
	// About says in a sentence or two what the source is, with its limits.
	About string
	Year  int
}

// Person is somebody whom questions name.
type Person struct {
	Name    string   `yaml:"name"`
	Role    string   `yaml:"role"`
	Aliases []string `yaml:"aliases"`
	// Offices are names of an office that the person held in Years and others
	// held before or after: unlike Aliases, they may stand at several people.
	Offices []string `yaml:"offices"`
	Years   []int    `yaml:"years"`
	Note    string   `yaml:"note"`
}

// Entry returns the entry with that id.
func (c *Corpus) Entry(id string) (*Entry, bool) {
	e, ok := c.byID[id]
	return e, ok
}

// Theme returns the theme with that id.
func (c *Corpus) Theme(id string) (Theme, bool) {
	for _, t := range c.Themes {
		if t.ID == id {
			return t, true
		}
	}
	return Theme{}, false
}

// Source returns the folder of the source, or of the page, with that id.
func (c *Corpus) Source(id string) (SourceFolder, bool) {
	for _, s := range c.Sources {
		if s.ID == id {
			return s, true
		}
		for _, p := range s.Pages {
			if p.ID == id {
				return s, true
			}
		}
	}
	return SourceFolder{}, false
}

// Parts returns the numbered items of an overview, in order.
func (c *Corpus) Parts(id string) []*Entry {
	var parts []*Entry
	for _, e := range c.Entries {
		if e.PartOf == id {
			parts = append(parts, e)
		}
	}
	sort.SliceStable(parts, func(i, j int) bool { return parts[i].Number < parts[j].Number })
	return parts
}

// Select returns the entries for which keep is true, in corpus order.
func (c *Corpus) Select(keep func(*Entry) bool) []*Entry {
	var out []*Entry
	for _, e := range c.Entries {
		if keep(e) {
			out = append(out, e)
		}
	}
	return out
}

// New builds a corpus of entries alone, as JSONL gives them. It does not
// check them; ids must be unique.
func New(entries []*Entry, version string) *Corpus {
	c := &Corpus{Entries: entries, Version: version}
	c.index()
	return c
}

func (c *Corpus) index() {
	c.byID = make(map[string]*Entry, len(c.Entries))
	for _, e := range c.Entries {
		c.byID[e.ID] = e
	}
}

// Referrals say where a person in need can turn.
type Referrals struct {
	// Ways are in the order in which they are offered.
	Ways []Way `yaml:"ways"`
}

// Way is one place to turn to.
type Way struct {
	ID string `yaml:"id"`
	// Needs are the kinds of plea this way fits.
	Needs []string `yaml:"needs"`
	// Text by language: what to do and where, complete in itself.
	Text map[string]string `yaml:"text"`
	URL  string            `yaml:"url"`
	// Label by language names the link.
	Label map[string]string `yaml:"label"`
	// Entry is the id of the entry that states the fact with its source.
	Entry string `yaml:"entry"`
}

// CalendarDay ties entries to a date.
type CalendarDay struct {
	ID   string            `yaml:"id"`
	Name map[string]string `yaml:"name"`
	// From and To are month-day ("12-18") or year-month-day; To is empty for
	// a single day.
	From string `yaml:"from"`
	To   string `yaml:"to"`
	// Entries are preferred on these days, best first; Themes widen the choice.
	Entries []string `yaml:"entries"`
	Themes  []string `yaml:"themes"`
	// NotBefore is an embargo: the entries may not be sent before this date
	// (YYYY-MM-DD).
	NotBefore string `yaml:"not_before"`
}
