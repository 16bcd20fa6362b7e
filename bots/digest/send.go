package digest

import (
	"context"
	"fmt"
	"hash/fnv"
	"log/slog"
	"strconv"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Chunk is how long one run of a sender may take before it ends by itself, so
// that a job that died is noticed soon.
const Chunk = 25 * time.Second

const (
	// lease is how long a claim holds: a chunk, and the slowest call.
	lease = 90 * time.Second
	// calling bounds one call of the platform.
	calling = 40 * time.Second
	// DefaultLanes is how many messages of a bot are under way at once. At
	// 200 ms a call it is enough for 40 a second, and no more than that many
	// messages can be in doubt after a crash.
	DefaultLanes = 8
	// claimBatch is how many rows are claimed at once: some seconds' worth at
	// 30 a second, so that a claim is never old when it is used.
	claimBatch = 100
	// retryLater is when a sender looks again that found nothing to do.
	retryLater = 5 * time.Second
)

// SenderStore is what a sender needs of the store.
type SenderStore interface {
	Sendings
	Subscribers
	bots.Inbox
}

// Composer makes the messages.
type Composer interface {
	// Compose returns the message of a row, what it holds, and, if there is
	// nothing to send, why. A row that holds entries already is composed of
	// these.
	Compose(row Row, s Subscription, h History) (bots.Reply, []string, Reason)
}

// Sender sends the claimed rows of one bot. Only one Sender of a bot may run
// at a time; a second one does no harm but the adapter's limits then hold for
// each of the two.
type Sender struct {
	Store    SenderStore
	Adapter  bots.Adapter
	Composer Composer
	// Owner names this process in claims; it must be its own.
	Owner string
	Clock func() time.Time
	Log   *slog.Logger
	// Lanes is how many messages are under way at once; 0 means DefaultLanes.
	Lanes int
	// ResendUnknown sends a message in doubt again where the platform cannot
	// recognize a repetition: rather twice than not at all. The default is
	// rather not at all than twice.
	ResendUnknown bool
	// Budget bounds broadcasts; nil lets none through.
	Budget *Budget
}

// Run sends what may be sent, for at most Chunk, and returns when to run
// again. Messages that were under way when ctx ended are finished; those that
// were not yet begun go back to the ledger.
func (s *Sender) Run(ctx context.Context) (again time.Duration, err error) {
	end := s.Clock().Add(Chunk)
	for ctx.Err() == nil && s.Clock().Before(end) {
		waits, err := s.Store.Waits(ctx, s.Adapter.Platform(), s.Clock())
		if err != nil {
			return retryLater, fmt.Errorf("read the waits of %s: %w", s.Adapter.Platform(), err)
		}
		if until, ok := waits[""]; ok {
			return max(time.Second, min(until.Sub(s.Clock()), time.Minute)), nil
		}
		rows, err := s.claim(ctx)
		if err != nil || len(rows) == 0 {
			return retryLater, err
		}
		if err := s.deliver(ctx, rows, waits, end); err != nil {
			return retryLater, err
		}
	}
	return 0, nil
}

// claim takes rows, those of the digest first. Broadcasts get what their
// budget allows, and nothing while digests are waiting.
func (s *Sender) claim(ctx context.Context) ([]Row, error) {
	now := s.Clock()
	c := Claim{Platform: s.Adapter.Platform(), Lane: DigestLane, Owner: s.Owner, Now: now, Until: now.Add(lease), N: claimBatch}
	rows, err := s.Store.Claim(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("claim rows of %s: %w", c.Platform, err)
	}
	if len(rows) > 0 || s.Budget == nil {
		return rows, nil
	}
	c.Lane = BroadcastLane
	if c.N = s.Budget.Allow(now); c.N == 0 {
		return nil, nil
	}
	if rows, err = s.Store.Claim(ctx, c); err != nil {
		return nil, fmt.Errorf("claim broadcasts of %s: %w", c.Platform, err)
	}
	s.Budget.Spend(now, len(rows))
	return rows, nil
}

// deliver sends rows in parallel lanes, those of one chat in one lane and in
// order.
func (s *Sender) deliver(ctx context.Context, rows []Row, waits map[bots.ChatID]time.Time, end time.Time) error {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.Subscriber
	}
	subs, err := s.Store.ByID(ctx, ids)
	if err != nil {
		return fmt.Errorf("read %d subscriptions: %w", len(ids), err)
	}
	histories, err := s.Store.Histories(ctx, ids)
	if err != nil {
		return fmt.Errorf("read the histories of %d subscriptions: %w", len(ids), err)
	}
	n := s.Lanes
	if n <= 0 {
		n = DefaultLanes
	}
	lanes := make([][]Row, n)
	for _, r := range rows {
		h := fnv.New32a()
		_, _ = h.Write([]byte(subs[r.Subscriber].Chat.ID)) // never fails
		i := h.Sum32() % uint32(n)
		lanes[i] = append(lanes[i], r)
	}
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i, lane := range lanes {
		wg.Go(func() {
			for _, r := range lane {
				if ctx.Err() != nil || !s.Clock().Before(end) || errs[i] != nil {
					return
				}
				sub, ok := subs[r.Subscriber]
				errs[i] = s.one(ctx, r, sub, ok, histories[r.Subscriber], waits)
			}
		})
	}
	wg.Wait()
	// Whatever was not begun goes back; that is also right after an error.
	if err := s.Store.Release(context.WithoutCancel(ctx), s.Owner); err != nil {
		return fmt.Errorf("give rows back: %w", err)
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// one sends one row and records what became of it.
func (s *Sender) one(ctx context.Context, r Row, sub Subscription, known bool, h History, waits map[bots.ChatID]time.Time) error {
	// From here on the work is finished even if ctx ends meanwhile.
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*calling)
	defer cancel()
	now := s.Clock()
	o := Outcome{Row: r.ID, Owner: s.Owner, At: now, Attempts: r.Attempts}
	if why, later := s.obstacle(r, sub, known, now); why != "" {
		o.State, o.Reason = Skipped, why
		if r.Attempts > 0 && why == Late {
			o.State, o.Reason, o.Detail = Failed, Down, r.Detail
			if !r.Begun.IsZero() && r.Reason == LostAnswer {
				o.State, o.Reason = Unknown, LostAnswer
			}
		}
		return s.finish(work, o)
	} else if until := laterOf(later, waits[sub.Chat.ID]); until.After(now) {
		o.State, o.NotBefore, o.Reason, o.Detail = Planned, until, r.Reason, r.Detail
		return s.finish(work, o)
	}
	reply, entries, why := s.Composer.Compose(r, sub, h)
	if why != "" {
		o.State, o.Reason = Skipped, why
		return s.finish(work, o)
	}
	r.Entries = entries
	begun, err := s.Store.Begin(work, s.Owner, []Row{r}, now)
	if err != nil {
		return fmt.Errorf("begin row %d: %w", r.ID, err)
	}
	if len(begun) == 0 {
		return nil
	}
	call, cancelCall := context.WithTimeout(work, calling)
	id, err := s.send(call, sub.Chat, reply, r)
	cancelCall()
	return s.record(work, r, sub, id, err)
}

// obstacle says why a row must not be sent at all, or not before when.
func (s *Sender) obstacle(r Row, sub Subscription, known bool, now time.Time) (why Reason, later time.Time) {
	switch {
	case !known || sub.State == Ended:
		return NotSubscribed, later
	case sub.State == Paused:
		return OnPause, later
	case now.After(r.Deadline):
		return Late, later
	}
	if r.Kind == KindDigest && now.Sub(r.Due) < time.Hour {
		// Practically the subscriber's own time.
		return "", later
	}
	loc, err := sub.Location()
	if err != nil {
		return "", later
	}
	end := sub.Quiet.End(now, loc)
	if end.After(r.Deadline) {
		return QuietHours, later
	}
	return "", end
}

// send calls the platform, with the row's key where the platform knows keys.
func (s *Sender) send(ctx context.Context, to bots.Chat, reply bots.Reply, r Row) (bots.MessageID, error) {
	if k, ok := s.Adapter.(bots.KeyedSender); ok {
		return k.SendKeyed(ctx, to, reply, r.Key())
	}
	return s.Adapter.Send(ctx, to, reply)
}

// Key is the idempotency key of a row: the same for every attempt. It has at
// most 25 characters, Discord's limit for a nonce
// (https://discord.com/developers/docs/resources/message#create-message).
func (r Row) Key() string {
	return strconv.FormatInt(r.ID, 36) + "-" + strconv.FormatInt(r.Due.Unix(), 36)
}

// keyHolds reports whether the platform still recognizes the key of a row that
// was first sent at begun.
func keyHolds(a bots.Adapter, begun, now time.Time) bool {
	k, ok := a.(bots.KeyedSender)
	return ok && now.Sub(begun) < k.KeyWindow()-keyMargin
}

// keyMargin is kept from the end of the window, since the repetition takes
// its time to arrive.
const keyMargin = calling

// record writes the result of a send and draws its consequences.
func (s *Sender) record(ctx context.Context, r Row, sub Subscription, id bots.MessageID, sendErr error) error {
	now := s.Clock()
	begun := r.Begun
	if begun.IsZero() {
		begun = now
	}
	v := judge(sendErr, now, r.Attempts, s.ResendUnknown || keyHolds(s.Adapter, begun, now))
	if v.State == Planned && !v.NotBefore.Before(r.Deadline) {
		v = expired(v)
	}
	o := Outcome{Row: r.ID, Owner: s.Owner, State: v.State, Reason: v.Reason, Detail: v.Detail,
		NotBefore: v.NotBefore, Attempts: r.Attempts, Message: id, At: now}
	if v.Counts {
		o.Attempts++
	}
	err := s.finish(ctx, o)
	if v.Wait.After(now) && err == nil {
		chat := sub.Chat.ID
		if v.WaitAll {
			chat = ""
		}
		err = s.Store.Wait(ctx, sub.Chat.Platform, chat, v.Wait)
	}
	if err == nil {
		err = consequences(ctx, s.Store, sub, v)
	}
	return err
}

// expired is the verdict where the next attempt would come too late.
func expired(v Verdict) Verdict {
	v.State = Failed
	switch v.Reason {
	case LostAnswer:
		v.State = Unknown
	case "":
		v.Reason = Down
	}
	return v
}

func (s *Sender) finish(ctx context.Context, o Outcome) error {
	if err := s.Store.Finish(ctx, []Outcome{o}); err != nil {
		return fmt.Errorf("record that row %d is %s: %w", o.Row, o.State, err)
	}
	return nil
}

// consequences ends, pauses or moves a subscription, once.
func consequences(ctx context.Context, store Subscribers, sub Subscription, v Verdict) error {
	if v.MovedTo != "" {
		return store.Move(ctx, sub.Chat.Platform, sub.Chat.ID, v.MovedTo)
	}
	if !v.End && !v.Pause {
		return nil
	}
	return change(ctx, store, sub.Chat, func(s *Subscription) bool {
		if s.State == Ended || (s.State == Paused && !v.End) {
			return false
		}
		s.State, s.Reason, s.Until = Paused, v.Reason, 0
		if v.End {
			s.State = Ended
		}
		s.NextDay, s.NextAt = 0, time.Time{}
		return true
	})
}

// change edits a stored subscription, again if somebody else did meanwhile.
func change(ctx context.Context, store Subscribers, c bots.Chat, edit func(*Subscription) bool) error {
	for {
		s, ok, err := store.Find(ctx, c)
		if err != nil || !ok || !edit(&s) {
			return err
		}
		if _, err = store.Save(ctx, s, nil); err == nil || !isChanged(err) {
			return err
		}
	}
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
