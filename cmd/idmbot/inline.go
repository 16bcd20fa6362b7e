package main

import (
	"time"

	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// inline offers the bot's entries in any chat.
type inline struct{ bot *bots.Bot }

const (
	// typedFresh is how long the results for typed words hold; the opening
	// changes with the day's message.
	typedFresh   = 10 * time.Minute
	openingFresh = time.Minute
)

// Inline implements telegram.InlineSource.
func (i inline) Inline(_ bots.Context, q telegram.InlineQuery) telegram.InlineAnswer {
	lang := locale.Match(q.From.Lang)
	offers, more := i.bot.Offers(q.Text, lang, q.Offset, q.Limit)
	a := telegram.InlineAnswer{More: more, Fresh: typedFresh}
	if q.Text == "" {
		a.Fresh = openingFresh
	}
	for _, o := range offers {
		description := o.Meta
		if o.Text != "" {
			description = o.Text
		}
		a.Results = append(a.Results, telegram.InlineResult{ID: bots.DeepLink(o.Entry.ID), Title: o.Title,
			Description: description, Reply: i.bot.Card(o.Entry, lang)})
	}
	if len(a.Results) == 0 {
		a.Open, a.Start = locale.In(lang).T("button_themes"), "start"
	}
	return a
}
