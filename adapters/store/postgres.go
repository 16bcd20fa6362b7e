package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

const (
	// conns is how many connections one process takes, unless the address
	// says pool_max_conns: a few for River, the rest for people. PostgreSQL
	// allows 100 in all by default.
	conns = 12
	// dialling bounds one attempt to connect.
	dialling = 10 * time.Second
)

// connectPostgres opens one pool that serves database/sql and River alike.
func (s *Store) connectPostgres(ctx context.Context) error {
	cfg, err := pgxpool.ParseConfig(s.address.url)
	if err != nil {
		// pgx's own text may quote the address.
		return &AddressError{"the PostgreSQL address is not understood"}
	}
	if !strings.Contains(s.address.url, "pool_max_conns") {
		cfg.MaxConns = conns
	}
	if cfg.ConnConfig.ConnectTimeout == 0 {
		cfg.ConnConfig.ConnectTimeout = dialling
	}
	if cfg.ConnConfig.RuntimeParams["application_name"] == "" {
		cfg.ConnConfig.RuntimeParams["application_name"] = "idmbot"
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return fmt.Errorf("connect to PostgreSQL at %s: %w", cfg.ConnConfig.Host, err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return fmt.Errorf("connect to PostgreSQL at %s, database %q: %w",
			cfg.ConnConfig.Host, cfg.ConnConfig.Database, rootCause(err))
	}
	s.pool = pool
	s.write = bun.NewDB(stdlib.OpenDBFromPool(pool), pgdialect.New())
	s.read = s.write
	return nil
}

// rootCause shortens pgx's connection errors, which name user and host again
// at every level.
func rootCause(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}
