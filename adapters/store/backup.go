package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/uptrace/bun"
)

// tables are ours, parents first. River's are left out: its jobs are made
// anew at every start.
var tables = []string{"settings", "counters", "updates", "waits", "subscriptions", "deliveries", "history", "broadcasts",
	"service_use", "vectors"}

// numbered are the tables whose rows the database numbers.
var numbered = []string{"subscriptions", "deliveries", "broadcasts"}

// Backup writes a consistent copy to a new file, as an SQLite database, while
// everything goes on. The same file serves as DATABASE_URL on its own, so a
// copy of a PostgreSQL database can be looked into anywhere.
func (s *Store) Backup(ctx context.Context, path string) error {
	// SQLite fills an empty file, which nobody else can read or make meanwhile.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write a backup: %s exists already", path)
	}
	if err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write a backup: %w", err)
	}
	if err := s.backup(ctx, path); err != nil {
		_ = os.Remove(path) // half a backup is none
		return s.failed(err, "write a backup")
	}
	return nil
}

func (s *Store) backup(ctx context.Context, path string) error {
	if s.address.engine == onSQLite {
		db, err := openSQLite(s.address.path, 1, "")
		if err != nil {
			return err
		}
		defer db.Close()
		_, err = db.ExecContext(ctx, `VACUUM INTO ?`, path)
		return err
	}
	copied, err := Open(ctx, "sqlite:"+path, s.log)
	if err != nil {
		return err
	}
	defer copied.Close()
	return s.CopyTo(ctx, copied)
}

// CopyTo copies every row to an empty store, on either engine: the way to
// move from one to the other.
func (s *Store) CopyTo(ctx context.Context, to *Store) error {
	// One snapshot for all tables; SQLite's readers have that anyway.
	o := &sql.TxOptions{ReadOnly: s.address.engine == onPostgres, Isolation: sql.LevelDefault}
	if s.address.engine == onPostgres {
		o.Isolation = sql.LevelRepeatableRead
	}
	return s.read.RunInTx(ctx, o, func(ctx context.Context, from bun.Tx) error {
		return to.write.RunInTx(ctx, nil, func(ctx context.Context, into bun.Tx) error {
			for _, table := range tables {
				if err := mustBeEmpty(ctx, into, table); err != nil {
					return err
				}
			}
			for _, table := range tables {
				if err := copyTable(ctx, from, into, table); err != nil {
					return fmt.Errorf("copy the table %s: %w", table, err)
				}
			}
			return to.afterCopy(ctx, into)
		})
	})
}

// ErrNotEmpty is returned where a copy would mix with what is there.
var ErrNotEmpty = errors.New("the database to copy to is not empty")

func mustBeEmpty(ctx context.Context, tx bun.Tx, table string) error {
	var n int
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT 1) AS any_row").Scan(&n); err != nil {
		return fmt.Errorf("look into the table %s: %w", table, err)
	}
	if n > 0 {
		return fmt.Errorf("%w: there are rows in %s", ErrNotEmpty, table)
	}
	return nil
}

// copyBatch is how many rows one statement inserts.
const copyBatch = 500

func copyTable(ctx context.Context, from, into bun.Tx, table string) error {
	rows, err := from.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	head := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "
	mark := "(?" + strings.Repeat(", ?", len(columns)-1) + ")"
	var marks []string
	var values []any
	flush := func() error {
		if len(marks) == 0 {
			return nil
		}
		_, err := into.NewRaw(head+strings.Join(marks, ", "), values...).Exec(ctx)
		marks, values = marks[:0], values[:0]
		return err
	}
	for rows.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		marks, values = append(marks, mark), append(values, row...)
		if len(marks) == copyBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return flush()
}

// afterCopy lets the numbering of new rows go on after the copied ones, and
// after the subscriptions that are gone and still stand in the ledger: whoever
// comes next must not inherit their rows.
func (s *Store) afterCopy(ctx context.Context, tx bun.Tx) error {
	for _, table := range numbered {
		last := "(SELECT COALESCE(MAX(id), 0) FROM " + table + ")"
		if table == "subscriptions" {
			last = "(SELECT MAX(n) FROM (SELECT COALESCE(MAX(id), 0) AS n FROM subscriptions UNION ALL " +
				"SELECT COALESCE(MAX(subscriber), 0) FROM deliveries) AS numbers)"
		}
		statements := []string{"SELECT setval(pg_get_serial_sequence('" + table + "', 'id'), " + last + " + 1, false)"}
		if s.address.engine == onSQLite {
			statements = []string{"DELETE FROM sqlite_sequence WHERE name = '" + table + "'",
				"INSERT INTO sqlite_sequence (name, seq) SELECT '" + table + "', " + last}
		}
		for _, q := range statements {
			if _, err := tx.ExecContext(ctx, q); err != nil {
				return err
			}
		}
	}
	return nil
}
