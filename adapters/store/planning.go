package store

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/digest"
)

// Due implements digest.Planning.
func (s *Store) Due(ctx context.Context, now time.Time, n int) ([]digest.Subscription, error) {
	due, err := pick(ctx, s.read, "next_at > 0 AND next_at <= ? ORDER BY next_at LIMIT ?", millis(now), n)
	return due, s.failed(err, "read the subscriptions that are due")
}

// Plan implements digest.Planning.
func (s *Store) Plan(ctx context.Context, plans []digest.Plan) (added int, err error) {
	if len(plans) == 0 {
		return 0, nil
	}
	args := make([]any, 0, 5*len(plans))
	for _, p := range plans {
		args = append(args, p.Subscriber, millis(p.Was), p.NextDay.String(), millis(p.NextAt), p.LastDay.String())
	}
	err = s.inTx(ctx, func(tx bun.Tx) error {
		// Both engines call the columns of VALUES column1, column2 and so on.
		var moved []int64
		err := tx.NewRaw(`UPDATE subscriptions SET next_day = v.column3, next_at = v.column4, last_day = v.column5,
			reason = CASE WHEN state = 'paused' THEN '' ELSE reason END,
			until_day = '', state = 'active', revision = revision + 1
			FROM (VALUES `+strings.Repeat(marks(5)+", ", len(plans)-1)+marks(5)+`) AS v
			WHERE subscriptions.id = v.column1 AND subscriptions.next_at = v.column2 RETURNING subscriptions.id`,
			args...).Scan(ctx, &moved)
		if err != nil {
			return err
		}
		slices.Sort(moved)
		var rows []digest.Row
		for _, p := range plans {
			if _, ok := slices.BinarySearch(moved, p.Subscriber); ok {
				rows = append(rows, p.Rows...)
			}
		}
		added, err = insertRows(ctx, tx, rows)
		return err
	})
	return added, s.failed(err, "plan %d subscriptions", len(plans))
}

const rowColumns = `subscriber, platform, local_date, kind, lane, due_at, not_before, deadline, state, reason, detail,
	attempts, owner, lease_until, begun_at, entries, message, finished_at`

var rowMarks = marks(18)

// insertRows adds rows to the ledger and leaves alone those there are already.
func insertRows(ctx context.Context, db bun.IDB, rows []digest.Row) (added int, err error) {
	for len(rows) > 0 {
		n := min(len(rows), insertBatch)
		args := make([]any, 0, n*18)
		for _, r := range rows[:n] {
			args = append(args, r.Subscriber, r.Platform, r.Day.String(), r.Kind, r.Lane, millis(r.Due), millis(r.NotBefore),
				millis(r.Deadline), r.State, r.Reason, plain(r.Detail), r.Attempts, r.Owner, millis(r.Lease), millis(r.Begun),
				strings.Join(r.Entries, ","), r.Message, millis(r.Finished))
		}
		result, err := db.NewRaw("INSERT INTO deliveries ("+rowColumns+") VALUES "+
			strings.Repeat(rowMarks+", ", n-1)+rowMarks+
			" ON CONFLICT (subscriber, local_date, kind) DO NOTHING", args...).Exec(ctx)
		if err != nil {
			return added, err
		}
		added += affected(result)
		rows = rows[n:]
	}
	return added, nil
}
