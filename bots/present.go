package bots

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// present turns an answer into the reply that every platform renders.
func (b *Bot) present(e *answer.Engine, a answer.Answer) Reply {
	r := Reply{Lang: a.Lang}
	p := locale.In(a.Lang)
	switch a.Outcome {
	case answer.Referral:
		b.presentReferral(&r, p, a)
		return r
	case answer.SmallTalk:
		b.presentTalk(&r, p, a)
		return r
	case answer.Choice:
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("choice_intro"), Tone: Strong})
		b.offer(&r, a.Shown)
	case answer.Related:
		if a.Gap != nil {
			b.presentGap(&r, p, a)
			break
		}
		b.missing(&r, p, a)
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("related_intro")})
		b.offer(&r, a.Offered)
	case answer.NotFound:
		if a.Aspect == intent.More {
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("nothing_more")})
			break
		}
		b.missing(&r, p, a)
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("not_found")}, Paragraph{Text: p.T("not_found_try"), Tone: Fine})
		r.Buttons = append(r.Buttons, []Button{
			{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}},
			{Label: p.T("button_sources"), Action: Action{Name: ActionSources}},
		})
	default:
		b.presentFound(e, &r, p, a)
	}
	r.Blocks = append(r.Blocks, b.versionLine(p, a.Version))
	for _, entry := range a.Shown {
		r.Entries = append(r.Entries, entry.ID)
	}
	return r
}

func (b *Bot) presentFound(e *answer.Engine, r *Reply, p locale.Printer, a answer.Answer) {
	if a.Form == answer.ByFollowUp && b.presentAspect(e, r, p, a) {
		return
	}
	switch {
	case a.Form == answer.ByComparison:
		b.comparison(r, p, a)
	case a.Form == answer.ByTheme:
		b.themeList(e, r, p, a)
	case len(a.Shown) > 1:
		for i, entry := range a.Shown {
			if i > 0 {
				r.Blocks = append(r.Blocks, Rule{})
			}
			b.card(r, p, entry)
		}
	default:
		b.missing(r, p, a)
		b.card(r, p, a.Shown[0])
		if parent := a.Parent; parent != nil {
			w, _ := parent.In(p.Lang())
			r.Blocks = append(r.Blocks, Paragraph{Tone: Fine,
				Text: p.T("part_of", "Number", a.Shown[0].Number, "Title", w.Title)})
		}
		r.Colour = colourOf(e.Corpus(), a.Shown[0])
		r.Buttons = b.cardButtons(e, p, a.Shown[0])
	}
}

// presentGap says what is not held, and offers what there is instead.
func (b *Bot) presentGap(r *Reply, p locale.Printer, a answer.Answer) {
	w, _ := a.Gap.In(p.Lang())
	r.Blocks = append(r.Blocks, Paragraph{Text: w.Text, Tone: Strong}, Paragraph{Text: p.T("gap_instead")})
	b.offer(r, a.Offered)
	r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}}})
}

// offer lists entries to choose from, as a list and as buttons.
func (b *Bot) offer(r *Reply, entries []*knowledge.Entry) {
	list := List{Ordered: true}
	for _, entry := range entries {
		w, _ := entry.In(r.Lang)
		act := Action{Name: ActionShow, Arg: entry.ID}
		list.Items = append(list.Items, Item{Text: titleLine(locale.In(r.Lang), entry), URL: b.pageURL(entry), Action: act})
		r.Buttons = append(r.Buttons, []Button{{Label: w.Title, Action: act}})
	}
	r.Blocks = append(r.Blocks, list)
}

// titleLine names an entry in a list: its title, who says it, and the year.
func titleLine(p locale.Printer, e *knowledge.Entry) string {
	w, own := e.In(p.Lang())
	line := w.Title
	if s := e.Source.Speaker; s != "" && !strings.Contains(line, s) && !strings.Contains(line, lastWord(s)) {
		line += " · " + s
	}
	if e.Year != 0 && !strings.Contains(line, fmt.Sprint(e.Year)) {
		line += fmt.Sprintf(" (%d)", e.Year)
	}
	if !own && e.Lang != "" {
		line += " [" + p.T("untranslated_short") + "]"
	}
	return line
}

func lastWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		return s[i+1:]
	}
	return s
}

func (b *Bot) comparison(r *Reply, p locale.Printer, a answer.Answer) {
	from, to := a.Sides[0].Year, a.Sides[len(a.Sides)-1].Year
	title := p.T("compare_intro", "From", from, "To", to)
	if a.Asked != "" {
		title = p.T("compare_topic", "From", from, "To", to, "Topic", a.Asked)
	}
	r.Blocks = append(r.Blocks, Heading{title})
	for _, side := range a.Sides {
		r.Blocks = append(r.Blocks, Rule{}, Heading{fmt.Sprint(side.Year)})
		if len(side.Entries) == 0 {
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("compare_nothing", "Year", side.Year)})
		}
		for _, entry := range side.Entries {
			b.shortCard(r, p, entry)
		}
	}
	for _, entry := range a.Shown {
		w, _ := entry.In(p.Lang())
		r.Buttons = append(r.Buttons, []Button{{Label: w.Title, Action: Action{Name: ActionShow, Arg: entry.ID}}})
	}
}

