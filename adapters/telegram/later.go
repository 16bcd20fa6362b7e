package telegram

import (
	"context"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// growGroup is the least time between two edits of a message in a group, whose
// limit is lower; see perGroup.
var growGroup = perGroup.per / time.Duration(perGroup.n)

// complete has the handler make a better version of the answer of j, aside, and
// puts what there is of it in the place of the first one, in the chat's order.
func (r *receiver) complete(j *job) {
	id := j.d.lastID()
	if id == 0 {
		return
	}
	t := &growing{r: r, j: j, key: messageKey{j.d.chat.ID, id}, ids: j.d.sent[:min(len(j.d.sent), len(j.d.parts))]}
	g := bots.Growth{Handler: r.h, Message: j.in.m, First: j.reply, Show: t.show}
	if isGroup(j.d.chat.ID) {
		g.Every = growGroup
	}
	ctx := r.lanes.Context()
	grow := r.later.Begin(ctx, t.key, g)
	if grow == nil {
		return
	}
	r.aside.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				j.panicked(ctx, p)
			}
		}()
		defer r.a.typing(ctx, j.d.chat)()
		grow()
	})
}

// growing is an answer whose better version is being shown.
type growing struct {
	r *receiver
	j *job
	// ids are the messages that show it, the last one with the buttons, and key
	// is what it is known by; only tasks of the lane change them.
	ids []int
	key messageKey
}

// show implements bots.Growth.Show: it waits for its turn in the chat.
func (t *growing) show(ctx context.Context, reply bots.Reply) (time.Duration, bool) {
	v := &version{t: t, ctx: ctx, reply: reply, shown: make(chan struct{})}
	if !t.r.lanes.Push(string(t.j.in.m.Chat.ID), v.run) {
		return 0, true
	}
	select {
	case <-v.shown:
		return v.wait, v.over
	case <-ctx.Done():
		return 0, true
	}
}

// version is the task that shows one version.
type version struct {
	t     *growing
	ctx   context.Context // ends when the version is not wanted any more
	reply bots.Reply

	shown chan struct{} // closed when wait and over are set
	wait  time.Duration
	over  bool
}

// run is a lanes.Task. It never keeps its place in the lane: what cannot be
// shown now is left to a newer version, and others go on.
func (v *version) run(ctx context.Context) time.Time {
	defer close(v.shown)
	v.over = true // unless all goes well
	if v.ctx.Err() != nil {
		return time.Time{} // The message shows something else by now.
	}
	defer func() {
		if p := recover(); p != nil {
			v.t.j.panicked(ctx, p)
		}
	}()
	t, a := v.t, v.t.r.a
	d := plan(t.j.d.chat, v.reply, urgent, a.clock())
	d.file, d.editing, d.replaces = nil, t.ids, true
	again, failed := a.deliver(ctx, d, 0)
	if n := len(d.sent); n < len(t.ids) && again.IsZero() && failed == nil {
		a.deleteMessages(ctx, d.chat, t.ids[n:])
		t.ids = d.sent
	} else {
		t.ids = slices.Concat(d.sent, t.ids[min(n, len(t.ids)):])
	}
	if n := len(t.ids); n > 0 {
		last := messageKey{t.key.chat, t.ids[n-1]}
		t.r.later.Move(t.key, last)
		t.key = last
	}
	t.r.asked.Shown(t.j.in.m, t.ids)
	switch {
	case !again.IsZero():
		v.wait, v.over = max(again.Sub(a.clock()), time.Millisecond), false
	case failed == nil:
		v.over = false
	case !d.vanished:
		a.log.WarnContext(ctx, "telegram: a better version of an answer could not be shown", "error", failed)
	}
	return time.Time{}
}
