package bots

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// perPage is how many entries a page of a list shows: as many buttons as fit a
// phone's screen.
const perPage = 6

func page(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1000 {
		return 0
	}
	return n
}

// start greets, or follows a deep link: m_ENTRY, t_THEME, subscribe.
func (b *Bot) start(ctx Context, m Message, lang string) Reply {
	p := locale.In(lang)
	payload := strings.TrimSpace(m.Args.Get("payload"))
	if m.Args.Named == nil {
		payload = strings.TrimSpace(m.Args.Line)
	}
	if id, ok := strings.CutPrefix(payload, "m_"); ok {
		return b.showEntry(m, p, b.resolve(Action{Arg: longCode(id)}).Arg)
	}
	if id, ok := strings.CutPrefix(payload, "t_"); ok {
		return b.theme(p, b.resolve(Action{Arg: longCode(id)}).Arg, 0)
	}
	if payload == "subscribe" {
		m.Command, m.Args = "subscribe", Args{}
		return b.command(ctx, m, lang)
	}
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("start_title")}, Paragraph{Text: p.T("start_text")}}}
	list := List{}
	for _, k := range []string{"example_1", "example_2", "example_3", "example_4"} {
		list.Items = append(list.Items, Item{Text: p.T(k)})
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T("examples_intro"), Tone: Fine}, list)
	r.Buttons = [][]Button{
		{{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}}, {Label: p.T("button_sources"), Action: Action{Name: ActionSources}}},
		{{Label: p.T("button_today"), Action: Action{Name: ActionToday}}, {Label: p.T("button_subscribe"), Action: Action{Name: ActionCommand, Arg: "subscribe"}}},
		{{Label: p.T("button_help"), Action: Action{Name: ActionCommand, Arg: "help"}}},
	}
	return r
}

// DeepLink is what a deep link carries after m_ or t_: the id, or its short
// code where the id is longer than the 62 characters that Telegram's 64 leave.
func DeepLink(id string) string {
	if len(id) <= 62 {
		return id
	}
	return "_" + strings.TrimPrefix(ShortCode(id), "~")
}

// longCode turns a deep link's short code back into the form of a button's.
func longCode(s string) string {
	if code, ok := strings.CutPrefix(s, "_"); ok {
		return "~" + code
	}
	return s
}

func (b *Bot) help(p locale.Printer) Reply {
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("help_title")}, Paragraph{Text: p.T("help_text")}}}
	list := List{}
	for _, s := range b.Commands() {
		if !s.Admin && !s.Hidden && s.Name != "help" {
			list.Items = append(list.Items, Item{Text: "/" + s.Name + " – " + inLang(s.Description, p.Lang())})
		}
	}
	r.Blocks = append(r.Blocks, list, Paragraph{Text: p.T("help_levels")}, Paragraph{Text: p.T("help_privacy"), Tone: Fine})
	return r
}

func (b *Bot) themes(p locale.Printer, at int) Reply {
	c := b.engine.Load().Corpus()
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("themes_title")}, Paragraph{Text: p.T("themes_text")}}}
	list := List{}
	var row []Button
	for _, t := range c.Themes {
		n := len(c.Select(func(e *knowledge.Entry) bool { return slices.Contains(e.Themes, t.ID) }))
		if n == 0 {
			continue
		}
		act := Action{Name: ActionTheme, Arg: t.ID}
		list.Items = append(list.Items, Item{Text: themeName(t, p.Lang()) + " – " + p.N("entries_count", n), Action: act})
		row = append(row, Button{Label: themeName(t, p.Lang()), Action: act})
		if len(row) == 2 {
			r.Buttons = append(r.Buttons, row)
			row = nil
		}
	}
	if len(row) > 0 {
		r.Buttons = append(r.Buttons, row)
	}
	_ = at
	r.Blocks = append(r.Blocks, list)
	return r
}

func (b *Bot) theme(p locale.Printer, id string, at int) Reply {
	e := b.engine.Load()
	t, ok := e.Corpus().Theme(id)
	if !ok {
		r := b.themes(p, 0)
		r.Blocks = append([]Block{Paragraph{Text: p.T("unknown_theme"), Tone: Strong}}, r.Blocks...)
		return r
	}
	r := Reply{Lang: p.Lang(), Colour: t.Colour, Blocks: []Block{Heading{themeName(t, p.Lang())}}}
	if s := ThemeCovers(t, p.Lang()); s != "" {
		r.Blocks = append(r.Blocks, Paragraph{Text: s, Tone: Meta})
	}
	b.listPage(&r, p, e.ByTheme(id), at, Action{Name: ActionTheme, Arg: id})
	r.Buttons = append(r.Buttons, []Button{
		{Label: p.T("button_brief"), Action: Action{Name: ActionBrief, Arg: id}},
		{Label: p.T("button_compare"), Action: Action{Name: ActionCompare, Arg: id}},
		{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}},
	})
	return r
}

