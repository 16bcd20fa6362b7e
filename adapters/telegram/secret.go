package telegram

import (
	"log/slog"
	"net/url"
	"strings"
)

// Secret is text that prints as ***, however it is printed.
type Secret string

const hidden = "***"

// String implements fmt.Stringer.
func (Secret) String() string { return hidden }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return hidden }

// MarshalText hides the secret from JSON and YAML.
func (Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue(hidden) }

// redact replaces the secret in s, also where a URL quoted it.
func (k Secret) redact(s string) string {
	if k == "" {
		return s
	}
	s = strings.ReplaceAll(s, string(k), hidden)
	for _, quoted := range []string{url.PathEscape(string(k)), url.QueryEscape(string(k))} {
		s = strings.ReplaceAll(s, quoted, hidden)
	}
	return s
}
