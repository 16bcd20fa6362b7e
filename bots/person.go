package bots

import (
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
)

// language sets the language somebody is answered in, or offers the choice.
func (b *Bot) language(ctx Context, m Message, p locale.Printer, typed string) Reply {
	lang := languageNamed(typed)
	if lang == "" {
		key := "language_choose"
		if strings.TrimSpace(typed) != "" {
			key = "language_unknown"
		}
		r := Reply{Lang: p.Lang(), Private: true, Blocks: []Block{Heading{p.T("language_title")}, Paragraph{Text: p.T(key)}}}
		var row []Button
		for _, l := range locale.Languages {
			row = append(row, Button{Label: locale.Own[l], Action: Action{Name: ActionLang, Arg: l}})
		}
		r.Buttons = [][]Button{row[:2], row[2:]}
		return r
	}
	if err := b.memory.Set(ctx, owner(m), keyLang, lang); err != nil {
		b.log.WarnContext(ctx, "a language could not be kept", "platform", m.Chat.Platform, "err", err)
		return note(p.Lang(), "failed")
	}
	b.turns.forget(m.Chat.Platform, m.From.ID)
	r := note(lang, "language_set")
	r.Private = true
	return r
}

// languageNamed understands a code or a language's name for itself.
func languageNamed(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, l := range locale.Languages {
		if s == l || s == strings.ToLower(locale.Own[l]) {
			return l
		}
	}
	names := map[string]string{"english": "en", "french": "fr", "francais": "fr", "spanish": "es", "espanol": "es", "arabic": "ar", "arabe": "ar"}
	return names[s]
}

func (b *Bot) privacy(ctx Context, m Message, p locale.Printer) Reply {
	r := Reply{Lang: p.Lang(), Private: true, Blocks: []Block{Heading{p.T("privacy_title")}}}
	for _, text := range strings.Split(p.T("privacy_text"), "\n") {
		r.Blocks = append(r.Blocks, Paragraph{Text: text})
	}
	if b.summaries == nil {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("privacy_llm_off")})
		return r
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T("privacy_llm_on")})
	on := b.setting(ctx, m, keySummary) != "off"
	b.offerSwitch(&r, p, on, "summary", ActionSummary)
	if m.Chat.Kind != Private {
		v, err := b.memory.Get(ctx, shared(m), keySummary)
		b.offerSwitch(&r, p, err == nil && v != "off", "summary_chat", ActionSummaryHere)
	}
	return r
}

// offerSwitch says how a switch stands and offers the other way.
func (b *Bot) offerSwitch(r *Reply, p locale.Printer, on bool, what, action string) {
	state, to := "_on", "off"
	if !on {
		state, to = "_off", "on"
	}
	r.Blocks = append(r.Blocks, Paragraph{Text: p.T("privacy_" + what + state), Tone: Strong})
	r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_" + what + "_" + to), Action: Action{Name: action, Extra: to}}})
}

// summarySwitch turns summaries on or off for a person or a shared chat.
func (b *Bot) summarySwitch(ctx Context, m Message, p locale.Printer, o Owner, to string) Reply {
	if to != "on" && to != "off" {
		return Reply{Lang: p.Lang(), Notice: p.T("unknown_entry")}
	}
	if err := b.memory.Set(ctx, o, keySummary, to); err != nil {
		b.log.WarnContext(ctx, "a setting could not be kept", "platform", m.Chat.Platform, "err", err)
		return note(p.Lang(), "failed")
	}
	r := b.privacy(ctx, m, p)
	r.Replace = true
	return r
}

