package main

import "log/slog"

// Secret is a setting whose value is never shown: not in logs, not in errors,
// not by fmt.
type Secret string

const hidden = "***"

// String hides the value.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the value from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the value from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText takes any text, so that no decoder quotes the value in an
// error.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = Secret(text)
	return nil
}
