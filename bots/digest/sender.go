package digest

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Chunk is how long one run of a sender may take before it ends by itself, so
// that a job that died is noticed soon.
const Chunk = 25 * time.Second

const (
	// calling bounds one call of the platform.
	calling = 20 * time.Second
	// recording bounds what is done after the call, if the database is slow
	// or away for a moment.
	recording = 15 * time.Second
	// lease is how long a claim holds: a chunk, the slowest call begun at its
	// end and its recording, and half a minute for clocks that differ.
	lease = 90 * time.Second
	// DefaultLanes is how many messages of a bot are under way at once. At
	// 200 ms a call it is enough for 40 a second, and no more than that many
	// messages can be in doubt after a crash.
	DefaultLanes = 8
	// claimBatch is how many rows are claimed at once: some seconds' worth at
	// 30 a second, so that a claim is never old when it is used.
	claimBatch = 100
	// retryLater is when a sender looks again that found nothing to do.
	retryLater = 5 * time.Second
	// spent is when it looks again after broadcasts used up their budget: soon
	// enough for none of it to be lost, since it holds two seconds' worth.
	spent = time.Second
)

// SenderStore is what a sender needs of the store.
type SenderStore interface {
	Sendings
	Subscribers
	Waits
}

// Composer makes the messages.
type Composer interface {
	// Compose returns the message of a row, the entries it holds and, if
	// there is nothing to send, why. A row that holds entries already is
	// composed of these.
	Compose(ctx context.Context, row Row, s Subscription, h History) (bots.Reply, []string, Reason, error)
}

// Sender sends the planned rows of one bot. Only one Sender of a bot should
// run at a time; a second one sends nothing twice, but the adapter's limits
// then hold for each of the two.
type Sender struct {
	Store    SenderStore
	Adapter  bots.Adapter
	Composer Composer
	// Owner names this process in claims; it must be its own.
	Owner string
	Clock func() time.Time
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
		now := s.Clock()
		kept, err := s.Store.Waits(ctx, s.Adapter.Platform(), now)
		if err != nil {
			return retryLater, fmt.Errorf("read the waits of %s: %w", s.Adapter.Platform(), err)
		}
		waits := &waits{until: kept}
		if until := waits.all(); until.After(now) {
			return max(time.Second, min(until.Sub(now), time.Minute)), nil
		}
		rows, err := s.claim(ctx, now)
		switch {
		case err != nil:
			return retryLater, err
		case len(rows) == 0 && s.Budget != nil && s.Budget.Allow(now) == 0:
			return spent, nil
		case len(rows) == 0:
			return retryLater, nil
		}
		if err := s.deliver(ctx, rows, waits, end); err != nil {
			return retryLater, err
		}
	}
	return 0, nil
}

// claim takes rows, those of digests first. Broadcasts get what their budget
// allows, and nothing while digests could go.
func (s *Sender) claim(ctx context.Context, now time.Time) ([]Row, error) {
	c := Claim{Platform: s.Adapter.Platform(), Lane: DigestLane, Owner: s.Owner, Now: now,
		Until: now.Add(lease), N: claimBatch}
	rows, err := s.Store.Claim(ctx, c)
	if err != nil {
		return nil, fmt.Errorf("claim rows of %s: %w", c.Platform, err)
	}
	if len(rows) > 0 || s.Budget == nil {
		return rows, nil
	}
	c.Lane, c.N = BroadcastLane, min(claimBatch, s.Budget.Allow(now))
	if c.N == 0 {
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
func (s *Sender) deliver(ctx context.Context, rows []Row, w *waits, end time.Time) (err error) {
	defer func() {
		// Whatever was not begun goes back, after an error as well. If even
		// that fails, the lease ends by itself.
		err = errors.Join(err, s.Store.Release(context.WithoutCancel(ctx), s.Owner))
	}()
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
	var wg sync.WaitGroup
	lanes := s.lanes(rows, subs)
	errs := make([]error, len(lanes))
	for i, lane := range lanes {
		wg.Go(func() {
			for _, r := range lane {
				now := s.Clock()
				if ctx.Err() != nil || errs[i] != nil || !now.Before(end) || w.all().After(now) {
					return
				}
				sub, known := subs[r.Subscriber]
				d := delivery{Row: r, sub: sub, known: known, history: histories[r.Subscriber]}
				errs[i] = s.one(ctx, d, w)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (s *Sender) lanes(rows []Row, subs map[int64]Subscription) [][]Row {
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
	return lanes
}

// waits are those that the platform asked for, of chats and, under "", of the
// whole bot.
type waits struct {
	mu    sync.Mutex
	until map[bots.ChatID]time.Time
}

func (w *waits) all() time.Time { return w.of("") }

func (w *waits) of(c bots.ChatID) time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.until[c]
}

func (w *waits) add(c bots.ChatID, until time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.until == nil {
		w.until = map[bots.ChatID]time.Time{}
	}
	if until.After(w.until[c]) {
		w.until[c] = until
	}
}
