package digest

import (
	"context"
	"fmt"
	"strings"
)

// recent is how many broadcasts are looked at: more are never open at once.
const recent = 50

// Run takes every open broadcast one step on. It may run at any time and in
// several processes.
func (b *Broadcaster) Run(ctx context.Context) error {
	open, err := b.Store.Broadcasts(ctx, recent)
	if err != nil {
		return fmt.Errorf("read the broadcasts: %w", err)
	}
	for _, c := range open {
		var err error
		switch c.State {
		case Filling:
			err = b.fill(ctx, c)
		case Trying, Running:
			err = b.watch(ctx, c)
		case Held, Stopped:
			// What came back to the ledger after the stop waits as well.
			_, err = b.Store.Shift(ctx, c.Kind(), BroadcastLane, HeldLane, everything, never)
		case Abandoned:
			_, err = b.Store.Cancel(ctx, c.Kind(), Cancelled, b.Clock())
		}
		if err != nil && !isChanged(err) {
			return fmt.Errorf("go on with broadcast %d: %w", c.ID, err)
		}
	}
	return nil
}

// fill writes a row for every recipient. It goes on where it was interrupted:
// rows that are there already are left alone.
func (b *Broadcaster) fill(ctx context.Context, c Broadcast) error {
	for ctx.Err() == nil && !c.Filled {
		subs, err := b.Store.After(ctx, c.Cursor, planBatch)
		if err != nil {
			return err
		}
		var rows []Row
		for i := range subs {
			if c.To.Has(&subs[i]) {
				rows = append(rows, c.row(&subs[i]))
			}
			c.Cursor = subs[i].ID
		}
		if _, err := b.Store.Enqueue(ctx, rows); err != nil {
			return err
		}
		c.Filled = len(subs) < planBatch
		if c.Filled {
			c.State = c.next()
		}
		if c, err = b.Store.SaveBroadcast(ctx, c); err != nil {
			return err // somebody paused or cancelled it
		}
	}
	return ctx.Err()
}

// watch lets rows go and looks how they fare.
func (b *Broadcaster) watch(ctx context.Context, c Broadcast) error {
	counts, err := b.Store.Tally(ctx, c.Kind())
	if err != nil {
		return err
	}
	t := tally(counts)
	// Few results are counted as if they were a whole sample, so that one
	// failure among the first three stops nothing.
	if sample := max(t.done(), min(leastSample, t.All)); float64(t.bad) > c.MaxErrors*float64(sample) {
		_, err := b.hold(ctx, c.ID, Stopped, fmt.Sprintf("%d of %d failed or are unknown", t.bad, t.done()))
		return err
	}
	if c.State == Trying {
		if t.going < c.Canary && t.held > 0 {
			_, err := b.Store.Shift(ctx, c.Kind(), HeldLane, BroadcastLane, c.Canary-t.going, b.Clock().Add(BroadcastWindow))
			return err
		}
		if t.open > t.held {
			return nil // still under way
		}
		c.Tried = true
		c.State = c.next()
		if c, err = b.Store.SaveBroadcast(ctx, c); err != nil {
			return err
		}
	}
	if t.held > 0 {
		_, err := b.Store.Shift(ctx, c.Kind(), HeldLane, BroadcastLane, everything, b.Clock().Add(BroadcastWindow))
		return err
	}
	if t.open == 0 {
		c.State, c.Finished = Done, b.Clock()
		_, err = b.Store.SaveBroadcast(ctx, c)
	}
	return err
}

// leastSample is how many results are needed before a share of failures says
// anything.
const leastSample = 20

// Progress is how far a broadcast got.
type Progress struct {
	All, Sent, Failed, Unknown, Skipped int
	// Reasons count what failed or was skipped, by reason.
	Reasons map[Reason]int

	open, held, going, bad int
}

func (p Progress) done() int { return p.All - p.open }

// Done is how many rows are settled.
func (p Progress) Done() int { return p.done() }

// Bar is the progress in ten marks.
func (p Progress) Bar() string {
	const width = 10
	full := 0
	if p.All > 0 {
		full = width * p.done() / p.All
	}
	return strings.Repeat("▓", full) + strings.Repeat("░", width-full)
}

func tally(counts []Count) Progress {
	p := Progress{Reasons: map[Reason]int{}}
	for _, c := range counts {
		p.All += c.N
		if c.Lane != HeldLane {
			p.going += c.N
		} else if c.State == Planned {
			p.held += c.N
		}
		switch c.State {
		case Sent:
			p.Sent += c.N
		case Failed:
			p.Failed += c.N
			if !byPlatform(c.Reason) {
				p.bad += c.N // people who left are no fault of the message
			}
		case Unknown:
			p.Unknown += c.N
			p.bad += c.N
		case Skipped:
			p.Skipped += c.N
		default:
			p.open += c.N
		}
		if c.State == Failed || c.State == Skipped || c.State == Unknown {
			p.Reasons[c.Reason] += c.N
		}
	}
	return p
}

// Progress counts a broadcast's rows.
func (b *Broadcaster) Progress(ctx context.Context, id int64) (Broadcast, Progress, error) {
	c, ok, err := b.Store.FindBroadcast(ctx, id)
	if err != nil {
		return c, Progress{}, err
	}
	if !ok {
		return c, Progress{}, fmt.Errorf("broadcast %d: %w", id, ErrNoBroadcast)
	}
	counts, err := b.Store.Tally(ctx, c.Kind())
	return c, tally(counts), err
}
