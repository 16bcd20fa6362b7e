package bots

import (
	"fmt"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/cite"
)

var citeStyles = []string{"un", "apa", "bibtex"}

func (b *Bot) cite(e *knowledge.Entry, style string) string {
	return cite.Format(e, style, b.pageURL(e), b.clock())
}

func (b *Bot) citeCommand(ctx Context, m Message, p locale.Printer) Reply {
	what, style := strings.TrimSpace(m.Args.Get("entry")), m.Args.Named["style"]
	if m.Args.Named == nil {
		if fields := strings.Fields(what); len(fields) > 1 && slices.Contains(citeStyles, strings.ToLower(fields[len(fields)-1])) {
			style = strings.ToLower(fields[len(fields)-1])
			what = strings.Join(fields[:len(fields)-1], " ")
		}
	}
	e := b.engine.Load()
	if what == "" {
		if last := b.turns.last(turnKey{m.Chat, m.From.ID}); last != nil && len(last.Shown) > 0 {
			return b.citeEntry(p, last.Shown[0], style)
		}
		return note(p.Lang(), "cite_which")
	}
	if _, ok := e.Corpus().Entry(what); ok {
		return b.citeEntry(p, what, style)
	}
	a := e.Ask(answer.Question{Text: what, Lang: p.Lang()})
	switch {
	case a.Outcome == answer.Found && len(a.Shown) == 1:
		return b.citeEntry(p, a.Shown[0].ID, style)
	case len(a.Results) == 0:
		return note(p.Lang(), "cite_which")
	}
	r := Reply{Lang: p.Lang(), Blocks: []Block{Paragraph{Text: p.T("choice_intro"), Tone: Strong}}}
	list := List{Ordered: true}
	for _, hit := range a.Results[:min(len(a.Results), maxCandidates)] {
		act := Action{Name: ActionCite, Arg: hit.Entry.ID, Extra: style}
		list.Items = append(list.Items, Item{Text: titleLine(p, hit.Entry), Action: act})
		r.Buttons = append(r.Buttons, []Button{{Label: hit.Entry.Title, Action: act}})
	}
	r.Blocks = append(r.Blocks, list)
	return r
}

// maxCandidates is how many entries /cite offers where it is not sure.
const maxCandidates = 5

// citeEntry shows the citations of an entry: one style, or all.
func (b *Bot) citeEntry(p locale.Printer, id, style string) Reply {
	entry, ok := b.engine.Load().Corpus().Entry(id)
	if !ok {
		return note(p.Lang(), "unknown_entry")
	}
	w, _ := entry.In(p.Lang())
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("cite_title", "Title", w.Title)}}}
	var buttons []Button
	for _, s := range citeStyles {
		if style == "" || style == s {
			text := b.cite(entry, s)
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("cite_" + s), Tone: Strong}, Quotation{Text: text})
			button := Button{Label: p.T("button_copy") + " · " + p.T("cite_"+s), Copy: text}
			if style == "" {
				button.Fallback, button.FallbackLabel = Action{Name: ActionCite, Arg: id, Extra: s}, p.T("cite_"+s)
			}
			buttons = append(buttons, button)
		} else {
			buttons = append(buttons, Button{Label: p.T("cite_" + s), Action: Action{Name: ActionCite, Arg: id, Extra: s}})
		}
	}
	r.Buttons = [][]Button{buttons, {{Label: p.T("button_back"), Action: Action{Name: ActionShow, Arg: id}}}}
	return r
}

// brief makes talking points on a theme: one line an entry with its citation,
// in the chat and as a file.
func (b *Bot) brief(p locale.Printer, theme string) Reply {
	e := b.engine.Load()
	t, ok := b.findTheme(theme)
	if !ok {
		return b.themeChoice(p, ActionBrief, "brief_which", theme)
	}
	var points []*knowledge.Entry
	for _, entry := range e.ByTheme(t.ID) {
		if len(points) < maxPoints && entry.Kind != knowledge.Definition && entry.Kind != knowledge.Referral {
			points = append(points, entry)
		}
	}
	title := p.T("brief_title", "Theme", themeName(t, p.Lang()))
	r := Reply{Lang: p.Lang(), Colour: t.Colour, Blocks: []Block{Heading{title}}, Entries: ids(points)}
	var file strings.Builder
	fmt.Fprintf(&file, "%s\n\n", title)
	for i, entry := range points {
		w, _ := entry.In(p.Lang())
		r.Blocks = append(r.Blocks, Paragraph{Text: fmt.Sprintf("%d. %s", i+1, w.Title), Tone: Strong},
			Paragraph{Text: firstSentence(w.Text)}, Paragraph{Text: standing(p, entry), Tone: Meta}, b.citation(p, entry))
		fmt.Fprintf(&file, "%d. %s\n%s\n%s\n", i+1, w.Title, w.Text, standing(p, entry))
		if entry.Quote != nil {
			fmt.Fprintf(&file, "“%s” %s\n", entry.Quote.Text, quoted(p, entry.Quote))
		}
		fmt.Fprintf(&file, "%s\n\n", b.cite(entry, "un"))
	}
	fmt.Fprintf(&file, "%s\n", p.T("version_line", "Version", e.Corpus().Version))
	r.Blocks = append(r.Blocks, b.versionLine(p, e.Corpus().Version))
	r.File = &File{Name: "brief-" + t.ID + ".txt", MediaType: "text/plain; charset=utf-8", Data: []byte(file.String())}
	r.Buttons = [][]Button{{
		{Label: p.T("button_theme"), Action: Action{Name: ActionTheme, Arg: t.ID}},
		{Label: p.T("button_compare"), Action: Action{Name: ActionCompare, Arg: t.ID}},
	}}
	return r
}

// maxPoints is how many talking points fit one screen.
const maxPoints = 6

func (b *Bot) compare(p locale.Printer, theme string) Reply {
	e := b.engine.Load()
	t, ok := b.findTheme(theme)
	if !ok {
		return b.themeChoice(p, ActionCompare, "compare_which", theme)
	}
	a := e.CompareTheme(t, p.Lang())
	r := Reply{Lang: p.Lang(), Colour: t.Colour}
	if len(a.Sides) == 0 {
		r.Blocks = []Block{Heading{themeName(t, p.Lang())}, Paragraph{Text: p.T("nothing_more")}}
		return r
	}
	b.comparison(&r, p, a)
	r.Entries = ids(a.Shown)
	r.Blocks = append(r.Blocks, b.versionLine(p, a.Version))
	return r
}

// findTheme finds a theme by id or by a name of it.
func (b *Bot) findTheme(name string) (knowledge.Theme, bool) {
	e := b.engine.Load()
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if t, ok := e.Corpus().Theme(strings.ToLower(name)); ok {
		return t, true
	}
	return e.Corpus().Theme(e.ThemeNamed(name))
}

// themeChoice offers all themes for a command that needs one.
func (b *Bot) themeChoice(p locale.Printer, action, key, typed string) Reply {
	r := b.themes(p, 0)
	lead := p.T(key)
	if strings.TrimSpace(typed) != "" {
		lead = p.T("unknown_theme")
	}
	r.Blocks = []Block{Paragraph{Text: lead, Tone: Strong}}
	for _, row := range r.Buttons {
		for i := range row {
			row[i].Action.Name = action
		}
	}
	return r
}
