package store

import (
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// Get implements bots.Memory.
func (s *Store) Get(ctx bots.Context, o bots.Owner, key string) (string, error) {
	var values []string
	err := s.read.NewRaw(`SELECT value FROM settings
		WHERE platform = ? AND owner = ? AND shared = ? AND name = ?`,
		o.Platform, o.ID, bit(o.Shared), key).Scan(ctx, &values)
	if err != nil || len(values) == 0 {
		return "", s.failed(err, "read the setting %q", key)
	}
	return values[0], nil
}

// Set implements bots.Memory.
func (s *Store) Set(ctx bots.Context, o bots.Owner, key, value string) error {
	_, err := s.write.NewRaw(`INSERT INTO settings (platform, owner, shared, name, value)
		VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (platform, owner, shared, name) DO UPDATE SET value = excluded.value`,
		o.Platform, o.ID, bit(o.Shared), key, plain(value)).Exec(ctx)
	return s.failed(err, "write the setting %q", key)
}

// All implements bots.Memory.
func (s *Store) All(ctx bots.Context, o bots.Owner) (map[string]string, error) {
	var rows []struct{ Name, Value string }
	err := s.read.NewRaw(`SELECT name, value FROM settings
		WHERE platform = ? AND owner = ? AND shared = ?`,
		o.Platform, o.ID, bit(o.Shared)).Scan(ctx, &rows)
	if err != nil {
		return nil, s.failed(err, "read all settings of one owner")
	}
	out := make(map[string]string, len(rows))
	for _, r := range rows {
		out[r.Name] = r.Value
	}
	return out, nil
}

// Forget implements bots.Memory.
func (s *Store) Forget(ctx bots.Context, o bots.Owner) error {
	_, err := s.write.NewRaw(`DELETE FROM settings WHERE platform = ? AND owner = ? AND shared = ?`,
		o.Platform, o.ID, bit(o.Shared)).Exec(ctx)
	return s.failed(err, "forget the settings of one owner")
}

// Count implements bots.Memory.
func (s *Store) Count(ctx bots.Context, counter string) error {
	_, err := s.write.NewRaw(`INSERT INTO counters (name, n) VALUES (?, 1)
		ON CONFLICT (name) DO UPDATE SET n = counters.n + 1`, counter).Exec(ctx)
	return s.failed(err, "count %q", counter)
}

// Counts returns every counter that begins with prefix.
func (s *Store) Counts(ctx bots.Context, prefix string) (map[string]int, error) {
	var rows []struct {
		Name string
		N    int
	}
	err := s.read.NewRaw(`SELECT name, n FROM counters WHERE substr(name, 1, ?) = ?`,
		len([]rune(prefix)), prefix).Scan(ctx, &rows)
	if err != nil {
		return nil, s.failed(err, "read the counters")
	}
	out := make(map[string]int, len(rows))
	for _, r := range rows {
		out[r.Name] = r.N
	}
	return out, nil
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// plain is text that both engines can keep: PostgreSQL takes no NUL and only
// valid UTF-8.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}
