package digest

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// Operator answers /broadcast in a chat, for administrators.
type Operator struct {
	Broadcaster *Broadcaster
	Messages    *Messages
	Admins      []bots.Owner
	// Testers get a broadcast first, on request, through the adapters.
	Testers  []bots.Chat
	Adapters []bots.Adapter
}

// operatorPrefix begins the names of its actions; Arg is the broadcast's id.
const (
	operatorPrefix = "subb"
	actionTest     = "subbt"
	actionStart    = "subbs"
	actionProgress = "subbp"
	actionHold     = "subbh"
	actionGoOn     = "subbg"
	actionAbandon  = "subbx"
)

func (o *Operator) may(m bots.Message) bool {
	return slices.Contains(o.Admins, bots.Owner{Platform: m.Chat.Platform, ID: string(m.From.ID)})
}

// name is how an operator stands in a broadcast.
func operatorName(m bots.Message) string { return string(m.Chat.Platform) + ":" + string(m.From.ID) }

func (o *Operator) command(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	if !o.may(m) {
		return note(p, "not_admin")
	}
	text := strings.TrimSpace(m.Args.Get("text"))
	if text == "" {
		return o.list(ctx, p)
	}
	draft, err := ParseBroadcast(text, func(id string) bool {
		_, ok := o.Messages.Corpus().Entry(id)
		return ok
	})
	if err != nil {
		return note(p, "digest_broadcast_how")
	}
	draft.By, draft.Canary = operatorName(m), DefaultCanary
	b, err := o.Broadcaster.Compose(ctx, draft)
	if err != nil {
		return note(p, "failed")
	}
	return o.show(ctx, p, b.ID, true)
}

// list shows the latest broadcasts and how to write one.
func (o *Operator) list(ctx context.Context, p locale.Printer) bots.Reply {
	r := note(p, "digest_broadcast_how")
	r.Private = true
	const few = 5
	latest, err := o.Broadcaster.Store.Broadcasts(ctx, few)
	if err != nil {
		return note(p, "failed")
	}
	for _, b := range latest {
		r.Buttons = append(r.Buttons, []bots.Button{{
			Label:  p.T("digest_broadcast_title", "ID", b.ID) + " · " + p.T("digest_state_"+string(b.State)),
			Action: action(actionProgress, b.ID),
		}})
	}
	return r
}

func action(name string, id int64) bots.Action {
	return bots.Action{Name: name, Arg: strconv.FormatInt(id, 10)}
}

// show is a broadcast with its progress and what can be done with it; the
// message itself if preview is true.
func (o *Operator) show(ctx context.Context, p locale.Printer, id int64, preview bool) bots.Reply {
	b, progress, err := o.Broadcaster.Progress(ctx, id)
	if errors.Is(err, ErrNoBroadcast) {
		return note(p, "digest_broadcast_unknown")
	}
	if err != nil {
		return note(p, "failed")
	}
	r := bots.Reply{Lang: p.Lang(), Private: true}
	r.Blocks = append(r.Blocks, bots.Heading{Text: p.T("digest_broadcast_title", "ID", b.ID)},
		bots.Paragraph{Text: p.T("digest_broadcast_state", "State", p.T("digest_state_"+string(b.State)))})
	if b.State == Composed {
		reach, err := o.Broadcaster.Recipients(ctx, &b)
		if err != nil {
			return note(p, "failed")
		}
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.N("digest_broadcast_recipients", reach.Total)})
	} else {
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_broadcast_progress", "Bar", progress.Bar(),
			"Done", progress.Done(), "All", progress.All, "Sent", progress.Sent, "Failed", progress.Failed,
			"Unknown", progress.Unknown, "Skipped", progress.Skipped)})
	}
	if o.Broadcaster.Approval && b.State == Composed {
		r.Blocks = append(r.Blocks, bots.Paragraph{Text: p.T("digest_broadcast_approve"), Tone: bots.Fine})
	}
	if preview {
		for _, lang := range previewLangs(b) {
			message, _ := o.Messages.Announce(b, lang)
			r.Blocks = append(append(r.Blocks, bots.Rule{}), message.Blocks...)
		}
	}
	r.Buttons = o.buttons(p, b)
	return r
}

// previewLangs are the languages in which a broadcast differs.
func previewLangs(b Broadcast) []string {
	if b.Entry != "" {
		return locale.Languages[:1]
	}
	var out []string
	for _, l := range locale.Languages {
		if _, own := b.In(l); own || (l == locale.Languages[0] && b.Text[""] != "") {
			out = append(out, l)
		}
	}
	return out
}

func (o *Operator) buttons(p locale.Printer, b Broadcast) [][]bots.Button {
	button := func(key, name string, style bots.Style) bots.Button {
		return bots.Button{Label: p.T(key), Action: action(name, b.ID), Style: style}
	}
	stop := button("digest_button_abandon", actionAbandon, bots.Danger)
	switch {
	case b.State == Composed:
		start := button("digest_button_start", actionStart, bots.Primary)
		if o.Broadcaster.Approval {
			start.Label = p.T("digest_button_approve")
		}
		rows := [][]bots.Button{{start, stop}}
		if len(o.Testers) > 0 {
			rows = append([][]bots.Button{{button("digest_button_test", actionTest, bots.Secondary)}}, rows...)
		}
		return rows
	case b.State == Held || b.State == Stopped:
		return [][]bots.Button{{button("digest_button_go_on", actionGoOn, bots.Primary), stop}}
	case b.State.Over():
		return [][]bots.Button{{button("digest_button_progress", actionProgress, bots.Secondary)}}
	}
	return [][]bots.Button{{button("digest_button_progress", actionProgress, bots.Primary),
		button("digest_button_hold", actionHold, bots.Secondary), stop}}
}

