// Package storetest holds what every store must do, as suites that run on
// SQLite, on a real PostgreSQL and on the doubles that tests use instead, and
// a helper that starts such a PostgreSQL.
package storetest
