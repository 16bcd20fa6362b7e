package knowledge

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

func (c *checker) themes() {
	r := c.report("themes.yaml")
	for _, t := range c.corpus.Themes {
		if !validID(t.ID) || t.Name["en"] == "" {
			r.at(1, fmt.Sprintf("the theme %q has no usable id or no English name", t.ID), "write `id: ` in lower case and `name: {en: ...}`")
		}
	}
}

func (c *checker) days() {
	r := c.report("calendar.yaml")
	for _, d := range c.corpus.Calendar {
		for _, day := range []string{d.From, d.To} {
			if day == "" && day == d.To {
				continue
			}
			if _, err := time.Parse("2006-01-02", "2000-"+day); err != nil {
				if _, err := time.Parse("2006-01-02", day); err != nil {
					r.at(1, fmt.Sprintf("%s: %q is not a day", d.ID, day), `write month and day as "12-18", or a date as "2026-12-18"`)
				}
			}
		}
		for _, id := range d.Entries {
			if _, ok := c.corpus.Entry(id); !ok {
				r.at(1, fmt.Sprintf("%s: unknown entry %q", d.ID, id), c.nearest(id, slices.Sorted(maps.Keys(c.files))))
			}
		}
		for _, id := range d.Themes {
			if _, ok := c.corpus.Theme(id); !ok {
				r.at(1, fmt.Sprintf("%s: unknown theme %q", d.ID, id), c.nearest(id, c.themeIDs()))
			}
		}
	}
}

func (c *checker) ways() {
	r := c.report("referrals.yaml")
	for _, w := range c.corpus.Referrals.Ways {
		if w.Text["en"] == "" || len(w.Needs) == 0 {
			r.at(1, fmt.Sprintf("the way %q has no English text or no needs", w.ID), "add both, as in the other ways")
		}
		if _, ok := c.corpus.Entry(w.Entry); w.Entry != "" && !ok {
			r.at(1, fmt.Sprintf("%s: unknown entry %q", w.ID, w.Entry), c.nearest(w.Entry, slices.Sorted(maps.Keys(c.files))))
		}
	}
}
