package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations
var migrations embed.FS

// migrate brings our tables and River's up to date. Only one process at a
// time does so: under a lock of the session on PostgreSQL, and under a file
// lock on SQLite, for which goose has none.
func (s *Store) migrate(ctx context.Context) error {
	if s.address.engine == onSQLite {
		return lockFile(ctx, s.address.path, func() error { return s.migrateLocked(ctx) })
	}
	// Another instance is asked every second for a minute whether it is done.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 60))
	if err != nil {
		return err
	}
	conn, err := s.write.DB.Conn(ctx)
	if err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	defer conn.Close()
	if err := locker.SessionLock(ctx, conn); err != nil {
		return fmt.Errorf("wait for another process that migrates the database: %w", err)
	}
	defer func() {
		// The lock ends with the connection in any case.
		_ = locker.SessionUnlock(context.WithoutCancel(ctx), conn)
	}()
	return s.migrateLocked(ctx)
}

func (s *Store) migrateLocked(ctx context.Context) error {
	dialect, folder := goose.DialectSQLite3, "migrations/sqlite"
	if s.address.engine == onPostgres {
		dialect, folder = goose.DialectPostgres, "migrations/postgres"
	}
	files, err := fs.Sub(migrations, folder)
	if err != nil {
		return err
	}
	g, err := goose.NewProvider(dialect, s.write.DB, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read the migrations: %w", err)
	}
	done, err := g.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrate the database: %w", err)
	}
	if len(done) > 0 {
		s.log.InfoContext(ctx, "database migrated", "engine", s.Engine(), "steps", len(done))
	}
	if s.address.engine == onPostgres {
		return migrateRiver(ctx, riverpgxv5.New(s.pool))
	}
	return migrateRiver(ctx, riversqlite.New(s.write.DB))
}

func migrateRiver[T any](ctx context.Context, d riverdriver.Driver[T]) error {
	m, err := rivermigrate.New(d, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the tables of the job queue: %w", err)
	}
	return nil
}
