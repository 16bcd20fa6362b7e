package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"modernc.org/sqlite" // also the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is how many connections read an SQLite file at once; more than a
// few gain nothing on the machines the default is meant for.
const readers = 4

// busy is how long a writer of another process is waited for.
const busy = 15 * time.Second

// connectSQLite opens the file, creating its folder. The folder is closed to
// others: who subscribed to what is nobody's business.
func (s *Store) connectSQLite(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Dir(s.address.path), 0o700); err != nil {
		return fmt.Errorf("create the folder of the database: %w", err)
	}
	touch(s.address.path)
	write, err := openSQLite(s.address.path, 1, "_txlock=immediate")
	if err != nil {
		return err
	}
	read, err := openSQLite(s.address.path, readers, "_pragma=query_only(1)")
	if err != nil {
		_ = write.Close()
		return err
	}
	if err := reach(ctx, write); err != nil {
		_ = read.Close()
		_ = write.Close()
		return fmt.Errorf("open the database %s: %w", s.address.path, err)
	}
	s.write = bun.NewDB(write, sqlitedialect.New())
	s.read = bun.NewDB(read, sqlitedialect.New())
	return nil
}

// reach makes the first connection. Two moments give SQLITE_BUSY at once,
// without the wait that busy_timeout asks for: another process turns a new file
// to WAL, or was the last to use it and cleans up. Both are short, so it asks
// again, for as long as a writer would be waited for. Once it is connected
// nobody else is the last.
func reach(ctx context.Context, db *sql.DB) error {
	pause := backoff.NewExponentialBackOff()
	pause.InitialInterval, pause.MaxInterval = 5*time.Millisecond, 200*time.Millisecond
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := db.PingContext(ctx)
		if failed := (*sqlite.Error)(nil); err != nil && !(errors.As(err, &failed) && failed.Code()&0xff == sqlite3.SQLITE_BUSY) {
			return struct{}{}, backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(pause), backoff.WithMaxElapsedTime(busy))
	return err
}

// touch creates the file, if it is not there, so that only its owner can read
// it, in an open folder as well. What goes wrong SQLite says better.
func touch(path string) {
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600); err == nil {
		_ = f.Close()
	}
}

// openSQLite opens a pool on the file. WAL lets readers go on beside the
// writer, and a writer of another process is waited for, not an error.
// synchronous is NORMAL: a crash of the program loses nothing; the one write
// that must also survive a power cut raises it (see durably).
func openSQLite(path string, conns int, options string) (*sql.DB, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() +
		"?_pragma=busy_timeout(" + strconv.FormatInt(busy.Milliseconds(), 10) + ")&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
		"&_pragma=foreign_keys(1)&" + options
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, err)
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return db, nil
}

// lockFile holds a lock beside the database file while f runs, so that two
// processes do not migrate it at once. The lock is SQLite's own, on a second,
// empty file: it works on every system and ends with the process.
func lockFile(ctx context.Context, path string, f func() error) error {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path + ".lock"}).EscapedPath()+
		"?_pragma=busy_timeout(120000)&_txlock=exclusive")
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("wait for another process that prepares the database: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	return f()
}
