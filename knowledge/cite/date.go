package cite

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// date is when a source appeared, as far as the curators' words tell. Parts
// that are not known, or only bounded ("after 22 May 2024"), are zero.
type date struct {
	year  int
	month time.Month
	day   int
	// text is what the curators wrote.
	text string
}

var (
	fullDate = regexp.MustCompile(`^(?:page uploaded |uploaded |published |posted )?(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$`)
	anyYear  = regexp.MustCompile(`\b(?:19|20)\d{2}\b`)
)

// parseDate reads the curators' free wording. Only a date that stands alone
// gives a day and a month; from everything else the first year is taken, and
// from "undated" nothing.
func parseDate(text string) date {
	d := date{text: text}
	if strings.HasPrefix(text, "undated") {
		return d
	}
	if m := fullDate.FindStringSubmatch(text); m != nil {
		if month, err := time.Parse("January", m[2]); err == nil {
			d.year, _ = strconv.Atoi(m[3])
			d.month = month.Month()
			d.day, _ = strconv.Atoi(m[1])
			if d.day > 31 {
				d.day = 0
			}
			return d
		}
	}
	d.year, _ = strconv.Atoi(anyYear.FindString(text))
	return d
}
