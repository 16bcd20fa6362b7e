// Package botstest has the doubles that stand for the interfaces of bots, and
// the suite of promises that every bots.Adapter keeps.
//
//   - Recorder is an Adapter without a platform: tests of the bot talk to it.
//   - Script is a Handler whose answers a test wrote down.
//   - Exercise runs the suite on an adapter, real or recording.
//
// It knows no platform. An adapter's own package has the fake of its platform
// and the tables of what goes over the wire.
package botstest
