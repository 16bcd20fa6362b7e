package digest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// sayDate is the day as people say it: "Monday, 2 March 2026".
func sayDate(p locale.Printer, d Date) string {
	t := d.Time()
	return p.T("digest_date", "Weekday", p.T("digest_weekday_"+strconv.Itoa(int(t.Weekday()))), "Day", t.Day(),
		"Month", sayMonth(p, t.Month()), "Year", t.Year())
}

func sayMonth(p locale.Printer, m time.Month) string {
	return p.T("digest_month_" + strconv.Itoa(int(m)))
}

// sayWhen is a moment in local time: "Monday, 2 March 2026 at 07:30".
func sayWhen(p locale.Printer, t time.Time, loc *time.Location) string {
	local := t.In(loc)
	return p.T("digest_when", "Date", sayDate(p, DateOf(local)), "Time", local.Format("15:04"))
}

// sayNext is when the next message of a subscription comes.
func sayNext(p locale.Printer, s *Subscription) string {
	loc, err := s.Location()
	if err != nil {
		loc = time.UTC
	}
	return sayWhen(p, s.NextAt, loc)
}

// sayDays is when a schedule comes: "Mon, Wed", "once a week, Monday".
func sayDays(p locale.Printer, s Schedule) string {
	switch {
	case s.Every == Weekly:
		return p.T("digest_days_weekly", "Days", p.T("digest_weekday_"+strconv.Itoa(int(s.Days.First()))))
	case s.Every == Monthly && s.Days == EveryDay:
		return p.T("digest_button_monthly")
	case s.Every == Monthly:
		return p.T("digest_days_monthly", "Days", weekdayNames(p, s.Days, "digest_weekday_"))
	case s.Days == EveryDay:
		return p.T("digest_every_day")
	case s.Days == Workdays:
		return p.T("digest_button_workdays")
	}
	return weekdayNames(p, s.Days, "digest_short_")
}

func weekdayNames(p locale.Printer, w Weekdays, key string) string {
	var names []string
	for _, d := range week {
		if w.Has(d) {
			names = append(names, p.T(key+strconv.Itoa(int(d))))
		}
	}
	return strings.Join(names, ", ")
}

// sayThemes are the names of themes, "all" for none.
func sayThemes(p locale.Printer, c *knowledge.Corpus, ids []string) string {
	if len(ids) == 0 {
		return p.T("digest_all_themes")
	}
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = themeName(c, id, p.Lang())
	}
	return strings.Join(names, ", ")
}

// themeName is the name of a theme in the language; themes that are gone go by
// their id.
func themeName(c *knowledge.Corpus, id, lang string) string {
	t, _ := c.Theme(id)
	switch {
	case t.Name[lang] != "":
		return t.Name[lang]
	case t.Name["en"] != "":
		return t.Name["en"]
	}
	return id
}

// sayQuiet are the quiet hours: "22:00–06:00".
func sayQuiet(p locale.Printer, q Quiet) string {
	if !q.Set() {
		return p.T("digest_no_quiet")
	}
	return q.From.String() + "–" + q.To.String()
}

// sayOffset is how far a zone is from UTC at t: "UTC+5:30".
func sayOffset(t time.Time, loc *time.Location) string {
	_, seconds := t.In(loc).Zone()
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	switch h, m := seconds/3600, seconds/60%60; {
	case h == 0 && m == 0:
		return "UTC"
	case m == 0:
		return fmt.Sprintf("UTC%s%d", sign, h)
	default:
		return fmt.Sprintf("UTC%s%d:%02d", sign, h, m)
	}
}

// Why says in a language why an entry was chosen.
func (c Chosen) Why(lang string, corpus *knowledge.Corpus) string {
	p := locale.In(lang)
	day := ""
	if c.Day != nil {
		day = c.Day.Name[p.Lang()]
		if day == "" {
			day = c.Day.Name["en"]
		}
	}
	switch c.Cause {
	case ForDay:
		return p.T("digest_why_day", "Day", day)
	case ForDayTheme:
		return p.T("digest_why_day_theme", "Day", day, "Theme", themeName(corpus, c.Theme, p.Lang()))
	case ForTheme:
		return p.T("digest_why_theme", "Theme", themeName(corpus, c.Theme, p.Lang()))
	case ForVariety:
		return p.T("digest_why_variety")
	}
	return ""
}
