package store

import (
	"context"
	"encoding/json"
	"math"
	"time"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/digest"
)

// broadcast is a row of the table broadcasts.
type broadcast struct {
	ID       int64
	State    string
	Data     string
	Revision int64
}

func (b *broadcast) value() (digest.Broadcast, error) {
	var v digest.Broadcast
	err := json.Unmarshal([]byte(b.Data), &v)
	v.ID, v.Revision = b.ID, b.Revision
	return v, err
}

// SaveBroadcast implements digest.BroadcastStore.
func (s *Store) SaveBroadcast(ctx context.Context, b digest.Broadcast) (digest.Broadcast, error) {
	was := b.Revision
	b.Revision++
	data, err := json.Marshal(b)
	if err != nil {
		return b, s.failed(err, "write down a broadcast")
	}
	var ids []int64
	if b.ID == 0 {
		err = s.write.NewRaw(`INSERT INTO broadcasts (state, data, revision) VALUES (?, ?, ?) RETURNING id`,
			b.State, string(data), b.Revision).Scan(ctx, &ids)
	} else {
		err = s.write.NewRaw(`UPDATE broadcasts SET state = ?, data = ?, revision = ? WHERE id = ? AND revision = ? RETURNING id`,
			b.State, string(data), b.Revision, b.ID, was).Scan(ctx, &ids)
	}
	if err == nil && len(ids) == 0 {
		err = digest.ErrChanged
	}
	if err != nil {
		return b, s.failed(err, "save broadcast %d", b.ID)
	}
	b.ID = ids[0]
	return b, nil
}

// FindBroadcast implements digest.BroadcastStore.
func (s *Store) FindBroadcast(ctx context.Context, id int64) (digest.Broadcast, bool, error) {
	found, err := s.broadcasts(ctx, "WHERE id = ?", id)
	if err != nil || len(found) == 0 {
		return digest.Broadcast{}, false, s.failed(err, "find broadcast %d", id)
	}
	return found[0], true, nil
}

// Broadcasts implements digest.BroadcastStore.
func (s *Store) Broadcasts(ctx context.Context, n int) ([]digest.Broadcast, error) {
	found, err := s.broadcasts(ctx, "ORDER BY id DESC LIMIT ?", n)
	return found, s.failed(err, "read the broadcasts")
}

func (s *Store) broadcasts(ctx context.Context, rest string, args ...any) ([]digest.Broadcast, error) {
	var rows []broadcast
	if err := s.read.NewRaw("SELECT id, state, data, revision FROM broadcasts "+rest, args...).Scan(ctx, &rows); err != nil {
		return nil, err
	}
	var out []digest.Broadcast
	for i := range rows {
		b, err := rows[i].value()
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// Enqueue implements digest.BroadcastStore.
func (s *Store) Enqueue(ctx context.Context, rows []digest.Row) (added int, err error) {
	err = s.inTx(ctx, func(tx bun.Tx) error {
		added, err = insertRows(ctx, tx, rows)
		return err
	})
	return added, s.failed(err, "add %d rows to the ledger", len(rows))
}

// changeBatch is how many rows one transaction changes or deletes where there
// may be a million: a sender that has to write down what was sent waits for no
// more than one of them.
const changeBatch = 2000

// planned calls change with the ids of up to n planned rows of a broadcast in a
// lane, a batch and a transaction at a time, and returns how many it changed.
func (s *Store) planned(ctx context.Context, k digest.Kind, lane digest.Lane, n int,
	change func(tx bun.Tx, ids []int64) (int, error),
) (total int, err error) {
	for last := int64(0); total < n; {
		var ids []int64
		changed := 0
		err := s.inTx(ctx, func(tx bun.Tx) error {
			// The first condition is that of the index.
			err := tx.NewRaw(`SELECT id FROM deliveries WHERE kind <> 'digest' AND kind = ? AND lane = ? AND id > ?
				AND state = 'planned' ORDER BY id LIMIT ?`, k, lane, last, min(changeBatch, n-total)).Scan(ctx, &ids)
			if err != nil || len(ids) == 0 {
				return err
			}
			changed, err = change(tx, ids)
			return err
		})
		if err != nil || len(ids) == 0 {
			return total, err
		}
		total += changed
		last = ids[len(ids)-1]
	}
	return total, nil
}

// Shift implements digest.BroadcastStore.
func (s *Store) Shift(ctx context.Context, k digest.Kind, from, to digest.Lane, n int, deadline time.Time) (moved int, err error) {
	moved, err = s.planned(ctx, k, from, n, func(tx bun.Tx, ids []int64) (int, error) {
		r, err := tx.NewRaw(`UPDATE deliveries SET lane = ?, deadline = ? WHERE id IN (?) AND state = 'planned'`,
			to, millis(deadline), bun.List(ids)).Exec(ctx)
		if err != nil {
			return 0, err
		}
		return affected(r), nil
	})
	return moved, s.failed(err, "shift rows of %s", k)
}

// Cancel implements digest.BroadcastStore.
func (s *Store) Cancel(ctx context.Context, k digest.Kind, why digest.Reason, at time.Time) (cancelled int, err error) {
	for _, lane := range []digest.Lane{digest.HeldLane, digest.BroadcastLane} {
		n, err := s.planned(ctx, k, lane, math.MaxInt, func(tx bun.Tx, ids []int64) (int, error) {
			return cancel(ctx, tx, ids, why, at)
		})
		cancelled += n
		if err != nil {
			return cancelled, s.failed(err, "cancel rows of %s", k)
		}
	}
	return cancelled, nil
}

func cancel(ctx context.Context, tx bun.Tx, ids []int64, why digest.Reason, at time.Time) (int, error) {
	var done []delivery
	err := tx.NewRaw(`UPDATE deliveries SET `+unsent+`, reason = CASE WHEN `+inDoubt+` THEN reason ELSE ? END, finished_at = ?
		WHERE id IN (?) AND state = 'planned' RETURNING *`, why, millis(at), bun.List(ids)).Scan(ctx, &done)
	for i := range done {
		if err == nil && done[i].State == digest.Unknown {
			err = noteHad(ctx, tx, done[i].Subscriber, done[i].value().Entries, done[i].LocalDate)
		}
	}
	return len(done), err
}

// Tally implements digest.BroadcastStore.
func (s *Store) Tally(ctx context.Context, k digest.Kind) ([]digest.Count, error) {
	var counts []digest.Count
	err := s.read.NewRaw(`SELECT state, reason, lane, COUNT(*) AS n FROM deliveries
		WHERE kind <> 'digest' AND kind = ? GROUP BY state, reason, lane ORDER BY state, reason, lane`, k).Scan(ctx, &counts)
	return counts, s.failed(err, "count the rows of %s", k)
}
