package daily

import (
	"cmp"
	"hash/fnv"
	"slices"
	"time"

	"github.com/idmbot/idmbot/knowledge"
)

// Today returns the message of a day, the same for everybody, and why it was
// chosen: the id of a day of the calendar, or "" for the ordinary round. It
// returns nil if the corpus holds nothing that may be sent.
//
// On days of the calendar the entries named there take turns over the years.
// On other days all messages are sent in a fixed, well-mixed round, so that
// none comes twice before all were had.
func Today(c *knowledge.Corpus, day time.Time) (entry *knowledge.Entry, reason string) {
	round := Round(c)
	if len(round) == 0 {
		return nil, ""
	}
	date := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	for _, d := range c.Calendar {
		if at, ok := within(d, date); ok {
			var named []*knowledge.Entry
			for _, id := range d.Entries {
				if e, ok := c.Entry(id); ok {
					named = append(named, e)
				}
			}
			if len(named) > 0 {
				return named[(date.Year()+at)%len(named)], d.ID
			}
		}
	}
	days := int(date.Unix() / 86400)
	return round[((days%len(round))+len(round))%len(round)], ""
}

// within reports whether a date falls on a calendar day, and on which of its
// days, counted from 0.
func within(d knowledge.CalendarDay, date time.Time) (at int, ok bool) {
	if d.NotBefore != "" && date.Format(time.DateOnly) < d.NotBefore {
		return 0, false
	}
	from, ok := onYear(d.From, date.Year())
	if !ok {
		return 0, false
	}
	to := from
	if d.To != "" {
		if to, ok = onYear(d.To, date.Year()); !ok {
			return 0, false
		}
	}
	if date.Before(from) || date.After(to) {
		return 0, false
	}
	return int(date.Sub(from) / (24 * time.Hour)), true
}

// onYear reads "12-18", which is every year, or "2026-12-18".
func onYear(s string, year int) (time.Time, bool) {
	if t, err := time.Parse("01-02", s); err == nil {
		return time.Date(year, t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), true
	}
	t, err := time.Parse(time.DateOnly, s)
	return t, err == nil
}

// Sendable reports whether an entry may be a message of the day: it says
// something about its subject. Definitions, referrals, lists of sessions and
// publications, and facts with weak support are for those who ask.
func Sendable(e *knowledge.Entry) bool {
	switch e.Kind {
	case knowledge.Definition, knowledge.Referral, knowledge.Session, knowledge.Resource, knowledge.About:
		return false
	}
	return e.Confidence != "C"
}

// Round returns all messages of the day in the order of a round: mixed by a
// hash of their ids, so that a new entry moves few others.
func Round(c *knowledge.Corpus) []*knowledge.Entry {
	round := c.Select(Sendable)
	slices.SortFunc(round, func(a, b *knowledge.Entry) int {
		return cmp.Or(cmp.Compare(mix(a.ID), mix(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	return round
}

func mix(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	return h.Sum64()
}
