package bots

import (
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
)

// command answers a command.
func (b *Bot) command(ctx Context, m Message, lang string) Reply {
	name := strings.ToLower(m.Command)
	for _, x := range b.extensions {
		if slices.ContainsFunc(x.Commands(), func(s CommandSpec) bool { return s.Name == name }) {
			if r, ok := x.Handle(ctx, m, lang); ok {
				return b.filled(r, lang)
			}
		}
	}
	p := locale.In(lang)
	switch name {
	case "start":
		return b.start(ctx, m, lang)
	case "ask":
		text := strings.TrimSpace(m.Args.Get("question"))
		if text == "" {
			return note(lang, "ask_what")
		}
		return b.ask(ctx, m, text)
	case "help":
		return b.help(p)
	case "themes":
		return b.themes(p, 0)
	case "sources":
		return b.sources(p)
	case "today":
		return b.todayReply(p)
	case "compare":
		return b.compare(p, m.Args.Get("theme"))
	case "brief":
		return b.brief(p, m.Args.Get("theme"))
	case "why":
		return b.why(m, lang)
	case "cite":
		return b.citeCommand(ctx, m, p)
	case "checkquote":
		return b.checkQuote(p, m.Args.Get("text"))
	case "language":
		return b.language(ctx, m, p, m.Args.Get("language"))
	case "privacy":
		return b.privacy(ctx, m, p)
	case "mydata":
		return b.myData(ctx, m, p)
	case "forgetme":
		return b.forgetAsk(p)
	case "settings":
		return b.settings(ctx, m, p)
	case "subscribe", "pause", "resume", "unsubscribe":
		return note(lang, "no_digest")
	case "status":
		return b.statusReply(ctx, m, p)
	}
	return note(lang, "unknown_command")
}

// press carries out a pressed button. A button whose entry or theme is gone
// says so.
func (b *Bot) press(ctx Context, m Message, lang string) Reply {
	p := locale.In(lang)
	a := b.resolve(m.Action)
	for _, x := range b.extensions {
		if x.Handles(a.Name) {
			m.Action = a
			if r, ok := x.Handle(ctx, m, lang); ok {
				return b.filled(r, lang)
			}
		}
	}
	var r Reply
	switch a.Name {
	case ActionShow:
		r = b.showEntry(m, p, a.Arg)
	case ActionRelated:
		r = b.related(p, a.Arg)
	case ActionTheme:
		r = b.theme(p, a.Arg, page(a.Extra))
	case ActionThemes:
		r = b.themes(p, page(a.Extra))
	case ActionSource:
		r = b.source(p, a.Arg, page(a.Extra))
	case ActionSources:
		r = b.sources(p)
	case ActionCite:
		r = b.citeEntry(p, a.Arg, a.Extra)
	case ActionToday:
		r = b.todayReply(p)
	case ActionBrief:
		r = b.brief(p, a.Arg)
	case ActionCompare:
		r = b.compare(p, a.Arg)
	case ActionLang:
		r = b.language(ctx, m, p, a.Arg)
	case ActionCommand:
		m.Kind, m.Command, m.Args = Command, a.Arg, Args{}
		r = b.command(ctx, m, lang)
	case ActionHelpful:
		return b.helpful(ctx, m, p, a)
	case ActionForget:
		return b.forget(ctx, m, p)
	case ActionSummary:
		return b.summarySwitch(ctx, m, p, owner(m), a.Extra)
	case ActionSummaryHere:
		if m.Chat.Kind == Private || !m.From.Manager {
			return Reply{Lang: lang, Notice: p.T("not_manager")}
		}
		return b.summarySwitch(ctx, m, p, shared(m), a.Extra)
	default:
		return Reply{Lang: lang, Notice: p.T("unknown_entry")}
	}
	r.Replace = r.File == nil
	return r
}

// resolve puts the id back in the place of a short code.
func (b *Bot) resolve(a Action) Action {
	if !strings.HasPrefix(a.Arg, "~") {
		return a
	}
	c := b.engine.Load().Corpus()
	for _, e := range c.Entries {
		if ShortCode(e.ID) == a.Arg {
			a.Arg = e.ID
			return a
		}
	}
	for _, t := range c.Themes {
		if ShortCode(t.ID) == a.Arg {
			a.Arg = t.ID
			return a
		}
	}
	return a
}
