package telegram

import (
	"errors"
	"fmt"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// sendPatience is how long Send waits within a call: for a short 429 and for
// a retry. Whoever sends in bulk has better to do than to wait for one chat.
const sendPatience = 3 * time.Second

// Send implements bots.Adapter. It is for messages that nobody waits for:
// they go out at Config.Rate, after the answers.
func (a *Adapter) Send(ctx bots.Context, to bots.Chat, r bots.Reply) (bots.MessageID, error) {
	d := plan(to, r, bulk, a.clock())
	if d.inline != "" {
		return "", &bots.SendError{Kind: bots.Rejected, Err: errors.New("telegram: to an inline message nothing can be sent")}
	}
	if d.done() {
		return "", &bots.SendError{Kind: bots.Rejected, Err: errors.New("telegram: there is nothing visible to send")}
	}
	if err := a.finish(ctx, d); err != nil {
		return "", err
	}
	return messageID(d.lastID()), nil
}

// Edit implements bots.Editor.
func (a *Adapter) Edit(ctx bots.Context, in bots.Chat, id bots.MessageID, r bots.Reply) error {
	d := plan(in, r, urgent, a.clock())
	d.file = nil
	if d.done() {
		return &bots.SendError{Kind: bots.Rejected, Err: errors.New("telegram: there is nothing visible to show")}
	}
	if d.inline == "" {
		d.editing = []int{messageNumber(id)}
	}
	if err := a.finish(ctx, d); err != nil {
		return err
	}
	return nil
}

// finish delivers d within one call: it waits as long as sendPatience, and
// once a part arrived as long as it takes, so that nobody gets a torso.
func (a *Adapter) finish(ctx bots.Context, d *delivery) error {
	for {
		again, failed := a.deliver(ctx, d, sendPatience)
		if failed != nil {
			return d.partly(failed)
		}
		if again.IsZero() {
			return nil
		}
		wait := again.Sub(a.clock())
		if d.next == 0 && wait > sendPatience {
			return a.notNow(ctx, d, again)
		}
		if d.next == 0 && d.tries > 3 {
			return &bots.SendError{Kind: bots.Unavailable, Err: errors.New("telegram: no success after several tries")}
		}
		if err := sleep(ctx, wait); err != nil {
			return d.partly(&bots.SendError{Kind: bots.Unavailable, Err: err})
		}
	}
}

// notNow says until when a chat takes no message, or that Telegram does not
// answer.
func (a *Adapter) notNow(ctx bots.Context, d *delivery, until time.Time) error {
	if !a.limiter.blocked(ctx, d.chat.ID) {
		return &bots.SendError{Kind: bots.Unavailable, Err: errors.New("telegram: no success after several tries")}
	}
	return &bots.SendError{Kind: bots.Throttled, Until: until, Global: a.limiter.blocked(ctx, ""),
		Err: errors.New("telegram: asked to wait")}
}

// partly keeps a failure from being taken for "nothing arrived" where a part
// did.
func (d *delivery) partly(e *bots.SendError) *bots.SendError {
	if d.next == 0 || e.Kind == bots.Unknown {
		return e
	}
	return &bots.SendError{Kind: bots.Unknown, Err: fmt.Errorf("telegram: only %d of %d parts arrived: %w", d.next, d.steps(), e)}
}

// Typing implements bots.Typer.
func (a *Adapter) Typing(ctx bots.Context, in bots.Chat) error {
	if _, ok := inlineOf(in.ID); ok || a.limiter.blocked(ctx, in.ID) {
		return nil
	}
	p := tgbotapi.Params{"chat_id": string(in.ID), "action": "typing"}
	if in.Thread != "" {
		p["message_thread_id"] = string(in.Thread)
	}
	f := asFailure(a.client.call(ctx, "sendChatAction", p, nil))
	if f == nil {
		return nil
	}
	e := f.sendError(a.clock())
	if e.Kind == bots.Throttled {
		a.limiter.throttled(ctx, in.ID, e.Until)
	}
	return e
}
