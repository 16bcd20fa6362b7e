package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/lanes"
)

const (
	// typingAfter is when a person begins to wonder, and typingEvery is how
	// long Discord shows it
	// (https://discord.com/developers/docs/resources/channel#trigger-typing-indicator).
	typingAfter = 500 * time.Millisecond
	typingEvery = 9 * time.Second
	// inboxTime bounds a call of the inbox: an answer is worth more than the
	// memory that it was given.
	inboxTime = 10 * time.Second
)

// written takes in what somebody wrote.
func (r *receiver) written(raw []byte) {
	var m message
	if json.Unmarshal(raw, &m) != nil || m.ID == "" {
		r.a.log.Warn("discord: a message could not be read and is skipped")
		return
	}
	in, ok := readMessage(&m, r.identity())
	if !ok {
		return
	}
	if !r.seen.first("message " + m.ID) {
		r.a.stats.repeated.Add(1)
		return
	}
	if user, direct := personOf(in.m.Chat.ID); direct {
		r.a.direct.keep(user, m.ChannelID)
	}
	r.lanes.Push(laneOf(in), lanes.Once(func(ctx context.Context) { r.answerWritten(ctx, in) }))
}

// answerWritten is the task of a written message.
func (r *receiver) answerWritten(ctx context.Context, in incoming) {
	defer func() {
		if p := recover(); p != nil {
			r.panicked(ctx, p)
		}
	}()
	id := string(in.m.ID)
	if !r.begin(ctx, id) {
		r.a.stats.repeated.Add(1)
		return
	}
	r.a.stats.messages.Add(1)
	if r.a.clock().Sub(in.m.At) > r.a.set.staleAfter {
		in.m.Kind = bots.Stale
	}
	reply, bodies := r.answerOf(ctx, in)
	if len(bodies) == 0 {
		r.finish(ctx, id)
		return
	}
	at, failed := r.say(ctx, in, bodies, reply.Private, "answer "+id)
	r.finish(ctx, id)
	r.said(ctx, in, reply, at, failed)
}

// answerOf has a message answered and rendered.
func (r *receiver) answerOf(ctx context.Context, in incoming) (bots.Reply, []body) {
	stop := r.a.typing(ctx, in.m.Chat)
	reply := r.ask(ctx, in.m)
	stop()
	bodies := compose(reply)
	if len(bodies) == 0 && visible(reply.Notice) {
		bodies = compose(bots.Reply{Lang: reply.Lang, Blocks: []bots.Block{bots.Paragraph{Text: reply.Notice}}})
	}
	return reply, bodies
}

// place is where an answer stands: the messages of a chat, the last one with
// the buttons.
type place struct {
	chat bots.Chat
	ids  []string
}

// key is what a better version of the answer there is known by.
func (p place) key() string { return shownKey(p.ids[len(p.ids)-1]) }

// said does what follows an answer to a written message.
func (r *receiver) said(ctx context.Context, in incoming, reply bots.Reply, at place, failed *sendFailure) {
	if failed != nil {
		r.unsaid(ctx, in, failed)
		return
	}
	r.asked.Answered(in.m, reply, at)
	if reply.Pending {
		r.improveWritten(in.m, reply, at)
	}
}

// say sends an answer; sending it again with the same key adds nothing. What
// concerns one person only goes to their direct messages, as a message in a
// channel cannot be hidden; if those are closed, the answer comes in the channel
// all the same.
func (r *receiver) say(ctx context.Context, in incoming, bodies []body, private bool, key string) (place, *sendFailure) {
	if private && in.shared {
		direct := directChat(string(in.m.From.ID))
		ids, failed := r.a.post(ctx, direct, bodies, key, urgent)
		if failed == nil || failed.Kind != bots.Gone {
			return place{direct, ids}, failed
		}
	}
	bodies[0] = asReply(bodies[0], in.replyTo)
	ids, failed := r.a.post(ctx, in.m.Chat, bodies, key, urgent)
	return place{in.m.Chat, ids}, failed
}

// unsaid does what follows an answer that did not arrive, or not certainly.
func (r *receiver) unsaid(ctx context.Context, in incoming, e *sendFailure) {
	if e.Kind == bots.Unknown {
		r.a.stats.unknown.Add(1)
	} else {
		r.a.stats.lost.Add(1)
	}
	r.a.log.WarnContext(ctx, "discord: an answer could not be sent", "message", in.m.ID, "error", e)
}

// begin reports whether a written message still has to be answered. One that
// was begun before is answered again: its nonce keeps it from coming twice.
func (r *receiver) begin(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, inboxTime)
	defer cancel()
	state, err := r.a.deps.Inbox.Begin(ctx, platform, id)
	if err != nil {
		r.a.log.ErrorContext(ctx, "discord: the inbox does not answer; a message may be answered twice", "error", err)
		return true
	}
	return state != bots.Answered
}

func (r *receiver) finish(ctx context.Context, id string) {
	// Also while stopping: the answer is out.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inboxTime)
	defer cancel()
	if err := r.a.deps.Inbox.Finish(ctx, platform, id); err != nil {
		r.a.log.ErrorContext(ctx, "discord: a message could not be marked as answered", "error", err)
	}
}

// typing shows that an answer is coming, from half a second on, until the
// returned function is called.
func (a *Adapter) typing(ctx context.Context, in bots.Chat) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	t := time.AfterFunc(typingAfter, func() {
		defer close(ended)
		for {
			if err := a.Typing(ctx, in); err != nil && ctx.Err() == nil {
				a.log.DebugContext(ctx, "discord: typing", "error", err)
				return
			}
			if sleep(ctx, typingEvery) != nil {
				return
			}
		}
	})
	return func() {
		cancel()
		if !t.Stop() {
			<-ended
		}
	}
}
