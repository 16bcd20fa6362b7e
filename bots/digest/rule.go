package digest

import (
	"cmp"
	"hash/fnv"
	"slices"

	"github.com/idmbot/idmbot/knowledge"
)

// This file is the editorial rule: which entry a subscriber gets on a day. It
// is meant to be read and changed by editors; every number stands at the top.
//
//  1. Only what Sendable lets through is ever sent, and nothing before its
//     embargo is over.
//  2. Never the same entry twice before all were had: only the entries that
//     this subscriber was sent least often can be chosen.
//  3. A day of the calendar comes first: its entries in the curators' order,
//     then entries on its themes.
//  4. Otherwise an entry on one of the subscriber's themes, if they chose
//     some: the one with the most points.
//  5. An entry that comes round again rests for a while first; if everything
//     rests, nothing is sent.

// notSent are kinds that answer somebody's question but are no message of the
// day: where to turn in need, and the glossary.
var notSent = []knowledge.Kind{knowledge.Referral, knowledge.Definition}

// weak is the confidence of facts that are too thin to be sent unasked.
const weak = "C"

// rest is how many days pass before an entry may come again.
const rest = 30

// kindPoints prefer messages over facts about them.
var kindPoints = map[knowledge.Kind]int{
	knowledge.KeyMessage: 6, knowledge.Recommendation: 6, knowledge.Statement: 5, knowledge.Objective: 3,
	knowledge.Context: 2, knowledge.Event: 2, knowledge.Session: 1, knowledge.About: 1, knowledge.Resource: 0,
}

const (
	// freshPoints go to entries of the newest year of the corpus; each year
	// before it costs one, down to none.
	freshPoints = 5
	// The costs of being like the message before, the one before that, and
	// so on: variety of kind, speaker, source and year.
	sameKind    = 4
	sameSpeaker = 6
	sameSource  = 4
	sameYear    = 2
	// memory is over how many of the last messages variety looks; the cost is
	// full for the last one and shrinks evenly.
	memory = 4
	// luck is how many points of difference chance may turn around, so that
	// not everybody gets everything in one order. It depends on subscriber
	// and entry only, never on when it is asked.
	luck = 3
)

// Sendable reports whether an entry may be sent unasked.
func Sendable(e *knowledge.Entry) bool {
	return !slices.Contains(notSent, e.Kind) && e.Confidence != weak && e.Text != ""
}

// Had is how often a subscriber was sent an entry, and on which day last.
type Had struct {
	Times int
	Last  Date
}

// History is what a subscriber was sent, by entry.
type History map[string]Had

// Add notes that an entry was sent.
func (h History) Add(entry string, day Date) {
	h[entry] = Had{h[entry].Times + 1, day}
}

// Cause says which part of the rule chose an entry.
type Cause string

// The causes, and those for which nothing is chosen.
const (
	ForDay      Cause = "day"      // listed for a day of the calendar; Why.Day names it
	ForDayTheme Cause = "daytheme" // on a theme of such a day
	ForTheme    Cause = "theme"    // on a theme of the subscriber
	ForVariety  Cause = "variety"  // all themes: the most points

	NothingNew   Cause = "nothing new" // everything was had and rests
	NothingAtAll Cause = "nothing"     // no entry fits the themes
)

// Choice is what the rule chose: entries, or none and why.
type Choice struct {
	Entries []Chosen
	// Cause is why there is no entry; empty if there are some.
	Cause Cause
	// Last is true where after this message there is no entry left, on the
	// reader's themes, that they have not had.
	Last bool
}

// Chosen is one entry and why it was chosen.
type Chosen struct {
	Entry *knowledge.Entry
	Cause Cause
	// Day is the calendar day of ForDay and ForDayTheme.
	Day *knowledge.CalendarDay
	// Theme is the theme of ForTheme and ForDayTheme.
	Theme string
}

// Reader is what the rule needs to know of a subscriber.
type Reader struct {
	// Seed makes the order of equals the subscriber's own.
	Seed string
	// Themes are ids; none means all.
	Themes []string
	Every  Frequency
}

