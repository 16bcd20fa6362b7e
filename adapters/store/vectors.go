package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots/nearness"
)

var _ nearness.Store = (*Store)(nil)

// numberSize is the bytes of a number in a stored vector.
const numberSize = 4

// Vectors implements nearness.Store.
func (s *Store) Vectors(ctx context.Context, model string) (map[string][]float32, error) {
	var rows []struct {
		Hash   string
		Vector []byte
	}
	if err := s.read.NewRaw(`SELECT hash, vector FROM vectors WHERE model = ?`, model).Scan(ctx, &rows); err != nil {
		return nil, s.failed(err, "read the vectors of %q", model)
	}
	out := make(map[string][]float32, len(rows))
	for _, r := range rows {
		v := make([]float32, len(r.Vector)/numberSize)
		for i := range v {
			v[i] = math.Float32frombits(binary.LittleEndian.Uint32(r.Vector[numberSize*i:]))
		}
		out[r.Hash] = v
	}
	return out, nil
}

// PutVectors implements nearness.Store.
func (s *Store) PutVectors(ctx context.Context, model string, vectors map[string][]float32) error {
	err := s.inTx(ctx, func(tx bun.Tx) error {
		for _, hash := range sortedKeys(vectors) {
			data := make([]byte, 0, numberSize*len(vectors[hash]))
			for _, x := range vectors[hash] {
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(x))
			}
			_, err := tx.NewRaw(`INSERT INTO vectors (model, hash, vector) VALUES (?, ?, ?)
				ON CONFLICT (model, hash) DO UPDATE SET vector = excluded.vector`, model, hash, data).Exec(ctx)
			if err != nil {
				return fmt.Errorf("hash %s: %w", hash, err)
			}
		}
		return nil
	})
	return s.failed(err, "keep vectors of %q", model)
}

// dropBatch bounds the parameters of one statement.
const dropBatch = 500

// DropVectors implements nearness.Store.
func (s *Store) DropVectors(ctx context.Context, model string, hashes []string) error {
	for len(hashes) > 0 {
		n := min(len(hashes), dropBatch)
		_, err := s.write.NewRaw(`DELETE FROM vectors WHERE model = ? AND hash IN (?)`, model, bun.List(hashes[:n])).Exec(ctx)
		if err != nil {
			return s.failed(err, "drop vectors of %q", model)
		}
		hashes = hashes[n:]
	}
	return nil
}
