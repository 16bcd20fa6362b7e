package bots

import (
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/bots/quote"
	"github.com/idmbot/idmbot/knowledge"
)

// HeldQuotes lists the quotations of a corpus for quote.Check.
func HeldQuotes(c *knowledge.Corpus) []quote.Held {
	var held []quote.Held
	for _, e := range c.Entries {
		if e.Quote != nil {
			held = append(held, quote.Held{Entry: e.ID, Text: e.Quote.Text, Speaker: e.Quote.Speaker, Source: e.Source.Title})
		}
	}
	return held
}

// checkQuote says whether a text is one of the quotations held.
func (b *Bot) checkQuote(p locale.Printer, text string) Reply {
	if strings.TrimSpace(text) == "" {
		return note(p.Lang(), "checkquote_what")
	}
	e := b.engine.Load()
	v := quote.Check(HeldQuotes(e.Corpus()), text)
	r := quoteReply(p, e.Corpus(), v, b.citation)
	if entry, ok := e.Corpus().Entry(v.Entry); ok {
		r.Buttons = b.cardButtons(e, p, entry)[:2]
	}
	return r
}

// QuoteReply says in words what quote.Check found.
func QuoteReply(c *knowledge.Corpus, v quote.Verdict, lang string) Reply {
	return quoteReply(locale.In(lang), c, v, (&Bot{}).citation)
}

func quoteReply(p locale.Printer, c *knowledge.Corpus, v quote.Verdict, cite func(locale.Printer, *knowledge.Entry) Citation) Reply {
	r := Reply{Lang: p.Lang()}
	key := "quote_" + v.Verdict
	if v.Verdict == "exact" && v.Partial {
		key = "quote_partial"
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T(key), Tone: Strong})
	if d := v.AttributionDiffers; d != nil {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("quote_speaker", "Given", d.Given, "Held", d.Held), Tone: Strong})
	}
	if len(v.Differences) > 0 {
		list := List{}
		for _, d := range v.Differences {
			key := "quote_difference"
			switch {
			case d.Given == "":
				key = "quote_missing"
			case d.Held == "":
				key = "quote_added"
			}
			list.Items = append(list.Items, Item{Text: p.T(key, "Given", d.Given, "Held", d.Held)})
		}
		r.Blocks = append(r.Blocks, list)
	}
	if entry, ok := c.Entry(v.Entry); ok {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("quote_held"), Tone: Meta},
			Quotation{Text: v.Quote, By: quoted(p, entry.Quote)}, cite(p, entry))
		r.Entries = []string{v.Entry}
	}
	return r
}
