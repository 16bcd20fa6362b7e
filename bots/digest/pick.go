package digest

import (
	"cmp"
	"hash/fnv"
	"slices"

	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/knowledge"
)

// picker holds one run of the editorial rule.
type picker struct {
	corpus  *knowledge.Corpus
	reader  Reader
	day     Date
	history History // what was sent before
	own     History // what this message holds already
	held    map[string]bool
	all     []*knowledge.Entry // what may be sent on the day
	themed  []*knowledge.Entry // of all, those on the reader's themes
	days    []*knowledge.CalendarDay
	recent  []*knowledge.Entry
	newest  int
}

func newPicker(c *knowledge.Corpus, history History, r Reader, day Date) *picker {
	p := &picker{corpus: c, reader: r, day: day, history: history, own: History{}, held: embargoed(c, day)}
	for _, e := range c.Entries {
		if !daily.Sendable(e) || e.Text == "" || p.held[e.ID] {
			continue
		}
		p.all = append(p.all, e)
		if len(r.Themes) == 0 || sharedTheme(e, r.Themes) != "" {
			p.themed = append(p.themed, e)
		}
		p.newest = max(p.newest, e.Year)
	}
	p.days = calendarDays(c, day, r.Every.span())
	p.recent = recentOf(c, history)
	return p
}

// pick chooses the next entry of the message.
func (p *picker) pick() (Chosen, Reason) {
	if len(p.all) == 0 {
		return Chosen{}, NoEntry
	}
	// Days of the calendar are for everybody; what counts as "not had" is
	// then counted over all entries.
	for _, d := range p.days {
		for _, e := range p.open(p.named(d), p.least(p.all)) {
			return Chosen{Entry: e, Cause: ForDay, Day: d}, ""
		}
	}
	for _, d := range p.days {
		if e := p.best(p.open(onThemes(p.all, d.Themes), p.least(p.all))); e != nil {
			return Chosen{Entry: e, Cause: ForDayTheme, Day: d, Theme: sharedTheme(e, d.Themes)}, ""
		}
	}
	if len(p.themed) == 0 {
		return Chosen{}, NoEntry
	}
	e := p.best(p.open(p.themed, p.least(p.themed)))
	switch {
	case e == nil:
		return Chosen{}, Nothing
	case len(p.reader.Themes) > 0:
		return Chosen{Entry: e, Cause: ForTheme, Theme: sharedTheme(e, p.reader.Themes)}, ""
	}
	return Chosen{Entry: e, Cause: ForVariety}, ""
}

// named are the entries that the curators named for a day of the calendar, in
// their order, as far as they may be sent.
func (p *picker) named(d *knowledge.CalendarDay) []*knowledge.Entry {
	var out []*knowledge.Entry
	for _, id := range d.Entries {
		if e, ok := p.corpus.Entry(id); ok && !p.held[id] && e.Text != "" {
			out = append(out, e)
		}
	}
	return out
}

// times is how often the reader had an entry, with this message.
func (p *picker) times(e *knowledge.Entry) int {
	return p.history[e.ID].Times + p.own[e.ID].Times
}

// least is how often the entry was had that was had least often.
func (p *picker) least(of []*knowledge.Entry) int {
	least := -1
	for _, e := range of {
		if n := p.times(e); least < 0 || n < least {
			least = n
		}
	}
	return least
}

// open are the entries that were had no more than n times and do not rest. One
// that was never had does not rest.
func (p *picker) open(of []*knowledge.Entry, n int) []*knowledge.Entry {
	var out []*knowledge.Entry
	for _, e := range of {
		had := p.history[e.ID]
		if p.times(e) > n || p.own[e.ID].Times > 0 || (had.Times > 0 && p.day-had.Last < rest) {
			continue
		}
		out = append(out, e)
	}
	return out
}

// unseen counts the entries on the reader's themes that were never had.
func (p *picker) unseen() int {
	n := 0
	for _, e := range p.themed {
		if p.times(e) == 0 {
			n++
		}
	}
	return n
}

func (p *picker) note(e *knowledge.Entry) {
	p.own.Add(e.ID, p.day)
	p.recent = append([]*knowledge.Entry{e}, p.recent[:min(len(p.recent), memory-1)]...)
}

// best is the entry with the most points; equals are told apart by id, so that
// the answer is always the same.
func (p *picker) best(of []*knowledge.Entry) *knowledge.Entry {
	var best *knowledge.Entry
	most := 0
	for _, e := range of {
		n := p.points(e)
		if best == nil || n > most || (n == most && e.ID < best.ID) {
			best, most = e, n
		}
	}
	return best
}

// points are in hundredths, so that chance can decide between equals.
func (p *picker) points(e *knowledge.Entry) int {
	points := 100 * (kindPoints[e.Kind] + max(0, freshPoints-(p.newest-e.Year)))
	for i, last := range p.recent {
		share := 100 * (memory - i) / memory
		if last.Kind == e.Kind {
			points -= share * sameKind
		}
		if last.Source.Speaker != "" && last.Source.Speaker == e.Source.Speaker {
			points -= share * sameSpeaker
		}
		if last.Folder == e.Folder && e.Folder != "" {
			points -= share * sameSource
		}
		if last.Year == e.Year {
			points -= share * sameYear
		}
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.reader.Seed + "\x00" + e.ID)) // never fails
	return points + int(h.Sum32()%(100*luck))
}

// recentOf are the last entries that were sent, latest first.
func recentOf(c *knowledge.Corpus, h History) []*knowledge.Entry {
	ids := make([]string, 0, len(h))
	for id := range h {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(h[b].Last, h[a].Last), cmp.Compare(a, b))
	})
	var out []*knowledge.Entry
	for _, id := range ids {
		if e, ok := c.Entry(id); ok && len(out) < memory {
			out = append(out, e)
		}
	}
	return out
}

func onThemes(of []*knowledge.Entry, themes []string) []*knowledge.Entry {
	var out []*knowledge.Entry
	for _, e := range of {
		if sharedTheme(e, themes) != "" {
			out = append(out, e)
		}
	}
	return out
}

// sharedTheme is the first of the themes that the entry has.
func sharedTheme(e *knowledge.Entry, themes []string) string {
	for _, t := range themes {
		if slices.Contains(e.Themes, t) {
			return t
		}
	}
	return ""
}
