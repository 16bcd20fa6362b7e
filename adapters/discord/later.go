package discord

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// improve has the handler make a better version of an answer, aside, and lets
// show put what there is of it in the place of the first.
func (r *receiver) improve(key string, m bots.Message, first bots.Reply, show func(context.Context, bots.Reply) *failure) {
	ctx := r.lanes.Context()
	grow := r.later.Begin(ctx, key, bots.Growth{Handler: r.h, Message: m, First: first,
		Show: func(ctx bots.Context, reply bots.Reply) (wait bots.Duration, over bool) {
			defer func() {
				if p := recover(); p != nil {
					r.panicked(ctx, p)
					over = true
				}
			}()
			f := show(ctx, reply)
			switch {
			case f == nil:
				return 0, false
			case !f.until.IsZero():
				return max(f.until.Sub(r.a.clock()), time.Millisecond), false
			case f.vanished(), ctx.Err() != nil:
				return 0, true
			case f.again() || f.maybe:
				return r.a.pause(0), false // Growth waits longer each time.
			}
			r.a.log.WarnContext(ctx, "discord: a better version of an answer could not be shown", "error", f)
			return 0, true
		}})
	if grow == nil {
		return
	}
	r.aside.Go(func() {
		defer func() {
			if p := recover(); p != nil {
				r.panicked(ctx, p)
			}
		}()
		grow()
	})
}

// vanished reports whether there is no message to change any more: it was
// deleted, or the time is over in which an interaction's answer can be changed.
func (f *failure) vanished() bool {
	return f.over() || f.code == codeUnknownMessage || f.code == codeUnknownChannel
}

// shownKey is what a better version of an answer in a channel is known by: the
// message with its buttons.
func shownKey(id string) string { return "message " + id }

// improveWritten is improve for an answer in the messages of a channel.
func (r *receiver) improveWritten(m bots.Message, first bots.Reply, at place) {
	key := r.a.deps.Nonce()
	r.improve(at.key(), m, first, func(ctx context.Context, better bots.Reply) *failure {
		bodies := compose(better)
		if len(bodies) == 0 {
			return nil
		}
		ids, err := r.a.replace(ctx, at.chat, at.ids, bodies, key, 0)
		now := place{at.chat, ids}
		r.asked.Shown(m, now)
		r.later.Move(at.key(), now.key())
		at = now
		return cause(err)
	})
}

// cause is the call that failed, nil if none did.
func cause(err *sendFailure) *failure {
	if err == nil {
		return nil
	}
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{text: err.Error(), err: err}
	}
	return f
}

// better puts a better version in the place of the first. It tries once.
func (j *job) better(ctx context.Context, reply bots.Reply) *failure {
	ctx, cancel := context.WithDeadline(ctx, j.began.Add(tokenLife))
	defer cancel()
	bodies := compose(reply)
	j.mu.Lock()
	defer j.mu.Unlock()
	ids := j.sent
	if !j.first {
		ids = append([]string{"@original"}, ids...)
	}
	for i, b := range bodies[:min(len(bodies), len(ids))] {
		if f := j.put(ctx, ids[i], b); f != nil {
			return f
		}
	}
	if more := bodies[min(len(bodies), len(ids)):]; len(more) > 0 {
		for i := range more {
			more[i].Flags |= j.flags()
		}
		j.follow(ctx, more)
	}
	for _, id := range ids[min(len(bodies), len(ids)):] {
		j.note(ctx, j.r.a.client.call(ctx, j.webhook(http.MethodDelete, "/messages/{}", id), nil))
		j.sent = slices.DeleteFunc(j.sent, func(other string) bool { return other == id })
	}
	return nil
}

// put changes a message of the answer, once: what does not succeed is worth no
// second try, as a newer version may be there by then. The caller holds mu.
func (j *job) put(ctx context.Context, id string, b body) *failure {
	q := j.webhook(http.MethodPatch, "/messages/{}", id)
	b.Flags = 0 // whether it is hidden was decided before
	q.body, q.files, q.patience = b, b.files(), 0
	f := j.r.a.client.call(ctx, q, nil)
	if f != nil && f.code == codeInvalidBody {
		j.refused(ctx, f)
		q.body, q.files = b.bare(), nil
		f = j.r.a.client.call(ctx, q, nil)
	}
	switch {
	case f == nil:
	case j.early(f):
		f.until = j.r.a.clock().Add(firstPause)
	case f.over():
		j.state = over
	}
	return f
}
