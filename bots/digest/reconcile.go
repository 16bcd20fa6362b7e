package digest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Reconciler repairs what crashes and lost connections left behind: claims and
// sends whose lease ended, rows whose time passed before anybody began them,
// subscriptions without a promise.
type Reconciler struct {
	Store interface {
		Repairs
		Subscribers
	}
	// Adapters are those of this service; a row of another one is left to
	// its deadline.
	Adapters []bots.Adapter
	// ResendUnknown are the platforms on which a message in doubt is sent
	// again although they cannot recognize a repetition.
	ResendUnknown map[bots.Platform]bool
}

// Repaired says what a run of the reconciler found.
type Repaired struct {
	Released int // claims that were never begun: planned again
	Resent   int // in doubt, and sent again under the same key
	Unknown  int // in doubt, and left so
	Missed   int // planned, and too late before anybody began
	Promised int // subscriptions that had lost their promise
}

// Any reports whether anything was repaired.
func (r Repaired) Any() bool { return r != Repaired{} }

// repairBatch is how many rows are repaired at once.
const repairBatch = 500

// Run repairs everything that needs it at now.
func (r *Reconciler) Run(ctx context.Context, now time.Time) (Repaired, error) {
	var total Repaired
	for _, step := range []func(context.Context, time.Time, *Repaired) (int, error){
		r.expired, r.overdue, r.orphans,
	} {
		for ctx.Err() == nil {
			n, err := step(ctx, now, &total)
			if err != nil {
				return total, err
			}
			if n < repairBatch {
				break
			}
		}
	}
	return total, nil
}

func (r *Reconciler) expired(ctx context.Context, now time.Time, total *Repaired) (int, error) {
	rows, err := r.Store.Expired(ctx, now, repairBatch)
	if err != nil {
		return 0, fmt.Errorf("read rows whose lease ended: %w", err)
	}
	var out []Outcome
	for _, row := range rows {
		o := Outcome{Row: row.ID, Owner: row.Owner, State: Planned, NotBefore: now, Attempts: row.Attempts,
			Reason: row.Reason, Detail: row.Detail, At: now}
		switch {
		case row.State == Claimed:
			total.Released++
		case r.mayResend(row, now):
			o.Reason = LostAnswer
			o.Attempts++
			total.Resent++
		default:
			o.State, o.Reason, o.Detail = Unknown, Interrupted, ""
			total.Unknown++
		}
		out = append(out, o)
	}
	return len(rows), r.settle(ctx, rows, out)
}

func (r *Reconciler) mayResend(row Row, now time.Time) bool {
	if now.After(row.Deadline) {
		return false
	}
	if r.ResendUnknown[row.Platform] {
		return true
	}
	for _, a := range r.Adapters {
		if a.Platform() == row.Platform {
			return keyHolds(a, row.Begun, now)
		}
	}
	return false
}

func (r *Reconciler) overdue(ctx context.Context, now time.Time, total *Repaired) (int, error) {
	rows, err := r.Store.Overdue(ctx, now, repairBatch)
	if err != nil {
		return 0, fmt.Errorf("read rows that are too late: %w", err)
	}
	var out []Outcome
	for _, row := range rows {
		o := Outcome{Row: row.ID, State: Skipped, Reason: Late, Attempts: row.Attempts, Detail: row.Detail, At: now}
		if row.Attempts > 0 {
			o.State, o.Reason = Failed, Down
		}
		o.State, o.Reason = row.unsent(o.State, o.Reason)
		out = append(out, o)
		total.Missed++
	}
	return len(rows), r.settle(ctx, rows, out)
}

func (r *Reconciler) settle(ctx context.Context, rows []Row, out []Outcome) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := r.Store.Settle(ctx, rows, out); err != nil {
		return fmt.Errorf("settle %d rows: %w", len(rows), err)
	}
	return nil
}

func (r *Reconciler) orphans(ctx context.Context, now time.Time, total *Repaired) (int, error) {
	subs, err := r.Store.Orphans(ctx, repairBatch)
	if err != nil {
		return 0, fmt.Errorf("read subscriptions without a promise: %w", err)
	}
	for _, s := range subs {
		s.Promise(nil, now)
		if _, err := r.Store.Save(ctx, s, nil); err != nil && !isChanged(err) {
			return 0, fmt.Errorf("promise subscription %d a message: %w", s.ID, err)
		}
		total.Promised++
	}
	return len(subs), nil
}

func isChanged(err error) bool { return errors.Is(err, ErrChanged) }
