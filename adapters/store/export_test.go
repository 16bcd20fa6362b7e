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
