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
var tables = []string{"settings", "counters", "updates", "waits", "subscriptions", "deliveries", "history", "broadcasts"}

// numbered are the tables whose rows the database numbers.
var numbered = []string{"subscriptions", "deliveries", "broadcasts"}

// Backup writes a consistent copy to a new file, as an SQLite database, while
// everything goes on. The same file serves as DATABASE_URL on its own, so a
// copy of a PostgreSQL database can be looked into anywhere.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write a backup: %s exists already", path)
	}
	if s.address.engine == onSQLite {
		db, err := openSQLite(s.address.path, 1, "")
		if err != nil {
			return s.failed(err, "write a backup")
		}
		defer db.Close()
		_, err = db.ExecContext(ctx, `VACUUM INTO ?`, path)
		return s.failed(err, "write a backup")
	}
	copied, err := Open(ctx, "sqlite:"+path, s.log)
	if err != nil {
		return s.failed(err, "write a backup")
	}
	defer copied.Close()
	return s.failed(s.CopyTo(ctx, copied), "write a backup")
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

// afterCopy lets the numbering of new rows go on after the copied ones.
func (s *Store) afterCopy(ctx context.Context, tx bun.Tx) error {
	if s.address.engine == onSQLite {
		return nil // it never gives a number twice in any case
	}
	for _, table := range numbered {
		_, err := tx.ExecContext(ctx, "SELECT setval(pg_get_serial_sequence('"+table+"', 'id'), "+
			"(SELECT COALESCE(MAX(id), 0) + 1 FROM "+table+"), false)")
		if err != nil {
			return err
		}
	}
	return nil
}
