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

// callback gives the first answer, and reports whether the person has it; if
// not, state is over where there is nothing to be done. message is what the
// answer shows, if anything. The caller holds mu.
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
		if f != nil && f.maybe {
			unsure = true
			if arrived, known := j.arrived(ctx, cb.Type); known && arrived {
				f = nil
			} else if !known {
				j.note(ctx, f)
				break
			}
		}
		switch {
		case f == nil, unsure && f.code == codeAcknowledged:
			j.state = answered
			return true
		case f.code == codeInvalidBody && message != nil:
			// It does not use the interaction up: once more, simpler.
			j.refused(ctx, f)
			q.body, message = callback{Type: cb.Type, Data: message.bare()}, nil
			q.files = nil
			continue
		case f.over(), !(f.again() || f.maybe || !f.until.IsZero()):
			j.note(ctx, f)
			return false
		}
		if sleep(ctx, max(quickPause<<min(tries, 3), f.until.Sub(j.r.a.clock()))) != nil {
			j.note(ctx, f)
			break
		}
	}
	j.state = over
	return false
}

// arrived finds out whether a first answer arrived whose own answer got lost,
// by asking for the message that it made. A second first answer would not tell
// one from the other, and somebody might see both fail. It is not known where
// there is no message, or no time is left to ask.
func (j *job) arrived(ctx context.Context, kind discordgo.InteractionResponseType) (arrived, known bool) {
	if kind == discordgo.InteractionApplicationCommandAutocompleteResult {
		return false, false
	}
	for tries := 0; ; tries++ {
		f := j.r.a.client.call(ctx, j.webhook(http.MethodGet, "/messages/{}", "@original"), nil)
		switch {
		case f == nil:
			return true, true
		case f.code == codeUnknownWebhook:
			return false, true
		case f.over(), sleep(ctx, quickPause<<min(tries, 3)) != nil:
			return false, false
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
