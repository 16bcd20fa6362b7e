package telegram

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// delivery is a reply on its way to a chat: its parts, and how far it got.
type delivery struct {
	chat    bots.Chat
	replyTo int
	// editing are the messages that the first parts replace, in their order.
	editing []int
	// replaces is set where the parts are worth showing only in the place of
	// the messages in editing. vanished is true where there were none any more.
	replaces, vanished bool
	// inline is set where the message to change has no chat; then nothing can
	// be sent, only changed.
	inline string

	parts  []rich
	markup string
	file   *bots.File
	prio   priority

	next int
	// sent are the messages that the parts became.
	sent []int
	// plain and bare are set after Telegram refused the markup or the buttons.
	plain, bare bool
	// tries are those of the next step, since began.
	tries int
	began time.Time
}

// plan renders a reply. A reply without blocks gives a delivery without parts.
func plan(to bots.Chat, r bots.Reply, prio priority, now time.Time) *delivery {
	d := &delivery{chat: to, parts: split(render(r), maxText), markup: keyboardJSON(r), file: r.File, prio: prio, began: now}
	if id, ok := inlineOf(to.ID); ok {
		d.inline, d.file = id, nil
		d.parts = d.parts[:min(len(d.parts), 1)]
	}
	return d
}

func (d *delivery) done() bool { return d.next == d.steps() }

func (d *delivery) steps() int {
	if d.file != nil {
		return len(d.parts) + 1
	}
	return len(d.parts)
}

// edits reports whether the next step changes a message.
func (d *delivery) edits() bool {
	return d.inline != "" || d.next < len(d.parts) && d.next < len(d.editing)
}

// lastID is the message that stands for the reply: the one with its buttons.
func (d *delivery) lastID() int {
	if n := min(len(d.sent), max(len(d.parts), 1)); n > 0 {
		return d.sent[n-1]
	}
	return 0
}

// deliver goes on with d until it is done, until it has to wait for longer
// than patience, or until it failed for good.
func (a *Adapter) deliver(ctx context.Context, d *delivery, patience time.Duration) (again time.Time, failed *bots.SendError) {
	for !d.done() {
		leave, until, err := a.limiter.enter(ctx, d.chat.ID, d.prio, patience)
		if err != nil {
			return time.Time{}, &bots.SendError{Kind: bots.Unavailable, Err: err}
		}
		if !until.IsZero() {
			return until, nil
		}
		f := a.step(ctx, d)
		leave()
		if f == nil {
			a.limiter.passed()
			d.next++
			d.tries = 0
			continue
		}
		if again, failed = a.recover(ctx, d, f); failed != nil || !again.IsZero() {
			return again, failed
		}
	}
	return time.Time{}, nil
}

// recover decides what follows from a failed step: go on at once (both
// results are zero), go on later, or give up.
func (a *Adapter) recover(ctx context.Context, d *delivery, f *failure) (time.Time, *bots.SendError) {
	now := a.clock()
	switch {
	case f.retryAfter > 0:
		a.limiter.throttled(ctx, d.chat.ID, now.Add(time.Duration(f.retryAfter)*time.Second))
		return time.Time{}, nil
	case f.badRequest("message is not modified"):
		if d.inline == "" {
			d.sent = append(d.sent, d.editing[d.next])
		}
		d.next++
		return time.Time{}, nil
	case a.mend(ctx, d, f):
		return time.Time{}, nil
	}
	e := f.sendError(now)
	if e.Kind == bots.Unavailable || e.Kind == bots.Unknown && d.edits() && !f.arrived {
		// Certainly without effect, or an edit, which can be done twice.
		if pause, ok := a.retry(d, now); ok {
			return now.Add(pause), nil
		}
	}
	return time.Time{}, e
}

// mend changes d so that what Telegram refused may be accepted: a message
// always arrives. It reports whether there was something to change.
func (a *Adapter) mend(ctx context.Context, d *delivery, f *failure) bool {
	switch {
	case f.badRequest("can't parse entities", "ENTITIES_TOO_LONG", "ENTITY_BOUNDS_INVALID") && !d.plain:
		a.log.ErrorContext(ctx, "telegram: our markup was refused; sent as plain text", "error", f)
		a.stats.plain.Add(1)
		d.plain = true
	case f.badRequest("BUTTON_", "inline keyboard button", "reply markup", "inline keyboard expected", "COPY_TEXT") && !d.bare:
		a.log.ErrorContext(ctx, "telegram: our buttons were refused; sent without", "error", f)
		a.stats.bare.Add(1)
		d.bare = true
	case f.badRequest("message to be replied not found", "replied message not found", "REPLY_MESSAGE_ID_INVALID") && d.replyTo != 0:
		d.replyTo = 0
	case d.replaces && d.edits() && (f.movedTo != 0 || f.badRequest(noEdit...)):
		d.vanished = true
		return false
	case f.movedTo != 0 && d.prio == urgent && d.inline == "" && d.chat.ID != chatID(f.movedTo):
		// Messages of the old chat cannot be replied to or changed.
		d.chat.ID, d.replyTo, d.editing = chatID(f.movedTo), 0, nil
	case d.edits() && d.inline == "" && f.badRequest(noEdit...):
		// Old, deleted, or not ours: a new message says it as well.
		d.editing = nil
	default:
		return false
	}
	return true
}

