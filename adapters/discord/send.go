package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

const (
	// sendPatience is how long Send waits for a turn: a little longer than the
	// window of a channel, which was observed to be 5 s.
	sendPatience = 6 * time.Second
	// sendTries is how often a call is repeated that had no effect, or that
	// its nonce makes safe to repeat.
	sendTries = 3
	// keyWindow is how long a nonce is relied on. Discord says "a few
	// minutes" (https://discord.com/developers/docs/resources/message#create-message).
	keyWindow = 2 * time.Minute
	// nonceLength is the longest nonce (same page).
	nonceLength = 25
)

// Send implements bots.Adapter. It is for messages that nobody waits for:
// they go out after the answers.
func (a *Adapter) Send(ctx bots.Context, to bots.Chat, r bots.Reply) (bots.MessageID, error) {
	return a.SendKeyed(ctx, to, r, a.deps.Nonce())
}

// KeyWindow implements bots.KeyedSender.
func (a *Adapter) KeyWindow() bots.Duration { return keyWindow }

// SendKeyed implements bots.KeyedSender.
func (a *Adapter) SendKeyed(ctx bots.Context, to bots.Chat, r bots.Reply, key string) (bots.MessageID, error) {
	bodies := compose(r)
	if len(bodies) == 0 {
		return "", &bots.SendError{Kind: bots.Rejected, Err: errors.New("discord: there is nothing visible to send")}
	}
	ids, err := a.post(ctx, to, bodies, key, bulk)
	if err != nil {
		return "", err
	}
	return bots.MessageID(ids[len(ids)-1]), nil
}

// post sends messages to a chat, one after the other. Each has a nonce made of
// the key, so that sending all again adds nothing.
func (a *Adapter) post(ctx context.Context, to bots.Chat, bodies []body, key string, prio priority) ([]string, *sendFailure) {
	var ids []string
	for n, b := range bodies {
		id, f := a.postOne(ctx, to, b, nonce(key, n), prio)
		if f != nil {
			return ids, a.failed(to, f, n, len(bodies))
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// sendFailure is bots.SendError; the alias keeps nil pointers from becoming
// errors by accident.
type sendFailure = bots.SendError

// failed says what the core needs to know. Where a part arrived, nothing else
// may be taken for "nothing arrived".
func (a *Adapter) failed(to bots.Chat, f *failure, done, of int) *sendFailure {
	e := f.sendError()
	if e.Kind == bots.Gone && f.code == codeMissingAccess && a.places.left(string(to.ID)) {
		e.Reason = bots.Kicked
	}
	if done > 0 && e.Kind != bots.Unknown {
		return &bots.SendError{Kind: bots.Unknown, Err: fmt.Errorf("discord: only %d of %d parts arrived: %w", done, of, e)}
	}
	return e
}

func (a *Adapter) postOne(ctx context.Context, to bots.Chat, b body, nonce string, prio priority) (string, *failure) {
	b.Nonce, b.EnforceNonce = nonce, true
	for reopened := false; ; reopened = true {
		channel, f := a.channel(ctx, to.ID, prio)
		if f != nil {
			return "", f
		}
		id, f := a.postIn(ctx, channel, b, prio)
		user, direct := personOf(to.ID)
		if f != nil && f.code == codeUnknownChannel && direct && !reopened {
			a.direct.forget(user)
			continue
		}
		return id, f
	}
}

func (a *Adapter) postIn(ctx context.Context, channel string, b body, prio priority) (string, *failure) {
	var sent sentMessage
	q := request{
		method: http.MethodPost, route: "/channels/{}/messages", args: []string{channel}, body: b,
		prio: prio, patience: sendPatience,
	}
	call := func() *failure {
		q.files = b.files()
		return a.client.call(ctx, q, &sent)
	}
	f := a.retry(ctx, call)
	switch {
	case f == nil:
		return sent.ID, nil
	case f.code == codeUnknownMessage:
		// An earlier attempt arrived, and somebody deleted the message since.
		return "", nil
	case f.code == codeInvalidBody:
		a.stats.bare.Add(1)
		a.log.ErrorContext(ctx, "discord: a message was refused; sent without buttons and frame", "error", f)
		b = b.bare()
		q.body = b
		if f = a.retry(ctx, call); f == nil {
			return sent.ID, nil
		}
	}
	return "", f
}

// retry repeats a call that had no effect, or may be made twice. A wait that
// Discord asks for is left to the caller, unless it is short.
func (a *Adapter) retry(ctx context.Context, call func() *failure) *failure {
	unsure := false
	for tries := 0; ; tries++ {
		f := call()
		if f == nil {
			return nil
		}
		unsure = unsure || f.maybe
		wait := a.pause(tries)
		if !f.until.IsZero() {
			wait = f.until.Sub(a.clock())
		}
		repeat := f.again() || f.maybe || !f.until.IsZero() && wait <= sendPatience
		if !repeat || tries >= sendTries || sleep(ctx, wait) != nil {
			// What was unsure once stays so, whatever came after, unless
			// Discord said that the message cannot be there.
			f.maybe = unsure && (f.status == 0 || f.status >= 500 || !f.until.IsZero())
			if f.maybe {
				f.until = time.Time{}
			}
			return f
		}
	}
}

// nonce is the nonce of a part: the same for every attempt.
func nonce(key string, part int) string {
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(part)))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:nonceLength]
}

