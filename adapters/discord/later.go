package discord

import (
	"context"

	"github.com/idmbot/idmbot/bots"
)

// improve asks the handler for a better version of an answer, aside, and lets
// show put it in the place of the first.
func (r *receiver) improve(key string, m bots.Message, first bots.Reply, show func(context.Context, bots.Reply)) {
	c, ok := r.h.(bots.Completer)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.lanes.ctx, bots.LaterTime)
	if !r.later.Begin(key, cancel) {
		cancel()
		return
	}
	r.aside.Go(func() {
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				r.panicked(ctx, p)
				r.later.End(key)
			}
		}()
		reply, better := c.Complete(ctx, m, first)
		wanted := ctx.Err() == nil
		if r.later.End(key) && better && wanted && !reply.Empty() {
			show(r.lanes.ctx, reply)
		}
	})
}