// noEdit are the texts that mean that a message is deleted, too old, or none of
// ours.
var noEdit = []string{"message to edit not found", "message can't be edited", "no text in the message", "MESSAGE_ID_INVALID"}

const (
	firstPause = 300 * time.Millisecond
	maxPause   = 30 * time.Second
)

// retry returns how long to wait before the next try: exponentially longer,
// with jitter, so that chats do not come back all at once.
func (a *Adapter) retry(d *delivery, now time.Time) (time.Duration, bool) {
	if d.tries == 0 {
		d.began = now // Waits that Telegram asked for do not count.
	}
	if now.Sub(d.began) > a.cfg.StaleAfter {
		return 0, false
	}
	pause := min(firstPause<<min(d.tries, 10), maxPause)
	d.tries++
	return pause/2 + time.Duration(a.jitter()*float64(pause/2)), true
}

// step makes the next call of d.
func (a *Adapter) step(ctx context.Context, d *delivery) *failure {
	if d.next == len(d.parts) {
		return a.sendFile(ctx, d)
	}
	p := tgbotapi.Params{"link_preview_options": `{"is_disabled":true}`}
	part := d.parts[d.next]
	if d.plain {
		p["text"] = part.text
	} else {
		p["text"], p["parse_mode"] = part.html(), "HTML"
	}
	// An edit without buttons removes those of before: that is meant.
	if d.markup != "" && !d.bare && d.next == len(d.parts)-1 {
		p["reply_markup"] = d.markup
	}
	switch {
	case d.inline != "":
		p["inline_message_id"] = d.inline
		return asFailure(a.client.call(ctx, "editMessageText", p, nil))
	case d.edits():
		id := d.editing[d.next]
		p["chat_id"], p["message_id"] = string(d.chat.ID), strconv.Itoa(id)
		f := asFailure(a.client.call(ctx, "editMessageText", p, nil))
		if f == nil {
			d.sent = append(d.sent, id)
		}
		return f
	}
	d.address(p)
	var sent sentMessage
	f := asFailure(a.client.call(ctx, "sendMessage", p, &sent))
	if f == nil {
		d.sent = append(d.sent, sent.ID)
	}
	return f
}

// address says where a new message goes.
func (d *delivery) address(p tgbotapi.Params) {
	p["chat_id"] = string(d.chat.ID)
	if d.chat.Thread != "" {
		p["message_thread_id"] = string(d.chat.Thread)
	}
	if d.replyTo != 0 && d.next == 0 {
		p["reply_parameters"] = `{"message_id":` + strconv.Itoa(d.replyTo) + `,"allow_sending_without_reply":true}`
	}
}

// maxFileName keeps names readable in a chat.
const maxFileName = 64

func (a *Adapter) sendFile(ctx context.Context, d *delivery) *failure {
	p := tgbotapi.Params{}
	d.address(p)
	if d.markup != "" && !d.bare && len(d.parts) == 0 {
		p["reply_markup"] = d.markup
	}
	file := tgbotapi.RequestFile{Name: "document", Data: tgbotapi.FileBytes{Name: oneLine(d.file.Name, maxFileName), Bytes: d.file.Data}}
	var sent sentMessage
	f := asFailure(a.client.upload(ctx, "sendDocument", p, file, &sent))
	if f == nil {
		d.sent = append(d.sent, sent.ID)
	}
	return f
}

func asFailure(err error) *failure {
	if err == nil {
		return nil
	}
	if f, ok := err.(*failure); ok { //nolint:errorlint // client returns it as such
		return f
	}
	return &failure{text: err.Error(), err: err}
}

// deleteMessages removes messages of ours that nothing replaces. What cannot
// be removed stays.
func (a *Adapter) deleteMessages(ctx context.Context, in bots.Chat, ids []int) {
	if len(ids) == 0 || a.limiter.blocked(ctx, in.ID) {
		return
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return
	}
	f := asFailure(a.client.call(ctx, "deleteMessages", tgbotapi.Params{"chat_id": string(in.ID), "message_ids": string(list)}, nil))
	if f != nil && f.code == http.StatusTooManyRequests {
		a.limiter.throttled(ctx, in.ID, a.clock().Add(time.Duration(f.retryAfter)*time.Second))
	}
}