// Edit implements bots.Editor. What does not fit into the message follows as
// new ones.
func (a *Adapter) Edit(ctx bots.Context, in bots.Chat, id bots.MessageID, r bots.Reply) error {
	bodies := compose(r)
	if len(bodies) == 0 {
		return &bots.SendError{Kind: bots.Rejected, Err: errors.New("discord: there is nothing visible to show")}
	}
	if _, err := a.replace(ctx, in, []string{string(id)}, bodies, string(id)+" more", sendPatience); err != nil {
		return err
	}
	return nil
}

// replace puts messages in the place of those with the ids, and returns what
// the ids are then. What does not fit into them is sent with the key. Without
// patience each change is tried once.
func (a *Adapter) replace(
	ctx context.Context, in bots.Chat, ids []string, bodies []body, key string, patience time.Duration,
) ([]string, *sendFailure) {
	channel, f := a.channel(ctx, in.ID, urgent)
	if f != nil {
		return ids, a.failed(in, f, 0, len(bodies))
	}
	for n, b := range bodies {
		if n >= len(ids) {
			more, err := a.post(ctx, in, bodies[n:], key, urgent)
			return append(ids[:n:n], more...), err
		}
		id := ids[n] //nolint:gosec // n is below its length: see above
		q := request{
			method: http.MethodPatch, route: "/channels/{}/messages/{}", args: []string{channel, id},
			body: b, patience: patience,
		}
		change := func() *failure {
			q.files = b.files()
			return a.client.call(ctx, q, nil)
		}
		try := a.retry
		if patience == 0 {
			try = func(_ context.Context, call func() *failure) *failure { return call() }
		}
		f := try(ctx, change)
		if f != nil {
			return ids, a.failed(in, f, n, len(bodies))
		}
	}
	for _, id := range ids[len(bodies):] {
		q := request{method: http.MethodDelete, route: "/channels/{}/messages/{}", args: []string{channel, id}, patience: sendPatience}
		if f := a.client.call(ctx, q, nil); f != nil {
			a.log.InfoContext(ctx, "discord: a message that nothing replaces stays", "error", f)
		}
	}
	return ids[:len(bodies)], nil
}

// Typing implements bots.Typer.
func (a *Adapter) Typing(ctx bots.Context, in bots.Chat) error {
	channel, f := a.channel(ctx, in.ID, urgent)
	if f == nil {
		f = a.client.call(ctx, request{method: http.MethodPost, route: "/channels/{}/typing", args: []string{channel}}, nil)
	}
	if f != nil && f.until.IsZero() {
		return f.sendError()
	}
	return nil // Too often is no failure: it shows already.
}

// asReply makes a message a reply to another.
func asReply(b body, to string) body {
	if to != "" {
		b.Reference = &reference{MessageID: to}
		b.AllowedMentions = &mentions{Parse: []discordgo.AllowedMentionType{}, RepliedUser: false}
	}
	return b
}
