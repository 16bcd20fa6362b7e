package digest

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// delivery is a row on its way, with what is known of its subscriber.
type delivery struct {
	Row
	sub     Subscription
	known   bool
	history History
}

// inDoubt reports whether an earlier attempt may have arrived.
func (r Row) inDoubt() bool { return r.Reason == LostAnswer && !r.Begun.IsZero() }

// unsent is what becomes of a row that is not sent (again): state and why, or
// Unknown if an earlier attempt may have arrived.
func (r Row) unsent(state RowState, why Reason) (RowState, Reason) {
	if r.inDoubt() {
		return Unknown, LostAnswer
	}
	return state, why
}

// Key is the idempotency key of a row: the same for every attempt. It has at
// most 25 characters, Discord's limit for a nonce
// (https://discord.com/developers/docs/resources/message#create-message).
func (r Row) Key() string {
	return strconv.FormatInt(r.ID, 36) + "-" + strconv.FormatInt(r.Due.Unix(), 36)
}

// one sends one row and records what became of it.
func (s *Sender) one(ctx context.Context, d delivery, w *waits) error {
	// From here on the work is finished even if ctx ends meanwhile.
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), calling+recording)
	defer cancel()
	now := s.Clock()
	o := Outcome{Row: d.ID, Owner: s.Owner, At: now, Attempts: d.Attempts, Reason: d.Reason, Detail: d.Detail}
	state, why := s.obstacle(d, now)
	if state != "" {
		o.State, o.Reason = d.unsent(state, why)
		return s.finish(work, o)
	}
	if until := later(quietUntil(d, now), w.of(d.sub.Chat.ID)); until.After(now) {
		o.State, o.NotBefore = Planned, until
		return s.finish(work, o)
	}
	reply, entries, why, err := s.Composer.Compose(work, d.Row, d.sub, d.history)
	if err != nil {
		return fmt.Errorf("compose row %d: %w", d.ID, err)
	}
	if why != "" {
		o.State, o.Reason = d.unsent(Skipped, why)
		return s.finish(work, o)
	}
	d.Entries = entries
	begun, err := s.Store.StartSending(work, s.Owner, []Row{d.Row}, now)
	if err != nil {
		return fmt.Errorf("begin row %d: %w", d.ID, err)
	}
	if len(begun) == 0 {
		return nil // somebody else's meanwhile
	}
	call, cancelCall := context.WithTimeout(work, calling)
	defer cancelCall()
	id, err := s.call(call, d, reply)
	return s.record(work, d, w, id, err)
}

// obstacle says why a row must not be sent at all.
func (s *Sender) obstacle(d delivery, now time.Time) (RowState, Reason) {
	late := now.After(d.Deadline) || quietUntil(d, now).After(d.Deadline)
	switch {
	case d.inDoubt() && (late || !s.ResendUnknown && !keyHolds(s.Adapter, d.Begun, now)):
		return Unknown, LostAnswer
	case !d.known || d.sub.State == Ended || d.sub.State == Draft:
		return Skipped, NotSubscribed
	case d.sub.State == Paused:
		return Skipped, OnPause
	case late && d.Attempts > 0:
		return Failed, Down
	case now.After(d.Deadline):
		return Skipped, Late
	case late:
		return Skipped, QuietHours
	}
	return "", ""
}

// punctual is how late a digest may be to count as sent at the subscriber's
// own time, which lies outside of their quiet hours.
const punctual = 10 * time.Minute

// quietUntil is when the quiet hours around now end.
func quietUntil(d delivery, now time.Time) time.Time {
	loc, err := d.sub.Location()
	if err != nil || !d.sub.Quiet.Set() || (d.Kind == KindDigest && now.Sub(d.Due) < punctual) {
		return now
	}
	return d.sub.Quiet.End(now, loc)
}

// call calls the platform, with the row's key where the platform knows keys.
func (s *Sender) call(ctx context.Context, d delivery, reply bots.Reply) (bots.MessageID, error) {
	if k, ok := s.Adapter.(bots.KeyedSender); ok {
		return k.SendKeyed(ctx, d.sub.Chat, reply, d.Key())
	}
	return s.Adapter.Send(ctx, d.sub.Chat, reply)
}

// keyMargin is kept from the end of the window in which the platform
// recognizes a key, since the repetition takes its time to arrive.
const keyMargin = calling

// keyHolds reports whether the platform still recognizes the key of a row that
// was first sent at begun.
func keyHolds(a bots.Adapter, begun, now time.Time) bool {
	k, ok := a.(bots.KeyedSender)
	return ok && now.Sub(begun) < k.KeyWindow()-keyMargin
}

// record writes the result of a call and draws its consequences.
func (s *Sender) record(ctx context.Context, d delivery, w *waits, id bots.MessageID, sendErr error) error {
	now := s.Clock()
	begun := d.Begun
	if begun.IsZero() {
		begun = now
	}
	v := judge(sendErr, now, d.Attempts, s.ResendUnknown || keyHolds(s.Adapter, begun, now))
	v = s.soon(v.within(d.Deadline).doubting(d.inDoubt()), now)
	o := Outcome{Row: d.ID, Owner: s.Owner, State: v.State, Reason: v.Reason, Detail: v.Detail,
		NotBefore: v.NotBefore, Attempts: d.Attempts, Message: id, At: now}
	if v.Counts {
		o.Attempts++
	}
	if err := s.finish(ctx, o); err != nil {
		return err
	}
	if v.Wait.After(now) {
		chat := d.sub.Chat.ID
		if v.WaitAll {
			chat = ""
		}
		w.add(chat, v.Wait)
		if err := s.Store.Wait(ctx, d.sub.Chat.Platform, chat, v.Wait); err != nil {
			return fmt.Errorf("keep the wait that %s asked for: %w", d.sub.Chat.Platform, err)
		}
	}
	return consequences(ctx, s.Store, d.sub, v)
}

// tries is how often a message in doubt is repeated while its key holds, if
// the platform does not ask for longer waits.
const tries = 10

// soon shortens the pause before a message in doubt is repeated, so that many
// attempts fit into the time in which the platform recognizes its key.
func (s *Sender) soon(v Verdict, now time.Time) Verdict {
	k, ok := s.Adapter.(bots.KeyedSender)
	if !ok || v.State != Planned || v.Reason != LostAnswer || v.Wait.After(now) {
		return v
	}
	if most := now.Add(max(firstPause, k.KeyWindow()/tries)); v.NotBefore.After(most) {
		v.NotBefore = most
	}
	return v
}

// finish records an outcome. A database that is away for a moment is asked
// again: the message is out, and the ledger should say so.
func (s *Sender) finish(ctx context.Context, o Outcome) error {
	pause := 100 * time.Millisecond
	for {
		err := s.Store.Record(ctx, []Outcome{o})
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("record that row %d is %s: %w", o.Row, o.State, err)
		case <-time.After(pause):
			pause *= 2
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
