package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// delivery is a row of the table deliveries.
type delivery struct {
	ID         int64
	Subscriber int64
	Platform   bots.Platform
	LocalDate  string
	Kind       digest.Kind
	Lane       digest.Lane
	DueAt      int64
	NotBefore  int64
	Deadline   int64
	State      digest.RowState
	Reason     digest.Reason
	Detail     string
	Attempts   int
	Owner      string
	LeaseUntil int64
	BegunAt    int64
	Entries    string
	Message    bots.MessageID
	FinishedAt int64
}

func (d *delivery) value() digest.Row {
	r := digest.Row{
		ID: d.ID, Subscriber: d.Subscriber, Platform: d.Platform, Day: day(d.LocalDate), Kind: d.Kind, Lane: d.Lane,
		Due: moment(d.DueAt), NotBefore: moment(d.NotBefore), Deadline: moment(d.Deadline),
		State: d.State, Reason: d.Reason, Detail: d.Detail, Attempts: d.Attempts,
		Owner: d.Owner, Lease: moment(d.LeaseUntil), Begun: moment(d.BegunAt),
		Message: d.Message, Finished: moment(d.FinishedAt),
	}
	if d.Entries != "" {
		r.Entries = strings.Split(d.Entries, ",")
	}
	return r
}

func rowsOf(found []delivery) []digest.Row {
	out := make([]digest.Row, len(found))
	for i := range found {
		out[i] = found[i].value()
	}
	return out
}

// Claim implements digest.Sendings.
func (s *Store) Claim(ctx context.Context, c digest.Claim) ([]digest.Row, error) {
	skip := ""
	if s.address.engine == onPostgres {
		skip = "FOR UPDATE SKIP LOCKED"
	}
	var found []delivery
	err := s.write.NewRaw(`UPDATE deliveries SET state = 'claimed', owner = ?, lease_until = ? WHERE id IN
		(SELECT id FROM deliveries WHERE state = 'planned' AND platform = ? AND lane = ? AND not_before <= ?
		ORDER BY not_before, id LIMIT ? `+skip+`) RETURNING *`,
		c.Owner, millis(c.Until), c.Platform, c.Lane, millis(c.Now), c.N).Scan(ctx, &found)
	rows := rowsOf(found)
	slices.SortFunc(rows, func(a, b digest.Row) int {
		return cmp.Or(a.NotBefore.Compare(b.NotBefore), cmp.Compare(a.ID, b.ID))
	})
	return rows, s.failed(err, "claim rows of %s", c.Platform)
}

// StartSending implements digest.Sendings.
func (s *Store) StartSending(ctx context.Context, owner string, rows []digest.Row, at time.Time) (begun []int64, err error) {
	err = s.durably(ctx, func(tx bun.IDB) error {
		for _, r := range rows {
			var id []int64
			err := tx.NewRaw(`UPDATE deliveries SET state = 'sending', entries = ?,
				begun_at = CASE WHEN begun_at = 0 THEN ? ELSE begun_at END
				WHERE id = ? AND owner = ? AND state = 'claimed' RETURNING id`,
				strings.Join(r.Entries, ","), millis(at), r.ID, owner).Scan(ctx, &id)
			if err != nil {
				return err
			}
			begun = append(begun, id...)
		}
		return nil
	})
	return begun, s.failed(err, "begin to send %d rows", len(rows))
}

// Record implements digest.Sendings.
func (s *Store) Record(ctx context.Context, outcomes []digest.Outcome) error {
	err := s.inTx(ctx, func(tx bun.Tx) error {
		for _, o := range outcomes {
			done, err := settle(ctx, tx, o, `owner = ? AND state IN ('claimed', 'sending')`, o.Owner)
			if err != nil {
				return err
			}
			if done || (o.State != digest.Sent && o.State != digest.Failed) {
				continue
			}
			// The lease had ended, and the row was given up as unknown. Its
			// entries stand in the history already.
			_, err = tx.NewRaw(`UPDATE deliveries SET state = ?, reason = ?, detail = ?, message = ?, finished_at = ?
				WHERE id = ? AND owner = ? AND state = 'unknown' AND reason = ?`, o.State, o.Reason, plain(o.Detail),
				o.Message, millis(o.At), o.Row, o.Owner, digest.Interrupted).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return s.failed(err, "record %d outcomes", len(outcomes))
}

// settle writes one outcome, if the row is as where says, and reports whether
// it was. The owner stays with rows that are finished.
func settle(ctx context.Context, tx bun.Tx, o digest.Outcome, where string, args ...any) (bool, error) {
	owner, finished, begun := o.Owner, o.At, "begun_at"
	if !o.State.Final() {
		owner, finished = "", time.Time{}
		if o.Reason != digest.LostAnswer {
			begun = "0" // that attempt did not arrive
		}
	}
	var found []delivery
	err := tx.NewRaw(`UPDATE deliveries SET state = ?, reason = ?, detail = ?, attempts = ?, owner = ?, lease_until = 0,
		message = ?, finished_at = ?, begun_at = `+begun+`, not_before = CASE WHEN ? > 0 THEN ? ELSE not_before END
		WHERE id = ? AND `+where+` RETURNING *`, append([]any{o.State, o.Reason, plain(o.Detail), o.Attempts, owner,
		o.Message, millis(finished), millis(o.NotBefore), millis(o.NotBefore), o.Row}, args...)...).Scan(ctx, &found)
	if err != nil || len(found) == 0 {
		return false, err
	}
	if o.State == digest.Sent || o.State == digest.Unknown {
		err = noteHad(ctx, tx, found[0].Subscriber, found[0].value().Entries, found[0].LocalDate)
	}
	return true, err
}

// Release implements digest.Sendings.
func (s *Store) Release(ctx context.Context, owner string) error {
	// The first condition is that of the index.
	_, err := s.write.NewRaw(`UPDATE deliveries SET state = 'planned', owner = '', lease_until = 0
		WHERE state IN ('claimed', 'sending') AND state = 'claimed' AND owner = ?`, owner).Exec(ctx)
	return s.failed(err, "give claimed rows back")
}
