package bots

import (
	"cmp"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// presentAspect answers what a follow-up wants to know of the entry shown, or
// shows it in another form. It returns false where the whole card is wanted.
func (b *Bot) presentAspect(e *answer.Engine, r *Reply, p locale.Printer, a answer.Answer) bool {
	entry := a.Shown[0]
	say := func(text string) { r.Blocks = append(r.Blocks, Paragraph{Text: text, Tone: Strong}) }
	where := cmp.Or(entry.Source.Short, entry.Source.Title)
	switch a.Aspect {
	case intent.Who:
		if name := speaker(entry); name != "" {
			say(p.T("follow_who", "Name", name, "Where", where))
		} else {
			say(p.T("follow_who_none", "Where", where))
		}
		b.quotation(r, p, entry)
	case intent.When:
		date := b.citation(p, entry).Text
		if date == "" {
			return false
		}
		say(p.T("follow_when", "Date", date))
	case intent.Source:
		r.Blocks = append(r.Blocks, Paragraph{Text: standing(p, entry), Tone: Meta})
		if entry.Level != "" {
			say(p.T("level_explained_" + string(entry.Level)))
		}
	case intent.Shorter:
		w, _ := entry.In(p.Lang())
		say(w.Title)
		if s := firstSentence(w.Text); len(s) < len(w.Text) {
			r.Blocks = append(r.Blocks, Paragraph{Text: s})
		}
	case intent.Longer:
		b.card(r, p, entry)
		if entry.Level != "" {
			r.Blocks = append(r.Blocks, Paragraph{Text: p.T("level_explained_" + string(entry.Level)), Tone: Fine})
		}
		r.Blocks = append(r.Blocks, Paragraph{Text: p.T("follow_whole"), Tone: Fine})
		r.Buttons = b.cardButtons(e, p, entry)
		return true
	case intent.Why:
		why := b.Why(a.Asked, a.Lang)
		r.Blocks, r.Buttons = append(r.Blocks, why.Blocks...), why.Buttons
		return true
	default:
		return false
	}
	if c := b.citation(p, entry); c.Text != "" {
		r.Blocks = append(r.Blocks, c)
	}
	w, _ := entry.In(p.Lang())
	r.Buttons = [][]Button{{{Label: w.Title, Action: Action{Name: ActionShow, Arg: entry.ID}}}}
	if u := b.pageURL(entry); u != "" {
		r.Buttons = append(r.Buttons, []Button{{Label: p.T("button_source"), URL: u}})
	}
	return true
}

// speaker is who says what an entry holds, with the role.
func speaker(e *knowledge.Entry) string {
	s := e.Source
	if s.Speaker == "" {
		return ""
	}
	if s.Role == "" {
		return s.Speaker
	}
	return s.Speaker + ", " + s.Role
}

func (b *Bot) quotation(r *Reply, p locale.Printer, e *knowledge.Entry) {
	if e.Quote != nil {
		r.Blocks = append(r.Blocks, Quotation{Text: e.Quote.Text, By: quoted(p, e.Quote)})
	}
}
