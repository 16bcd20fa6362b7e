package store

import (
	"context"
	"encoding/json"
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

// Shift implements digest.BroadcastStore.
func (s *Store) Shift(ctx context.Context, k digest.Kind, from, to digest.Lane, n int) (moved int, err error) {
	r, err := s.write.NewRaw(`UPDATE deliveries SET lane = ? WHERE id IN
		(SELECT id FROM deliveries WHERE kind <> 'digest' AND kind = ? AND lane = ? AND state = 'planned' ORDER BY id LIMIT ?)`,
		to, k, from, n).Exec(ctx)
	if err != nil {
		return 0, s.failed(err, "shift rows of %s", k)
	}
	return affected(r), nil
}

// Cancel implements digest.BroadcastStore.
func (s *Store) Cancel(ctx context.Context, k digest.Kind, why digest.Reason, at time.Time) (cancelled int, err error) {
	r, err := s.write.NewRaw(`UPDATE deliveries SET state = 'skipped', reason = ?, finished_at = ?
		WHERE kind <> 'digest' AND kind = ? AND state = 'planned'`, why, millis(at), k).Exec(ctx)
	if err != nil {
		return 0, s.failed(err, "cancel rows of %s", k)
	}
	return affected(r), nil
}

// Tally implements digest.BroadcastStore.
func (s *Store) Tally(ctx context.Context, k digest.Kind) ([]digest.Count, error) {
	var counts []digest.Count
	err := s.read.NewRaw(`SELECT state, reason, lane, COUNT(*) AS n FROM deliveries
		WHERE kind <> 'digest' AND kind = ? GROUP BY state, reason, lane ORDER BY state, reason, lane`, k).Scan(ctx, &counts)
	return counts, s.failed(err, "count the rows of %s", k)
}
