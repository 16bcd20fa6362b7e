package digest

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/knowledge"
)

// calendarDays are the calendar's days that fall on day or, for a message that
// speaks for several days, on one of the following, in the curators' order.
func calendarDays(c *knowledge.Corpus, day Date, span int) []*knowledge.CalendarDay {
	var out []*knowledge.CalendarDay
	for i := range c.Calendar {
		d := &c.Calendar[i]
		for j := range span {
			if fallsOn(d, day+Date(j)) {
				out = append(out, d)
				break
			}
		}
	}
	return out
}

// fallsOn reports whether a calendar day is on that date. Month and day recur
// every year, and may run over its end; a full date is that one only.
func fallsOn(d *knowledge.CalendarDay, day Date) bool {
	from, to := d.From, d.To
	if to == "" {
		to = from
	}
	s := day.String()
	if len(from) == len("01-02") {
		s = s[len("2006-"):]
	}
	if len(from) != len(to) {
		return s == from
	}
	if from <= to {
		return from <= s && s <= to
	}
	return len(from) == len("01-02") && (s >= from || s <= to)
}

// embargoed are the entries that may not be sent yet on the day.
func embargoed(c *knowledge.Corpus, day Date) map[string]bool {
	held := map[string]bool{}
	for _, d := range c.Calendar {
		until, err := ParseDate(d.NotBefore)
		if d.NotBefore == "" || (err == nil && day >= until) {
			continue
		}
		// A date that cannot be read holds back rather than lets through.
		for _, id := range d.Entries {
			held[id] = true
		}
	}
	return held
}

// everybody is the reader of the common daily message.
var everybody = Reader{Seed: "everybody", Every: Daily}

// firstYear is when the series of common daily messages begins. The series is
// computed from its first day on, so that it never repeats itself too early.
const firstYear = 2026

// Series is the common daily message of each day: for the web feed and for
// /today. It follows the editorial rule, as for a subscriber who chose all
// themes, and depends on the corpus and the day only. It remembers what it
// computed for the corpus it was asked for last. Its zero value is ready to
// use, by several goroutines.
type Series struct {
	mu     sync.Mutex
	corpus *knowledge.Corpus
	years  map[int]*chain
}

// chain is a run of days that know what was sent on those before.
type chain struct {
	first   Date
	history History
	days    []Chosen
}

// farFuture bounds how many days after its beginning a series is computed.
const farFuture = 40 * 366

// On returns the message of a day. Its Entry is nil where nothing is sent.
func (s *Series) On(corpus *knowledge.Corpus, day Date) Chosen {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.corpus != corpus {
		s.corpus, s.years = corpus, map[int]*chain{}
	}
	year := min(firstYear, day.Time().Year())
	c := s.years[year]
	if c == nil {
		c = &chain{first: NewDate(year, time.January, 1), history: History{}}
		s.years[year] = c
	}
	n := int(day - c.first)
	if n > farFuture {
		return Chosen{}
	}
	for len(c.days) <= n {
		at := c.first + Date(len(c.days))
		var chosen Chosen
		if choice := Choose(corpus, c.history, everybody, at); len(choice.Entries) > 0 {
			chosen = choice.Entries[0]
			c.history.Add(chosen.Entry.ID, at)
		}
		c.days = append(c.days, chosen)
	}
	return c.days[n]
}

// Today returns the common message of the day of t in UTC and, in English, why
// it was chosen. The entry is nil where nothing is sent.
func (s *Series) Today(corpus *knowledge.Corpus, t time.Time) (*knowledge.Entry, string) {
	chosen := s.On(corpus, DateOf(t.UTC()))
	return chosen.Entry, chosen.Why("en", corpus)
}

// Today is Series.Today for those who ask once.
func Today(corpus *knowledge.Corpus, t time.Time) (*knowledge.Entry, string) {
	return new(Series).Today(corpus, t)
}
