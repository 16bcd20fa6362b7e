// Package store keeps what must outlive the process: the few settings people
// ask us to keep, which updates were dealt with, subscriptions and the ledger
// of deliveries. One code base serves SQLite, in a file beside the program,
// and PostgreSQL, which several processes may share.
//
// Every moment is stored as whole milliseconds since 1970 in UTC and every
// local date as "2006-01-02", so that the two engines cannot disagree about
// time. SQL stands in this package only, and only in the part of it that both
// engines understand; what differs is in sqlite.go, postgres.go and the two
// folders of migrations.
//
// SQLite has one writing connection for everything, River included, and a
// pool of reading ones: two writers on one file starve each other. Rows are
// therefore always read to the end before the next statement begins.
package store
