package web

import (
	"fmt"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// feedDays is how many days the feeds go back: readers that were away for a
// month miss nothing.
const feedDays = 30

// day is the message of one day, in the words of the feed's language.
type day struct {
	date      time.Time
	entry     *knowledge.Entry
	wording   knowledge.Wording
	text      string
	id, where string
}

// days are the messages of the last days, the newest first. Days are those of
// UTC, so that the feed is the same everywhere.
func (v *visit) days() []day {
	if v.deps.Today == nil {
		return nil
	}
	now := v.deps.Clock().UTC()
	out := make([]day, 0, feedDays)
	for i := range feedDays {
		date := time.Date(now.Year(), now.Month(), now.Day()-i, 0, 0, 0, 0, time.UTC)
		e, _ := v.deps.Today(v.corpus(), date)
		if e == nil {
			continue
		}
		x, _ := e.In(v.lang)
		out = append(out, day{date: date, entry: e, wording: x, text: bots.PlainText(v.deps.Bot.Card(e, v.lang)),
			// Names a day's message for ever, whatever the address of the
			// service (RFC 4151); each language is a message of its own.
			id:    fmt.Sprintf("tag:idmbot.invalid,2026:%s:%s:%s", date.Format(time.DateOnly), e.ID, v.lang),
			where: fmt.Sprintf("%s/m/%s?lang=%s", v.cfg.PublicURL, e.ID, v.lang)})
	}
	return out
}

// feedURL is the address of a feed in the language of the visit.
func (v *visit) feedURL(name string) string {
	return fmt.Sprintf("%s/%s?lang=%s", v.cfg.PublicURL, name, v.lang)
}