func (b *Bot) themeList(e *answer.Engine, r *Reply, p locale.Printer, a answer.Answer) {
	t, _ := e.Corpus().Theme(a.Theme)
	r.Colour = t.Colour
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T("theme_intro", "Theme", themeName(t, p.Lang())), Tone: Strong})
	b.offer(r, a.Shown)
	if n := len(a.Offered); n > 0 {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.N("theme_more", n), Tone: Fine})
		r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_theme"), Action: Action{Name: ActionTheme, Arg: t.ID}}})
	}
}

// missing says plainly what the question names and the entry does not hold.
func (b *Bot) missing(r *Reply, p locale.Printer, a answer.Answer) {
	for _, m := range a.Missing {
		switch {
		case m.Kind == index.Year && a.Otherwise != nil:
			e := a.Otherwise
			r.Blocks = append(r.Blocks, Paragraph{Tone: Strong, Text: p.T("missing_person_year", "Name", e.Source.Speaker,
				"Held", e.Year, "Where", cmp.Or(e.Source.Short, e.Source.Title), "Year", m.Text)})
		case m.Kind == index.Month || len(m.Entries) > 0 && (m.Kind == index.Year || m.Kind == index.Number):
			// Half the entries are of that time, or have some such number in them.
			if a.Outcome == answer.Found {
				r.Blocks = append(r.Blocks, Paragraph{Text: p.T("missing_person", "Name", m.Text), Tone: Strong})
			}
		case len(m.Entries) > 0:
			var where []string
			for _, entry := range m.Entries {
				where = append(where, "“"+titleLine(p, entry)+"”")
			}
			r.Blocks = append(r.Blocks, Paragraph{Tone: Strong,
				Text: p.T("missing_elsewhere", "Name", m.Text, "Where", strings.Join(where, "; "))})
		case a.Outcome == answer.Found:
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("missing_person", "Name", m.Text), Tone: Strong})
		default:
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("missing_unknown", "Name", m.Text), Tone: Strong})
		}
	}
}

func (b *Bot) presentReferral(r *Reply, p locale.Printer, a answer.Answer) {
	r.Private = true
	open := p.T("plea_sympathy")
	if a.Plea == intent.Danger {
		open += " " + p.T("plea_danger")
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: open, Tone: Strong}, Paragraph{Text: p.T("plea_limits")})
	list := List{}
	for _, w := range a.Ways {
		list.Items = append(list.Items, Item{Text: inLang(w.Text, p.Lang()), URL: w.URL})
		if w.URL != "" {
			r.Buttons = append(r.Buttons, []Button{{Label: inLang(w.Label, p.Lang()), URL: w.URL}})
		}
	}
	r.Blocks = append(r.Blocks, list, Paragraph{Text: p.T("plea_privacy"), Tone: Fine})
}

func (b *Bot) presentTalk(r *Reply, p locale.Printer, a answer.Answer) {
	switch a.Talk {
	case intent.Themes:
		*r = b.themes(p, 0)
		return
	case intent.Sources:
		*r = b.sources(p)
		return
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T("talk_" + string(a.Talk))})
	switch a.Talk {
	case intent.Trust:
		r.Buttons = append(r.Buttons, []Button{
			{Label: p.T("button_sources"), Action: Action{Name: ActionSources}},
			{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}},
		})
	case intent.Task:
		var row []Button
		if a.Theme != "" {
			row = append(row, Button{Label: p.T("button_brief"), Action: Action{Name: ActionBrief, Arg: a.Theme}})
		}
		r.Buttons = append(r.Buttons, append(row, Button{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}}))
	case intent.Greeting, intent.Help, intent.WhoAreYou, intent.Nothing, intent.HowAreYou:
		list := List{}
		for _, k := range []string{"example_1", "example_2", "example_3", "example_4"} {
			list.Items = append(list.Items, Item{Text: p.T(k)})
		}
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("examples_intro"), Tone: Fine}, list)
		r.Buttons = append(r.Buttons, []Button{
			{Label: p.T("button_themes"), Action: Action{Name: ActionThemes}},
			{Label: p.T("button_today"), Action: Action{Name: ActionToday}},
			{Label: p.T("button_help"), Action: Action{Name: ActionCommand, Arg: "help"}},
		})
	}
}

// inLang picks a text of a map by language, English where it is missing.
func inLang(m map[string]string, lang string) string {
	if s := m[lang]; s != "" {
		return s
	}
	return m["en"]
}

// ThemeCovers says what a theme is about, where that is more than its name.
func ThemeCovers(t knowledge.Theme, lang string) string {
	s := inLang(t.Covers, lang)
	if strings.EqualFold(strings.TrimRight(s, "."), themeName(t, lang)) {
		return ""
	}
	return s
}

func themeName(t knowledge.Theme, lang string) string {
	if s := inLang(t.Name, lang); s != "" {
		return s
	}
	return t.ID
}
