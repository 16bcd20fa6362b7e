package telegram

import (
	"context"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

const (
	// maxLater is how many better versions are made at once. Beyond it the
	// first version stands.
	maxLater = 64
	// laterTime bounds the making of one.
	laterTime = time.Minute
)

// laters are the better versions in the making, by the message that they will
// replace.
type laters struct {
	mu      sync.Mutex
	pending map[messageKey]context.CancelFunc
	closed  bool
}

func newLaters() *laters { return &laters{pending: map[messageKey]context.CancelFunc{}} }

// begin registers a version in the making; false means that there are too
// many.
func (l *laters) begin(chat bots.ChatID, id int, cancel context.CancelFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.pending) >= maxLater {
		return false
	}
	l.pending[messageKey{chat, id}] = cancel
	return true
}

// drop gives up the version for a message that shows something else by now.
func (l *laters) drop(chat bots.ChatID, id int) { l.end(chat, id) }

// end reports whether the version was still wanted, and forgets it.
func (l *laters) end(chat bots.ChatID, id int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := messageKey{chat, id}
	cancel, ok := l.pending[k]
	if ok {
		cancel()
		delete(l.pending, k)
	}
	return ok
}

// stop gives up all.
func (l *laters) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	for _, cancel := range l.pending {
		cancel()
	}
}

// complete asks the handler for a better version of the answer of j, aside,
// and lets it replace the first one in the chat's order.
func (r *receiver) complete(j *job) {
	c, ok := r.h.(bots.Completer)
	id := j.d.lastID()
	if !ok || id == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(r.lanes.ctx, laterTime)
	if !r.later.begin(j.d.chat.ID, id, cancel) {
		cancel()
		return
	}
	r.aside.Go(func() {
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				j.panicked(ctx, p)
				r.later.end(j.d.chat.ID, id)
			}
		}()
		stop := r.a.typing(ctx, j.d.chat)
		reply, better := c.Complete(ctx, j.in.m, j.reply)
		stop()
		if !better || reply.Empty() || ctx.Err() != nil {
			r.later.end(j.d.chat.ID, id)
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
		if !t.r.later.end(t.j.d.chat.ID, t.id) {
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
