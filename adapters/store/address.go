package store

import (
	"fmt"
	"net/url"
	"strings"
)

// engine is which database an address names.
type engine int

const (
	onSQLite engine = iota
	onPostgres
)

// Default is the address that is used when none is set.
const Default = "sqlite:data/idmbot.db"

// address is a DATABASE_URL that was understood.
type address struct {
	engine engine
	// path is the file of an SQLite database.
	path string
	// url is the address of a PostgreSQL database, with its password.
	url string
	// secret is the password in it, to keep it out of errors.
	secret string
}

// AddressError says what is wrong with a database address, without repeating
// the address, which may hold a password.
type AddressError struct{ Problem string }

func (e *AddressError) Error() string {
	return e.Problem + "; write sqlite:data/idmbot.db or postgres://user:password@host:5432/idmbot"
}

// parse reads a DATABASE_URL.
func parse(databaseURL string) (address, error) {
	scheme, rest, ok := strings.Cut(databaseURL, ":")
	if !ok {
		return address{}, &AddressError{"the database address does not begin with sqlite: or postgres:"}
	}
	switch scheme {
	case "sqlite", "sqlite3", "file":
		path := strings.TrimPrefix(rest, "//")
		switch {
		case path == "" || strings.HasSuffix(path, "/"):
			return address{}, &AddressError{"the database address names no file"}
		case path == ":memory:" || strings.ContainsRune(path, 0):
			return address{}, &AddressError{"the database has to be a file"}
		}
		return address{engine: onSQLite, path: path}, nil
	case "postgres", "postgresql":
		u, err := url.Parse(databaseURL)
		if err != nil || u.Opaque != "" {
			return address{}, &AddressError{"the database address cannot be read (does the password hold characters that need escaping?)"}
		}
		secret, _ := u.User.Password()
		if secret == "" {
			secret = u.Query().Get("password")
		}
		return address{engine: onPostgres, url: databaseURL, secret: secret}, nil
	}
	return address{}, &AddressError{fmt.Sprintf("there is no database of the kind %q here", clip(scheme))}
}

// clip keeps what may be the wrong half of an address short: a scheme is a
// word, and anything longer could be a secret in the wrong place.
func clip(s string) string {
	const word = 12
	if len(s) > word {
		return "…"
	}
	return s
}
