package store

import (
	"context"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/digest"
)

// Histories implements digest.Subscribers.
func (s *Store) Histories(ctx context.Context, ids []int64) (map[int64]digest.History, error) {
	out := make(map[int64]digest.History, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	var rows []struct {
		Subscriber int64
		Entry      string
		Times      int
		LastDay    string
	}
	err := s.read.NewRaw(`SELECT subscriber, entry, times, last_day FROM history WHERE subscriber IN (?)`,
		bun.List(ids)).Scan(ctx, &rows)
	if err != nil {
		return nil, s.failed(err, "read the histories of %d subscribers", len(ids))
	}
	for _, r := range rows {
		if out[r.Subscriber] == nil {
			out[r.Subscriber] = digest.History{}
		}
		out[r.Subscriber][r.Entry] = digest.Had{Times: r.Times, Last: day(r.LastDay)}
	}
	return out, nil
}

// Remember implements digest.Subscribers.
func (s *Store) Remember(ctx context.Context, subscriber int64, h digest.History) error {
	err := s.inTx(ctx, func(tx bun.Tx) error {
		for entry, had := range h {
			_, err := tx.NewRaw(`INSERT INTO history (subscriber, entry, times, last_day) VALUES (?, ?, ?, ?)
				ON CONFLICT (subscriber, entry) DO UPDATE SET times = excluded.times, last_day = excluded.last_day`,
				subscriber, plain(entry), had.Times, had.Last.String()).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return s.failed(err, "remember what subscriber %d was sent", subscriber)
}

// noteHad adds what a row held to the history of its subscriber, unless the
// subscriber was forgotten meanwhile.
func noteHad(ctx context.Context, tx bun.Tx, subscriber int64, entries []string, localDate string) error {
	for _, e := range entries {
		_, err := tx.NewRaw(`INSERT INTO history (subscriber, entry, times, last_day)
			SELECT id, ?, 1, ? FROM subscriptions WHERE id = ?
			ON CONFLICT (subscriber, entry) DO UPDATE SET times = history.times + 1,
			last_day = CASE WHEN excluded.last_day > history.last_day THEN excluded.last_day ELSE history.last_day END`,
			e, localDate, subscriber).Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}
