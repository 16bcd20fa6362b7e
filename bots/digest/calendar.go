package digest

import "github.com/idmbot/idmbot/knowledge"

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
