// Package digest keeps subscriptions and sends each subscriber one message a
// day that they have not had, at their own hour: what is chosen and why, when
// it is due, the ledger that accounts for every message, and broadcasts.
//
// It holds no SQL and no platform: stores and senders are interfaces declared
// here.
package digest
