package store

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/uptrace/bun"

	"github.com/idmbot/idmbot/bots"
)

// Store is an open database. It is safe for use by several goroutines, and
// several processes may open the same one.
type Store struct {
	address address
	log     *slog.Logger
	// write is the only pool that changes anything; read may be the same one.
	write, read *bun.DB
	// pool is the pool under write on PostgreSQL, nil on SQLite. River works
	// on it directly.
	pool *pgxpool.Pool
}

var (
	_ bots.Memory = (*Store)(nil)
	_ bots.Inbox  = (*Store)(nil)
)

// opening bounds how long a database may take to answer at the start and to
// let us migrate: long enough for another instance that migrates first.
const opening = 2 * time.Minute

// Open connects to the database at databaseURL, "sqlite:path" or
// "postgres://…", creates what is missing, and brings its tables up to date.
// Several processes may do so at once. A nil log is silent. The error is one
// line and never holds a password; it is an *AddressError where the address
// itself is wrong.
func Open(ctx context.Context, databaseURL string, log *slog.Logger) (*Store, error) {
	a, err := parse(databaseURL)
	if err != nil {
		return nil, err
	}
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	s := &Store{address: a, log: log.With("component", "store")}
	ctx, cancel := context.WithTimeout(ctx, opening)
	defer cancel()
	if err := s.connect(ctx); err != nil {
		return nil, redact(a.secret, err)
	}
	if err := s.migrate(ctx); err != nil {
		_ = s.Close()
		return nil, redact(a.secret, err)
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) error {
	if s.address.engine == onPostgres {
		return s.connectPostgres(ctx)
	}
	return s.connectSQLite(ctx)
}

// Engine is "SQLite" or "PostgreSQL", for people.
func (s *Store) Engine() string {
	if s.address.engine == onPostgres {
		return "PostgreSQL"
	}
	return "SQLite"
}

// Ping reports whether the database answers and can be written to.
func (s *Store) Ping(ctx context.Context) error {
	_, err := s.write.NewRaw(`UPDATE counters SET n = n WHERE name = ''`).Exec(ctx)
	return s.failed(err, "reach the database")
}

// Close ends all connections. The Store must not be in use any more.
func (s *Store) Close() error {
	var err error
	if s.read != nil && s.read != s.write {
		err = s.read.Close()
	}
	if s.write != nil {
		if e := s.write.Close(); err == nil {
			err = e
		}
	}
	if s.pool != nil {
		s.pool.Close()
	}
	return s.failed(err, "close the database")
}

// inTx runs f in a transaction of the writing pool.
func (s *Store) inTx(ctx context.Context, f func(tx bun.Tx) error) error {
	return s.write.RunInTx(ctx, &sql.TxOptions{}, func(_ context.Context, tx bun.Tx) error { return f(tx) })
}

// durably runs f in a transaction that survives even a power cut, which costs
// a sync of the disk on SQLite; PostgreSQL always does so.
func (s *Store) durably(ctx context.Context, f func(db bun.IDB) error) error {
	if s.address.engine == onPostgres {
		return s.inTx(ctx, func(tx bun.Tx) error { return f(tx) })
	}
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, "PRAGMA synchronous = FULL"); err != nil {
		return err
	}
	defer func() {
		// The connection is used by others next, whatever became of ctx. If it
		// stays careful they are slower, nothing worse.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA synchronous = NORMAL")
	}()
	return conn.RunInTx(ctx, nil, func(_ context.Context, tx bun.Tx) error { return f(tx) })
}

// affected is how many rows a statement changed.
func affected(r sql.Result) int {
	n, err := r.RowsAffected()
	if err != nil {
		// Both drivers know it always; anything else is a broken driver.
		panic(fmt.Sprintf("rows affected: %v", err))
	}
	return int(n)
}

// millis is how moments are stored; the zero moment is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment reads what millis wrote.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
