package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/digest"
)

func (s *Store) rows(ctx context.Context, where string, args ...any) ([]digest.Row, error) {
	var found []delivery
	err := s.read.NewRaw("SELECT * FROM deliveries WHERE "+where, args...).Scan(ctx, &found)
	return rowsOf(found), err
}

// Expired implements digest.Repairs.
func (s *Store) Expired(ctx context.Context, now time.Time, n int) ([]digest.Row, error) {
	rows, err := s.rows(ctx, `state IN ('claimed', 'sending') AND lease_until < ? ORDER BY lease_until LIMIT ?`, millis(now), n)
	return rows, s.failed(err, "read rows whose lease ended")
}

// Overdue implements digest.Repairs.
func (s *Store) Overdue(ctx context.Context, now time.Time, n int) ([]digest.Row, error) {
	rows, err := s.rows(ctx, `state = 'planned' AND deadline < ? ORDER BY deadline LIMIT ?`, millis(now), n)
	return rows, s.failed(err, "read rows that are too late")
}

// Orphans implements digest.Repairs.
func (s *Store) Orphans(ctx context.Context, n int) ([]digest.Subscription, error) {
	// The condition is that of the index.
	subs, err := pick(ctx, s.read,
		"next_at = 0 AND (state = 'active' OR (state = 'paused' AND until_day <> '')) ORDER BY id LIMIT ?", n)
	return subs, s.failed(err, "read subscriptions without a promise")
}

// Settle implements digest.Repairs.
func (s *Store) Settle(ctx context.Context, was []digest.Row, outcomes []digest.Outcome) (settled int, err error) {
	err = s.inTx(ctx, func(tx bun.Tx) error {
		settled = 0
		for i, o := range outcomes {
			done, err := settle(ctx, tx, o, `state = ? AND owner = ? AND lease_until = ?`,
				was[i].State, was[i].Owner, millis(was[i].Lease))
			if err != nil {
				return err
			}
			if done {
				settled++
			}
		}
		return nil
	})
	return settled, s.failed(err, "settle %d rows", len(outcomes))
}

// Retain implements digest.Repairs.
func (s *Store) Retain(ctx context.Context, before digest.Date, drafts time.Time) error {
	for {
		r, err := s.write.NewRaw(`DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries
			WHERE local_date < ? AND state IN ('sent', 'failed', 'skipped', 'unknown') ORDER BY local_date, id LIMIT ?)`,
			before.String(), changeBatch).Exec(ctx)
		if err != nil {
			return s.failed(err, "delete old rows of the ledger")
		}
		if affected(r) == 0 {
			break
		}
	}
	err := s.inTx(ctx, func(tx bun.Tx) error {
		for _, q := range []string{
			`UPDATE subscriptions SET state = 'ended', reason = 'asked', revision = revision + 1
				WHERE state = 'draft' AND created_at < ? AND (last_day <> ''
				OR EXISTS (SELECT 1 FROM history WHERE history.subscriber = subscriptions.id))`,
			`DELETE FROM subscriptions WHERE state = 'draft' AND created_at < ?`,
		} {
			if _, err := tx.NewRaw(q, millis(drafts)).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	return s.failed(err, "drop old drafts")
}

// Rows implements digest.Reports.
func (s *Store) Rows(ctx context.Context, q digest.RowQuery, f func(digest.Row, digest.Subscription) bool) error {
	where, args := "id > ?", []any{int64(0)}
	if q.Day != 0 {
		where, args = where+" AND local_date = ?", append(args, q.Day.String())
	}
	if q.Kind != "" {
		where, args = where+" AND kind = ?", append(args, q.Kind)
	}
	if q.Kind.BroadcastID() != 0 {
		where += " AND kind <> 'digest'" // the condition of the index
	}
	if q.Subscriber != 0 {
		where, args = where+" AND subscriber = ?", append(args, q.Subscriber)
	}
	for {
		page, err := s.rows(ctx, where+" ORDER BY id LIMIT ?", append(args, pageSize)...)
		if err != nil {
			return s.failed(err, "read the ledger")
		}
		ids := make([]int64, len(page))
		for i, r := range page {
			ids[i] = r.Subscriber
		}
		subs, err := s.ByID(ctx, ids)
		if err != nil {
			return err
		}
		for _, r := range page {
			if !f(r, subs[r.Subscriber]) {
				return nil
			}
			args[0] = r.ID
		}
		if len(page) < pageSize {
			return nil
		}
	}
}