func (o *Operator) press(ctx context.Context, m bots.Message, p locale.Printer) bots.Reply {
	if !o.may(m) {
		return bots.Reply{Lang: p.Lang(), Notice: p.T("not_admin")}
	}
	id, err := strconv.ParseInt(m.Action.Arg, 10, 64)
	if err != nil {
		return bots.Reply{Lang: p.Lang(), Notice: p.T("digest_broadcast_unknown")}
	}
	notice := ""
	switch m.Action.Name {
	case actionTest:
		var sent int
		if sent, err = o.test(ctx, id); err == nil {
			notice = p.T("digest_broadcast_tested", "Sent", sent, "All", len(o.Testers))
		}
	case actionStart:
		_, err = o.Broadcaster.Start(ctx, id, operatorName(m))
	case actionHold:
		_, err = o.Broadcaster.Pause(ctx, id)
	case actionGoOn:
		_, err = o.Broadcaster.Resume(ctx, id)
	case actionAbandon:
		_, err = o.Broadcaster.Abandon(ctx, id)
	}
	switch {
	case errors.Is(err, ErrApproval):
		notice = p.T("digest_broadcast_approve")
	case errors.Is(err, ErrState):
		notice = p.T("digest_broadcast_cannot")
	case errors.Is(err, ErrNoBroadcast):
		notice = p.T("digest_broadcast_unknown")
	case err != nil:
		notice = p.T("failed")
	}
	r := o.show(ctx, p, id, false)
	r.Replace, r.Notice = true, notice
	return r
}

// test sends a broadcast to the testers and returns how many got it.
func (o *Operator) test(ctx context.Context, id int64) (sent int, err error) {
	b, ok, err := o.Broadcaster.Store.FindBroadcast(ctx, id)
	if err != nil || !ok {
		return 0, errors.Join(err, ErrNoBroadcast)
	}
	results := o.Messages.Test(ctx, b, o.Testers, o.Adapters)
	for _, r := range results {
		if r.Err == nil {
			sent++
		}
	}
	return sent, nil
}

// TestResult says what became of a broadcast sent to one tester.
type TestResult struct {
	Chat bots.Chat
	Err  error
}

// Test sends a broadcast to chats outside of the ledger, in every language in
// which it differs.
func (m *Messages) Test(ctx context.Context, b Broadcast, to []bots.Chat, through []bots.Adapter) []TestResult {
	var out []TestResult
	for _, chat := range to {
		err := errors.New("no adapter for the platform of the tester")
		for _, a := range through {
			if a.Platform() != chat.Platform {
				continue
			}
			err = nil
			for _, lang := range previewLangs(b) {
				message, _ := m.Announce(b, lang)
				if _, sendErr := a.Send(ctx, chat, message); sendErr != nil && err == nil {
					err = sendErr
				}
			}
		}
		out = append(out, TestResult{chat, err})
	}
	return out
}

// textMark begins the text for one language.
var textMark = regexp.MustCompile(`(?:^|\s)text:([a-z]{2})=`)

// ParseBroadcast reads what an operator writes: platform=, lang= and theme= in
// front, then the id of an entry, or a text with parts that begin text:fr=.
func ParseBroadcast(s string, isEntry func(id string) bool) (Broadcast, error) {
	var b Broadcast
	s = strings.TrimSpace(s)
	for {
		word, rest, _ := strings.Cut(s, " ")
		key, value, ok := strings.Cut(word, "=")
		values := strings.Split(value, ",")
		switch {
		case ok && key == "platform":
			for _, v := range values {
				b.To.Platforms = append(b.To.Platforms, bots.Platform(v))
			}
		case ok && key == "lang":
			b.To.Langs = append(b.To.Langs, values...)
		case ok && key == "theme":
			b.To.Themes = append(b.To.Themes, values...)
		default:
			b.fillText(s, isEntry)
			return b, b.Check()
		}
		s = strings.TrimSpace(rest)
	}
}

func (b *Broadcast) fillText(s string, isEntry func(id string) bool) {
	if isEntry(s) {
		b.Entry = s
		return
	}
	marks := textMark.FindAllStringSubmatchIndex(s, -1)
	put := func(lang, text string) {
		if text = strings.TrimSpace(text); text != "" {
			if b.Text == nil {
				b.Text = map[string]string{}
			}
			b.Text[lang] = text
		}
	}
	end := len(s)
	if len(marks) > 0 {
		end = marks[0][0]
	}
	put("", s[:end])
	for i, mark := range marks {
		next := len(s)
		if i+1 < len(marks) {
			next = marks[i+1][0]
		}
		put(s[mark[2]:mark[3]], s[mark[1]:next])
	}
}
