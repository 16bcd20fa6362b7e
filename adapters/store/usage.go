package store

import (
	"context"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/costs"
)

var _ costs.Store = (*Store)(nil)

// AddUse implements costs.Store.
func (s *Store) AddUse(ctx context.Context, day string, c costs.Counts) error {
	err := s.inTx(ctx, func(tx bun.Tx) error {
		// In one order everywhere, or two processes wait for each other's rows.
		for _, name := range sortedKeys(c) {
			_, err := tx.NewRaw(`INSERT INTO service_use (day, name, n) VALUES (?, ?, ?)
				ON CONFLICT (day, name) DO UPDATE SET n = service_use.n + excluded.n`, day, name, c[name]).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	return s.failed(err, "add to the use of services on %s", day)
}

// Use implements costs.Store.
func (s *Store) Use(ctx context.Context, from string) (map[string]costs.Counts, error) {
	var rows []struct {
		Day, Name string
		N         int64
	}
	if err := s.read.NewRaw(`SELECT day, name, n FROM service_use WHERE day >= ?`, from).Scan(ctx, &rows); err != nil {
		return nil, s.failed(err, "read the use of services from %s on", from)
	}
	out := map[string]costs.Counts{}
	for _, r := range rows {
		if out[r.Day] == nil {
			out[r.Day] = costs.Counts{}
		}
		out[r.Day][r.Name] = r.N
	}
	return out, nil
}

// sortedKeys are the keys of m in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
