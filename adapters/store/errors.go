package store

import (
	"fmt"
	"net/url"
	"strings"
)

// lineError is an error as one line without the database's password. The
// drivers join errors of several hosts with line breaks.
type lineError struct {
	text string
	err  error
}

func (e *lineError) Error() string { return e.text }

// Unwrap keeps errors.Is and errors.As working.
func (e *lineError) Unwrap() error { return e.err }

// failed wraps err with what was being done.
func (s *Store) failed(err error, doing string, args ...any) error {
	if err == nil {
		return nil
	}
	return redact(s.address.secret, fmt.Errorf("%s: %w", fmt.Sprintf(doing, args...), err))
}

func redact(secret string, err error) error {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if secret != "" {
		text = strings.ReplaceAll(text, secret, "***")
		text = strings.ReplaceAll(text, url.QueryEscape(secret), "***")
		text = strings.ReplaceAll(text, url.PathEscape(secret), "***")
	}
	return &lineError{text, err}
}
