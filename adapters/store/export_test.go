package store

import "context"

// LimitPages makes an SQLite database full at so many pages of 4 kB, as a disk
// would; 0 takes the limit away.
func (s *Store) LimitPages(ctx context.Context, n int) error {
	if n == 0 {
		n = 1 << 30
	}
	_, err := s.write.NewRaw("PRAGMA max_page_count = ?", n).Exec(ctx)
	return err
}

// Pages is how many pages an SQLite database has.
func (s *Store) Pages(ctx context.Context) (n int, err error) {
	err = s.write.NewRaw("PRAGMA page_count").Scan(ctx, &n)
	return n, err
}

// Copied are the tables that a move carries along.
var Copied = tables

// TableNames are the tables of an SQLite database that are neither its own,
// nor those of the migrations, nor of the job queue, which begins anew.
func (s *Store) TableNames(ctx context.Context) (names []string, err error) {
	err = s.read.NewRaw(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
		AND name NOT LIKE 'river%' AND name NOT LIKE 'goose%'`).Scan(ctx, &names)
	return names, err
}