// Choose applies the rule: what the reader, who was sent history, gets on the
// day. It is a pure function; history is not changed.
func Choose(c *knowledge.Corpus, history History, r Reader, day Date) Choice {
	p := newPicker(c, history, r, day)
	before := p.unseen()
	var out Choice
	for range max(1, r.Every.entries()) {
		chosen, cause := p.pick()
		if cause != "" {
			if len(out.Entries) == 0 {
				out.Cause = cause
			}
			break
		}
		p.note(chosen.Entry)
		out.Entries = append(out.Entries, chosen)
	}
	out.Last = before > 0 && p.unseen() == 0
	return out
}

// picker holds one run of the rule.
type picker struct {
	corpus  *knowledge.Corpus
	reader  Reader
	day     Date
	history History // what was sent, and what this message holds already
	own     History // the latter alone
	all     []*knowledge.Entry
	themed  []*knowledge.Entry
	days    []*knowledge.CalendarDay
	recent  []*knowledge.Entry
	newest  int
}

func newPicker(c *knowledge.Corpus, history History, r Reader, day Date) *picker {
	p := &picker{corpus: c, reader: r, day: day, history: history, own: History{}}
	held := embargoed(c, day)
	for _, e := range c.Entries {
		if !Sendable(e) || held[e.ID] {
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
func (p *picker) pick() (Chosen, Cause) {
	if len(p.all) == 0 {
		return Chosen{}, NothingAtAll
	}
	// Days of the calendar are for everybody; what counts as "not had" is
	// then counted over all entries.
	open := p.open(p.all)
	for _, d := range p.days {
		for _, id := range d.Entries {
			if i := slices.IndexFunc(open, func(e *knowledge.Entry) bool { return e.ID == id }); i >= 0 {
				return Chosen{Entry: open[i], Cause: ForDay, Day: d}, ""
			}
		}
	}
	for _, d := range p.days {
		if e := p.best(onThemes(open, d.Themes)); e != nil {
			return Chosen{Entry: e, Cause: ForDayTheme, Day: d, Theme: sharedTheme(e, d.Themes)}, ""
		}
	}
	if len(p.themed) == 0 {
		return Chosen{}, NothingAtAll
	}
	e := p.best(p.open(p.themed))
	switch {
	case e == nil:
		return Chosen{}, NothingNew
	case len(p.reader.Themes) > 0:
		return Chosen{Entry: e, Cause: ForTheme, Theme: sharedTheme(e, p.reader.Themes)}, ""
	}
	return Chosen{Entry: e, Cause: ForVariety}, ""
}

// open are, of the entries that do not rest, those that were had least often.
// One that was never had does not rest, so that none comes twice before all
// were had.
func (p *picker) open(of []*knowledge.Entry) []*knowledge.Entry {
	var out []*knowledge.Entry
	least := 0
	for _, e := range of {
		had := p.history[e.ID]
		if p.own[e.ID].Times > 0 || (had.Times > 0 && p.day-had.Last < rest) {
			continue
		}
		if had.Times < least {
			out = out[:0]
		}
		if len(out) == 0 {
			least = had.Times
		}
		if had.Times == least {
			out = append(out, e)
		}
	}
	return out
}

// unseen counts the entries on the reader's themes that were never had.
func (p *picker) unseen() int {
	n := 0
	for _, e := range p.themed {
		if p.history[e.ID].Times+p.own[e.ID].Times == 0 {
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
	type sent struct {
		id   string
		last Date
	}
	var all []sent
	for id, had := range h {
		all = append(all, sent{id, had.Last})
	}
	slices.SortFunc(all, func(a, b sent) int {
		return cmp.Or(cmp.Compare(b.last, a.last), cmp.Compare(a.id, b.id))
	})
	var out []*knowledge.Entry
	for _, s := range all {
		if e, ok := c.Entry(s.id); ok && len(out) < memory {
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