// myData shows all that is kept about a person.
func (b *Bot) myData(ctx Context, m Message, p locale.Printer) Reply {
	r := Reply{Lang: p.Lang(), Private: true, Blocks: []Block{Heading{p.T("mydata_title")}}}
	kept, err := b.memory.All(ctx, owner(m))
	if err != nil {
		b.log.WarnContext(ctx, "what is kept could not be read", "platform", m.Chat.Platform, "err", err)
		return note(p.Lang(), "failed")
	}
	list := List{}
	keys := make([]string, 0, len(kept))
	for k := range kept {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		name, value := k, kept[k]
		if p.Has("mydata_key_" + k) {
			name = p.T("mydata_key_" + k)
		}
		if k == keyLang && locale.Own[value] != "" {
			value = locale.Own[value]
		}
		list.Items = append(list.Items, Item{Text: p.T("mydata_item", "Name", name, "Value", value)})
	}
	for _, x := range b.extensions {
		f, ok := x.(Forgetter)
		if !ok {
			continue
		}
		lines, err := f.Kept(ctx, m.Chat.Platform, m.From.ID, p.Lang())
		if err != nil {
			b.log.WarnContext(ctx, "what is kept could not be read", "platform", m.Chat.Platform, "err", err)
			return note(p.Lang(), "failed")
		}
		for _, line := range lines {
			list.Items = append(list.Items, Item{Text: line})
		}
	}
	if len(list.Items) == 0 {
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("mydata_none")})
		return r
	}
	r.Blocks = append(r.Blocks, list)
	r.Buttons = [][]Button{{{Label: p.T("forget_title"), Action: Action{Name: ActionCommand, Arg: "forgetme"}}}}
	return r
}

func (b *Bot) forgetAsk(p locale.Printer) Reply {
	return Reply{Lang: p.Lang(), Private: true,
		Blocks: []Block{Heading{p.T("forget_title")}, Paragraph{Text: p.T("forget_ask")}},
		Buttons: [][]Button{{{Label: p.T("button_delete"), Style: Danger,
			Action: Action{Name: ActionForget, Extra: "y"}}}}}
}

func (b *Bot) forget(ctx Context, m Message, p locale.Printer) Reply {
	err := b.memory.Forget(ctx, owner(m))
	for _, x := range b.extensions {
		if f, ok := x.(Forgetter); ok && err == nil {
			err = f.Forget(ctx, m.Chat.Platform, m.From.ID)
		}
	}
	b.turns.forget(m.Chat.Platform, m.From.ID)
	if err != nil {
		b.log.ErrorContext(ctx, "deleting what is kept about a person failed", "platform", m.Chat.Platform, "err", err)
		return note(p.Lang(), "failed")
	}
	r := note(p.Lang(), "forget_done")
	r.Replace, r.Private = true, true
	return r
}

// settings is shown where no extension has its own.
func (b *Bot) settings(ctx Context, m Message, p locale.Printer) Reply {
	r := b.language(ctx, m, p, "")
	r.Blocks = []Block{Heading{p.T("settings_title")},
		Paragraph{Text: p.T("settings_text", "Language", locale.Own[p.Lang()])},
		Paragraph{Text: p.T("no_digest"), Tone: Fine}}
	return r
}

func (b *Bot) statusReply(ctx Context, m Message, p locale.Printer) Reply {
	if !b.isAdmin(m) {
		return note(p.Lang(), "not_admin")
	}
	c := b.engine.Load().Corpus()
	r := Reply{Lang: p.Lang(), Private: true, Blocks: []Block{Heading{p.T("status_title")},
		Paragraph{Text: p.T("status_text", "Entries", len(c.Entries), "Sources", len(c.Sources), "Version", ShortVersion(c.Version))}}}
	if b.status != nil {
		list := List{}
		for _, line := range b.status(ctx) {
			list.Items = append(list.Items, Item{Text: line})
		}
		r.Blocks = append(r.Blocks, list)
	}
	return r
}

// why explains the last answer in plain words.
func (b *Bot) why(m Message, lang string) Reply {
	last := b.turns.last(turnKey{m.Chat, m.From.ID})
	if last == nil {
		return note(lang, "why_none")
	}
	return b.Why(last.Text, last.Lang)
}

// percent rounds down: what lacks a little of the threshold does not reach it.
func percent(v float64) string { return strconv.Itoa(int(100 * v)) }
