package telegram

import (
	"context"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// complete asks the handler for a better version of the answer of j, aside,
// and lets it replace the first one in the chat's order.
func (r *receiver) complete(j *job) {
	c, ok := r.h.(bots.Completer)
	id := j.d.lastID()
	if !ok || id == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(r.lanes.ctx, bots.LaterTime)
	if !r.later.Begin(messageKey{j.d.chat.ID, id}, cancel) {
		cancel()
		return
	}
	r.aside.Go(func() {
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				j.panicked(ctx, p)
				r.later.End(messageKey{j.d.chat.ID, id})
			}
		}()
		stop := r.a.typing(ctx, j.d.chat)
		reply, better := c.Complete(ctx, j.in.m, j.reply)
		stop()
		if !better || reply.Empty() || ctx.Err() != nil {
			r.later.End(messageKey{j.d.chat.ID, id})
			return
		}
		r.lanes.push(string(j.in.m.Chat.ID), &replacement{r: r, j: j, id: id, reply: reply})
	})
}

// replacement puts a better version in the place of the first one.
type replacement struct {
	r     *receiver
	j     *job
	id    int
	reply bots.Reply
	d     *delivery
}

// run implements task.
func (t *replacement) run(ctx context.Context) time.Time {
	if t.d == nil {
		if !t.r.later.End(messageKey{t.j.d.chat.ID, t.id}) {
			return time.Time{} // The message shows something else by now.
		}
		t.d = plan(t.j.d.chat, t.reply, urgent, t.r.a.clock())
		t.d.file, t.d.editing = nil, t.j.d.sent[:min(len(t.j.d.sent), len(t.j.d.parts))]
	}
	again, failed := t.r.a.deliver(ctx, t.d, 0)
	switch {
	case !again.IsZero():
		return again
	case failed != nil:
		t.r.a.log.WarnContext(ctx, "telegram: a better version of an answer could not be shown", "error", failed)
	default:
		m := t.j.in.m
		t.r.answers.keep(m.Chat.ID, messageNumber(m.ID), questionOf(m), t.d.sent)
		if n := len(t.d.sent); len(t.d.editing) > n {
			t.r.a.deleteMessages(ctx, t.d.chat, t.d.editing[n:])
		}
	}
	return time.Time{}
}