func (b *Bot) sources(p locale.Printer) Reply {
	c := b.engine.Load().Corpus()
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("sources_title")}, Paragraph{Text: p.T("sources_text")}}}
	list := List{}
	for _, s := range c.Sources {
		name := s.Short
		if name == "" {
			name = s.Title
		}
		n := len(c.Select(func(e *knowledge.Entry) bool { return e.Folder == s.ID }))
		act := Action{Name: ActionSource, Arg: s.ID}
		list.Items = append(list.Items, Item{Text: name + " – " + p.N("entries_count", n), URL: s.URL, Action: act})
		r.Buttons = append(r.Buttons, []Button{{Label: name, Action: act}})
	}
	r.Blocks = append(r.Blocks, list)
	return r
}

func (b *Bot) source(p locale.Printer, id string, at int) Reply {
	c := b.engine.Load().Corpus()
	s, ok := c.Source(id)
	if !ok {
		return b.sources(p)
	}
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{s.Title}}}
	if s.About != "" {
		r.Blocks = append(r.Blocks, Paragraph{Text: s.About, Tone: Meta})
	}
	b.listPage(&r, p, c.Select(func(e *knowledge.Entry) bool { return e.Folder == id }), at, Action{Name: ActionSource, Arg: id})
	r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_sources"), Action: Action{Name: ActionSources}}})
	return r
}

// listPage shows one page of entries with buttons to turn it.
func (b *Bot) listPage(r *Reply, p locale.Printer, entries []*knowledge.Entry, at int, self Action) {
	if at*perPage >= len(entries) {
		at = 0
	}
	end := min((at+1)*perPage, len(entries))
	b.offer(r, entries[at*perPage:end])
	var turn []Button
	if at > 0 {
		self.Extra = strconv.Itoa(at - 1)
		turn = append(turn, Button{Label: p.T("button_previous"), Action: self})
	}
	if end < len(entries) {
		self.Extra = strconv.Itoa(at + 1)
		turn = append(turn, Button{Label: p.T("button_next"), Action: self})
	}
	if len(turn) > 0 {
		r.Buttons = append(r.Buttons, turn)
	}
}

func (b *Bot) showEntry(m Message, p locale.Printer, id string) Reply {
	e := b.engine.Load()
	entry, ok := e.Corpus().Entry(id)
	if !ok {
		return Reply{Lang: p.Lang(), Blocks: []Block{Paragraph{Text: p.T("unknown_entry")}}, Notice: p.T("unknown_entry")}
	}
	b.turns.keep(turnKey{m.Chat, m.From.ID}, answer.Turn{Lang: p.Lang(), Text: entry.Title,
		Outcome: answer.Found, Shown: []string{id}, Offered: ids(e.Beside(entry))}, "")
	return b.Card(entry, p.Lang())
}

func (b *Bot) related(p locale.Printer, id string) Reply {
	e := b.engine.Load()
	entry, ok := e.Corpus().Entry(id)
	if !ok {
		return Reply{Lang: p.Lang(), Notice: p.T("unknown_entry")}
	}
	w, _ := entry.In(p.Lang())
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("other_matches")}, Paragraph{Text: w.Title, Tone: Meta}}}
	beside := e.Beside(entry)
	if len(beside) == 0 {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("nothing_more")})
	} else {
		b.offer(&r, beside)
	}
	r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_back"), Action: Action{Name: ActionShow, Arg: id}}})
	return r
}

func ids(entries []*knowledge.Entry) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = e.ID
	}
	return out
}

func (b *Bot) todayReply(p locale.Printer) Reply {
	e := b.engine.Load()
	if b.today == nil {
		return note(p.Lang(), "today_none")
	}
	now := b.clock()
	entry, _ := b.today(e.Corpus(), now)
	if entry == nil {
		return note(p.Lang(), "today_none")
	}
	r := b.Card(entry, p.Lang())
	r.Blocks = append([]Block{Paragraph{Text: p.T("today_title", "Date", now.UTC().Format("2006-01-02")), Tone: Meta}}, r.Blocks...)
	return r
}

func (b *Bot) helpful(ctx Context, m Message, p locale.Printer, a Action) Reply {
	if _, ok := b.engine.Load().Corpus().Entry(a.Arg); !ok || (a.Extra != "y" && a.Extra != "n") {
		return Reply{Lang: p.Lang(), Notice: p.T("unknown_entry")}
	}
	if err := b.memory.Count(ctx, "helpful:"+a.Arg+":"+a.Extra); err != nil {
		b.log.WarnContext(ctx, "feedback could not be counted", "platform", m.Chat.Platform, "err", err)
	}
	return Reply{Lang: p.Lang(), Notice: p.T("thanks_feedback")}
}
