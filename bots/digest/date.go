package digest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day of the calendar, as days since 1 January 1970. The zero Date
// means "none"; nothing here happens on that day.
type Date int32

const secondsADay = 24 * 60 * 60

// DateOf is the day on which t falls in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// NewDate is the day with these numbers; too large ones carry over.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
}

// ParseDate reads "2006-01-02".
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, strings.TrimSpace(s))
	if err != nil {
		return 0, fmt.Errorf("%q is not a date; write it as 2026-12-31", clip(s))
	}
	return DateOf(t), nil
}

// Time is the midnight in UTC with which the day begins.
func (d Date) Time() time.Time { return time.Unix(int64(d)*secondsADay, 0).UTC() }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// Day is the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// String is the date as "2006-01-02", empty for none.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Clock is a time of day, as minutes since midnight.
type Clock int16

// ErrClock is returned for text that is no time of day.
var ErrClock = errors.New("not a time of day; write it as 07:30")

// ParseClock reads a time of day as people type it: 07:30, 7.30, 7h30, 0730,
// 7, 7am, 7:30 pm.
func ParseClock(s string) (Clock, error) {
	s = strings.ToLower(strings.TrimSpace(asciiDigits(s)))
	if len(s) > len("12:30 p.m.") {
		return 0, ErrClock
	}
	half := -1
	for suffix, h := range map[string]int{"am": 0, "pm": 12, "a.m.": 0, "p.m.": 12} {
		if t, ok := strings.CutSuffix(s, suffix); ok {
			s, half = strings.TrimSpace(t), h
		}
	}
	s = strings.TrimSuffix(s, "h")
	hour, minute, found := s, "0", false
	for _, sep := range []string{":", ".", "h"} {
		if hour, minute, found = strings.Cut(s, sep); found {
			break
		}
	}
	if !found {
		minute = "0"
		if len(s) == len("0730") {
			hour, minute = s[:2], s[2:]
		}
	}
	h, errH := number(hour)
	m, errM := number(minute)
	switch {
	case errH != nil || errM != nil || m > 59 || (found && len(minute) != 2):
		return 0, ErrClock
	case half >= 0 && (h < 1 || h > 12):
		return 0, ErrClock
	case half >= 0:
		h = h%12 + half
	case h == 24 && m == 0:
		h = 0
	}
	if h > 23 {
		return 0, ErrClock
	}
	return Clock(60*h + m), nil
}

// number reads one or two digits.
func number(s string) (int, error) {
	if len(s) < 1 || len(s) > 2 || strings.Trim(s, "0123456789") != "" {
		return 0, ErrClock
	}
	return strconv.Atoi(s)
}

// String is the time as "07:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Valid reports whether it is a minute of a day.
func (c Clock) Valid() bool { return c >= 0 && c < 24*60 }

// asciiDigits turns Arabic-Indic digits into those the parsers know.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '٠' && r <= '٩':
			return '0' + r - '٠'
		case r >= '۰' && r <= '۹':
			return '0' + r - '۰'
		}
		return r
	}, s)
}

// clip keeps foreign text in an error short.
func clip(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
