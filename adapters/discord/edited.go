package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/lanes"
)

// edited takes in that a message changed.
func (r *receiver) edited(raw []byte) {
	var m message
	if json.Unmarshal(raw, &m) != nil || m.ID == "" {
		return
	}
	in, ok := readEdit(&m, r.identity())
	if !ok || r.a.clock().Sub(in.m.At) > r.a.set.staleAfter {
		return
	}
	if !r.seen.first("edit " + m.ID + " " + m.Edited) {
		r.a.stats.repeated.Add(1)
		return
	}
	if user, direct := personOf(in.m.Chat.ID); direct {
		r.a.direct.keep(user, m.ChannelID)
	}
	r.lanes.Push(laneOf(in), lanes.Once(func(ctx context.Context) { r.answerEdited(ctx, in) }))
}

// readEdit turns a changed message into a question, and returns false for what
// is none for us. Discord tells of its own changes, such as the preview of a
// link, in the same way; only those of a person have a time. As with new
// messages, the words come without a privileged intent in direct messages and
// where we are mentioned, and nothing else is looked at.
func readEdit(m *message, me string) (incoming, bool) {
	in, ok := readMessage(m, me)
	at, err := time.Parse(time.RFC3339, m.Edited)
	if !ok || err != nil || in.m.Kind != bots.Text {
		return in, false
	}
	in.m.Edited, in.m.At = true, at
	return in, true
}

// answerEdited is the task of an edited message.
func (r *receiver) answerEdited(ctx context.Context, in incoming) {
	defer func() {
		if p := recover(); p != nil {
			r.panicked(ctx, p)
		}
	}()
	correction, old := r.corrected(in)
	if correction == bots.Unheeded {
		return
	}
	r.a.stats.messages.Add(1)
	reply, bodies := r.answerOf(ctx, in)
	if len(bodies) == 0 {
		return
	}
	key := "answer " + string(in.m.ID) + " " + in.m.At.String()
	if correction == bots.InPlace && !(reply.Private && in.shared && old.chat == in.m.Chat) {
		ids, failed := r.a.replace(ctx, old.chat, old.ids, bodies, key, sendPatience)
		if f := cause(failed); f == nil || !f.vanished() {
			r.said(ctx, in, reply, place{old.chat, ids}, failed)
			return
		}
	}
	in.replyTo = string(in.m.ID) // Which question it answers is not plain.
	at, failed := r.say(ctx, in, bodies, reply.Private, key)
	r.said(ctx, in, reply, at, failed)
}

// corrected decides about an edited message, and ends what was about to change
// the answer that is replaced.
func (r *receiver) corrected(in incoming) (bots.Correction, place) {
	asked := madeAt(string(in.m.ID))
	for ended := ""; ; {
		c, old := r.asked.Corrected(in.m, asked)
		if c != bots.InPlace || old.key() == ended {
			return c, old
		}
		// Until it ended, the answer may have come to stand elsewhere.
		ended = old.key()
		r.later.End(ended)
	}
}
