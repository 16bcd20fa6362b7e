package discord

import (
	"context"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// quickPause is between two tries of a first answer, which has three seconds
// in all.
const quickPause = 100 * time.Millisecond

// callback gives the first answer, and reports whether the person has it. A
// call whose answer got lost is repeated: if it did arrive, the second is
// refused, and that is as good. message is what it shows, if anything. The
// caller holds mu.
func (j *job) callback(ctx context.Context, cb callback, message *body) bool {
	if j.respond != nil {
		j.respond(cb)
		j.state = answered
		return true
	}
	ctx, cancel := context.WithDeadline(ctx, j.began.Add(answerTime))
	defer cancel()
	q := request{
		method: http.MethodPost, route: "/interactions/{}/{}/callback", args: []string{j.i.ID, j.i.Token},
		body: cb, outside: true, once: true,
	}
	unsure := false
	for tries := 0; ; tries++ {
		if message != nil {
			q.files = message.files()
		}
		f := j.r.a.client.call(ctx, q, nil)
		switch {
		case f == nil, unsure && f.code == codeAcknowledged:
			j.state = answered
			return true
		case f.code == codeInvalidBody && message != nil:
			// It does not use the interaction up: once more, simpler.
			j.refused(ctx, f)
			bare := message.bare()
			q.body, message = callback{Type: cb.Type, Data: bare}, nil
			q.files = nil
			continue
		case f.over(), !(f.again() || f.maybe || !f.until.IsZero()):
			j.note(ctx, f)
			j.state = over
			return false
		}
		unsure = unsure || f.maybe
		if sleep(ctx, max(quickPause<<min(tries, 3), f.until.Sub(j.r.a.clock()))) != nil {
			j.note(context.WithoutCancel(ctx), f)
			j.state = over
			return false
		}
	}
}

// suggest answers somebody who is typing.
func (j *job) suggest(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			j.r.panicked(ctx, p)
		}
	}()
	j.mu.Lock()
	defer j.mu.Unlock()
	found := choices{Choices: j.r.a.suggestions(ctx, j.i)}
	j.callback(ctx, callback{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: found}, nil)
}
