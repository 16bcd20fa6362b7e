package telegram

import (
	"slices"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Entries is the InlineSource that offers the entries of a bot. The bot
// remembers nothing of what was typed.
type Entries struct {
	Bot *bots.Bot
	// Memory knows the language that people chose; nil knows none.
	Memory bots.Memory
	// Today chooses the message of the day for the empty query; nil has none.
	Today func(*knowledge.Corpus, time.Time) (*knowledge.Entry, string)
	Clock func() time.Time
}

var _ InlineSource = Entries{}

const (
	// holdAnswers is how long results for the same words may be shown again;
	// the knowledge changes rarely.
	holdAnswers = 5 * time.Minute
	// holdToday is short, so that the message of the day is that of today.
	holdToday = time.Minute
	// themeEntries is how many entries the card of a theme lists.
	themeEntries = 8
)

// Inline implements InlineSource.
func (e Entries) Inline(ctx bots.Context, q InlineQuery) InlineAnswer {
	lang := e.lang(ctx, q.From)
	engine := e.Bot.Engine()
	if strings.TrimSpace(q.Text) == "" {
		return e.page(e.opening(engine, lang), q, holdToday)
	}
	a := engine.Ask(answer.Question{Text: q.Text, Hint: lang})
	if a.Outcome == answer.Referral {
		return e.page(e.ways(a), q, holdAnswers)
	}
	var results []InlineResult
	for _, entry := range related(engine, a, q.Text) {
		results = append(results, e.card(entry, lang))
	}
	found := e.page(results, q, holdAnswers)
	if len(results) == 0 {
		p := locale.In(lang)
		found.Open, found.Start = p.T("help_title"), "help"
	}
	return found
}

// lang is the language for a person: their own choice, that of their client,
// English.
func (e Entries) lang(ctx bots.Context, p bots.Person) string {
	if e.Memory != nil {
		chosen, err := e.Memory.Get(ctx, bots.Owner{Platform: platform, ID: string(p.ID)}, "lang")
		if l := locale.Match(chosen); err == nil && chosen != "" && l != "" {
			return l
		}
	}
	if l := locale.Match(p.Lang); l != "" {
		return l
	}
	return locale.Languages[0]
}

func (e Entries) page(all []InlineResult, q InlineQuery, fresh time.Duration) InlineAnswer {
	from := min(q.Offset, len(all))
	to := min(from+q.Limit, len(all))
	return InlineAnswer{Results: all[from:to], More: to < len(all), Fresh: fresh}
}

// related lists the entries for what was typed: the answer, what stands beside
// it, the rest of the ranking, completions of a word that is being typed, and
// the theme.
func related(engine *answer.Engine, a answer.Answer, typed string) []*knowledge.Entry {
	list := slices.Concat(a.Shown, a.Offered)
	for _, r := range a.Results {
		list = append(list, r.Entry)
	}
	theme := a.Theme
	for _, s := range engine.Suggest(typed, a.Lang, inlinePage) {
		if s.Entry != nil {
			list = append(list, s.Entry)
		} else if theme == "" {
			theme = s.Theme
		}
	}
	if theme == "" {
		theme = engine.ThemeNamed(typed)
	}
	if theme != "" {
		list = append(list, engine.ByTheme(theme)...)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(entry *knowledge.Entry) bool {
		if entry == nil || seen[entry.ID] {
			return true
		}
		seen[entry.ID] = true
		return false
	})
}

func (e Entries) card(entry *knowledge.Entry, lang string) InlineResult {
	w, _ := entry.In(lang)
	text := w.Text
	if entry.Source.Speaker != "" && !strings.Contains(text, entry.Source.Speaker) {
		text = entry.Source.Speaker + ": " + text
	}
	title := w.Title
	if title == "" {
		title = text
	}
	return InlineResult{ID: entry.ID, Title: title, Description: text, Reply: e.Bot.Card(entry, lang)}
}

// opening is what an empty query offers: the message of the day and the
// themes.
func (e Entries) opening(engine *answer.Engine, lang string) []InlineResult {
	var results []InlineResult
	c, p := engine.Corpus(), locale.In(lang)
	if e.Today != nil {
		now := time.Now
		if e.Clock != nil {
			now = e.Clock
		}
		if entry, _ := e.Today(c, now()); entry != nil {
			today := e.card(entry, lang)
			today.Description = today.Title + " – " + today.Description
			today.Title = p.T("button_today")
			results = append(results, today)
		}
	}
	for _, t := range c.Themes {
		if entries := engine.ByTheme(t.ID); len(entries) > 0 {
			results = append(results, themeCard(p, t, entries))
		}
	}
	return results
}

func themeCard(p locale.Printer, t knowledge.Theme, entries []*knowledge.Entry) InlineResult {
	name, covers := inLang(t.Name, p.Lang()), bots.ThemeCovers(t, p.Lang())
	about := p.N("entries_count", len(entries))
	r := bots.Reply{Lang: p.Lang(), Colour: t.Colour, Blocks: []bots.Block{bots.Heading{Text: name}}}
	if covers != "" {
		about += " – " + covers
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: covers, Tone: bots.Meta})
	}
	list := bots.List{Ordered: true}
	for _, entry := range entries[:min(len(entries), themeEntries)] {
		w, _ := entry.In(p.Lang())
		list.Items = append(list.Items, bots.Item{Text: w.Title, Action: bots.Action{Name: bots.ActionShow, Arg: entry.ID}})
	}
	r.Blocks = append(r.Blocks, list)
	r.Buttons = [][]bots.Button{{{Label: p.T("button_theme"), Action: bots.Action{Name: bots.ActionTheme, Arg: t.ID}}}}
	return InlineResult{ID: "theme:" + t.ID, Title: name, Description: about, Reply: r}
}

// ways answers somebody in need as the bot itself would: with where to turn.
func (e Entries) ways(a answer.Answer) []InlineResult {
	var results []InlineResult
	p := locale.In(a.Lang)
	for _, w := range a.Ways {
		text, label := inLang(w.Text, a.Lang), inLang(w.Label, a.Lang)
		r := bots.Reply{Lang: a.Lang, Blocks: []bots.Block{bots.Paragraph{Text: text}}}
		if w.URL != "" {
			r.Buttons = [][]bots.Button{{{Label: label, URL: w.URL}}}
		}
		if label == "" {
			label = p.T("kind_referral")
		}
		results = append(results, InlineResult{ID: "way:" + w.ID, Title: label, Description: text, Reply: r})
	}
	return results
}

func inLang(texts map[string]string, lang string) string {
	if s := texts[lang]; s != "" {
		return s
	}
	return texts["en"]
}
