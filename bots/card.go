package bots

import (
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// card sets out one entry in full: title, level and speaker, message,
// quotation, source.
func (b *Bot) card(r *Reply, p locale.Printer, e *knowledge.Entry) {
	w, own := e.In(p.Lang())
	if w.Title != "" {
		r.Blocks = append(r.Blocks, Heading{w.Title})
	}
	if s := standing(p, e); s != "" {
		r.Blocks = append(r.Blocks, Paragraph{Text: s, Tone: Meta})
	}
	for _, text := range strings.Split(w.Text, "\n\n") {
		r.Blocks = append(r.Blocks, Paragraph{Text: text})
	}
	if e.Quote != nil {
		r.Blocks = append(r.Blocks, Quotation{Text: e.Quote.Text, By: quoted(p, e.Quote)})
	}
	switch {
	case w.Translated && w.Official:
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("translated_title"), Tone: Fine})
	case w.Translated:
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("translated"), Tone: Fine})
	case !own:
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("not_translated"), Tone: Fine})
	}
	if c := b.citation(p, e); c.Text != "" {
		r.Blocks = append(r.Blocks, c)
	}
}

// shortCard is card without the quotation, for several entries side by side.
func (b *Bot) shortCard(r *Reply, p locale.Printer, e *knowledge.Entry) {
	w, _ := e.In(p.Lang())
	r.Blocks = append(r.Blocks, Paragraph{Text: w.Title, Tone: Strong}, Paragraph{Text: w.Text})
	if s := standing(p, e); s != "" {
		r.Blocks = append(r.Blocks, Paragraph{Text: s, Tone: Meta})
	}
	r.Blocks = append(r.Blocks, b.citation(p, e))
}

// standing is the line that says with what authority a message stands, and
// who says it.
func standing(p locale.Printer, e *knowledge.Entry) string {
	if e.Level == "" {
		return e.Source.Speaker
	}
	level := p.T("level_" + string(e.Level))
	who := e.Source.Speaker
	if who != "" && e.Source.Role != "" {
		who += ", " + e.Source.Role
	}
	if e.Confidence == "C" {
		level += " (" + p.T("confidence_c") + ")"
	}
	if who == "" {
		return level
	}
	return p.T("speaker_line", "Level", level, "Speaker", who)
}

func quoted(p locale.Printer, q *knowledge.Quote) string {
	switch {
	case q.Speaker == "":
		return ""
	case q.Via != "":
		return p.T("quote_via", "Name", q.Speaker, "Via", q.Via)
	default:
		return p.T("quote_by", "Name", q.Speaker)
	}
}

// citation names the source in one line and links the entry's page.
func (b *Bot) citation(p locale.Printer, e *knowledge.Entry) Citation {
	s := e.Source
	title := s.Short
	if title == "" {
		title = s.Title
	}
	var parts []string
	for _, part := range []string{title, s.Publisher, s.Date} {
		// Remarks of curators in brackets stand on the entry's page.
		if remark := strings.Index(part, " ("); remark > 0 && part != title {
			part = part[:remark]
		}
		if part != "" && !strings.Contains(strings.Join(parts, ", "), part) {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return Citation{}
	}
	return Citation{Text: strings.Join(parts, ", "), Label: p.T("source_label"), URL: b.pageURL(e)}
}

// pageURL is where an entry can be read: its own page, or the source's public
// address if this service has no public one.
func (b *Bot) pageURL(e *knowledge.Entry) string {
	if b.publicURL == "" {
		return e.Source.URL
	}
	return b.publicURL + "/m/" + e.ID
}

// cardButtons are the buttons under one entry.
func (b *Bot) cardButtons(e *answer.Engine, p locale.Printer, entry *knowledge.Entry) [][]Button {
	first := []Button{{Label: p.T("button_related"), Action: Action{Name: ActionRelated, Arg: entry.ID}}}
	if len(entry.Themes) > 0 {
		first = append(first, Button{Label: p.T("button_theme"), Action: Action{Name: ActionTheme, Arg: entry.Themes[0]}})
	}
	second := []Button{{Label: p.T("button_cite"), Copy: b.cite(entry, "un"),
		Fallback: Action{Name: ActionCite, Arg: entry.ID, Extra: "un"}}}
	if u := b.pageURL(entry); u != "" {
		second = append(second, Button{Label: p.T("button_source"), URL: u})
	}
	return [][]Button{first, second, {
		{Label: p.T("button_yes"), Action: Action{Name: ActionHelpful, Arg: entry.ID, Extra: "y"}},
		{Label: p.T("button_no"), Action: Action{Name: ActionHelpful, Arg: entry.ID, Extra: "n"}},
	}}
}

func colourOf(c *knowledge.Corpus, e *knowledge.Entry) string {
	for _, id := range e.Themes {
		if t, ok := c.Theme(id); ok && t.Colour != "" {
			return t.Colour
		}
	}
	return ""
}

// ShortVersion is the beginning of a knowledge version, enough to tell two
// apart by eye.
func ShortVersion(version string) string {
	const length = 10
	v := strings.TrimPrefix(version, "sha256:")
	return v[:min(len(v), length)]
}

func (b *Bot) versionLine(p locale.Printer, version string) Block {
	return Paragraph{Text: p.T("version_line", "Version", ShortVersion(version)), Tone: Fine}
}

// Card is an entry as a reply of its own, for those who show entries outside a
// conversation: the daily message, inline results.
func (b *Bot) Card(entry *knowledge.Entry, lang string) Reply {
	e := b.engine.Load()
	p := locale.In(lang)
	r := Reply{Lang: p.Lang(), Colour: colourOf(e.Corpus(), entry), Entries: []string{entry.ID}}
	b.card(&r, p, entry)
	r.Buttons = b.cardButtons(e, p, entry)
	r.Blocks = append(r.Blocks, b.versionLine(p, e.Corpus().Version))
	return r
}
