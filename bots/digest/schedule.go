package digest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Weekdays is a set of days of the week; bit time.Monday stands for Monday.
type Weekdays uint8

// Common sets.
const (
	EveryDay Weekdays = 1<<7 - 1
	Workdays          = 1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday
)

// week begins with Monday, as in ISO 8601.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// Has reports whether the day is in the set.
func (w Weekdays) Has(d time.Weekday) bool { return w&(1<<d) != 0 }

// First is the first day of the set from Monday on.
func (w Weekdays) First() time.Weekday {
	for _, d := range week {
		if w.Has(d) {
			return d
		}
	}
	return time.Monday
}

// String is the set as "mon,tue", for files and operators.
func (w Weekdays) String() string {
	if w == EveryDay {
		return "daily"
	}
	var out []string
	for _, d := range week {
		if w.Has(d) {
			out = append(out, strings.ToLower(d.String()[:3]))
		}
	}
	return strings.Join(out, ",")
}

// ParseWeekdays reads what String wrote, and "workdays", "mon-fri", ranges.
func ParseWeekdays(s string) (Weekdays, error) {
	var w Weekdays
	for _, part := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ',' || r == ' ' || r == '+' }) {
		switch part {
		case "daily", "all", "every":
			w |= EveryDay
			continue
		case "workdays", "weekdays":
			w |= Workdays
			continue
		case "weekend":
			w |= 1<<time.Saturday | 1<<time.Sunday
			continue
		}
		from, to, isRange := strings.Cut(part, "-")
		a := weekday(from)
		b := a
		if isRange {
			b = weekday(to)
		}
		if a < 0 || b < 0 {
			return 0, fmt.Errorf("%q is not a day of the week; write mon,tue,wed,thu,fri,sat,sun", clip(part))
		}
		for i := a; ; i = (i + 1) % 7 {
			w |= 1 << week[i]
			if i == b {
				break
			}
		}
	}
	if w == 0 {
		return 0, fmt.Errorf("no day of the week is named; write mon,tue,wed,thu,fri,sat,sun")
	}
	return w, nil
}

// weekday is the place of a day in week, -1 if it is none.
func weekday(s string) int {
	if len(s) < 3 {
		return -1
	}
	return slices.IndexFunc(week, func(d time.Weekday) bool {
		return strings.HasPrefix(strings.ToLower(d.String()), s)
	})
}

// Frequency is how often a message comes.
type Frequency string

// The frequencies. A weekly one comes on the first chosen day of the week, a
// monthly one on the first chosen day of the month.
const (
	Daily   Frequency = "daily"
	Weekly  Frequency = "weekly"
	Monthly Frequency = "monthly"
)

// Frequencies are all of them, most often first.
var Frequencies = []Frequency{Daily, Weekly, Monthly}

// entries is how many entries one message holds: a weekly one is a short
// read, a monthly one a little longer.
func (f Frequency) entries() int {
	switch f {
	case Weekly:
		return 3
	case Monthly:
		return 5
	}
	return 1
}

// span is for how many days from its own on a message speaks, so that a
// weekly one does not miss Wednesday's observance.
func (f Frequency) span() int {
	switch f {
	case Weekly:
		return 7
	case Monthly:
		return 31
	}
	return 1
}

// Schedule says at which local times a message is due.
type Schedule struct {
	At    Clock
	Days  Weekdays
	Every Frequency
}

// On reports whether a message is due on the day.
func (s Schedule) On(d Date) bool {
	switch s.Every {
	case Weekly:
		return d.Weekday() == s.Days.First()
	case Monthly:
		for first := d - Date(d.Day()) + 1; first < d; first++ {
			if s.Days.Has(first.Weekday()) {
				return false
			}
		}
	}
	return s.Days.Has(d.Weekday())
}

// longest is how many days may lie between two days of any schedule: those of
// two months.
const longest = 62

// Next returns the first due day after the given one.
func (s Schedule) Next(after Date) Date {
	for d := after + 1; d <= after+longest; d++ {
		if s.On(d) {
			return d
		}
	}
	// Days is never empty in a valid schedule; tomorrow is the safe answer.
	return after + 1
}

// Instant returns when it is c o'clock on day d in loc. Where the clocks are
// put forward over that minute it is the next minute there is; where they are
// put back it is the first of the two. If the gap reaches beyond midnight it
// is the last minute of d, and false if the day does not exist there at all,
// as 30 December 2011 in Samoa.
func Instant(loc *time.Location, d Date, c Clock) (time.Time, bool) {
	wall := int64(d)*secondsADay + int64(c)*60
	// No zone ever was further than 16 hours from UTC, so that t is before
	// the minute that is looked for.
	const far = 26 * 60 * 60
	t := time.Unix(wall-far, 0).In(loc)
	for {
		_, offset := t.Zone()
		start, end := t.ZoneBounds()
		at := wall - int64(offset)
		if !start.IsZero() {
			at = max(at, start.Unix())
		}
		if !end.IsZero() && at >= end.Unix() {
			t = end
			continue
		}
		found := time.Unix(at, 0).In(loc)
		if DateOf(found) == d {
			return found.UTC(), true
		}
		last := time.Unix(at-60, 0).In(loc)
		return last.UTC(), DateOf(last) == d
	}
}

// NextLocal returns the first day and instant after the given moment on which
// the schedule is due in loc.
func NextLocal(loc *time.Location, s Schedule, after time.Time) (Date, time.Time) {
	// One day back, since a gap may carry the minute over midnight.
	return nextFrom(loc, s, DateOf(after.In(loc))-2, after)
}

// nextFrom is NextLocal for days after the given one only.
func nextFrom(loc *time.Location, s Schedule, day Date, after time.Time) (Date, time.Time) {
	for {
		day = s.Next(day)
		if at, ok := Instant(loc, day, s.At); ok && at.After(after) {
			return day, at
		}
	}
}
