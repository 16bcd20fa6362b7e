package telegram

import "sync/atomic"

// Stats counts what the adapter did since it was made.
type Stats struct {
	// Updates were handled for the first time; Repeated had been begun before
	// a crash and may have been answered twice; Skipped had been answered.
	Updates, Repeated, Skipped int64
	// Unknown are answers that may or may not have arrived; Lost are those
	// that certainly did not.
	Unknown, Lost int64
	// Plain and Bare were refused with their markup or buttons.
	Plain, Bare int64
	// Stale are questions that came too late for an answer.
	Stale int64
	// Released are updates that Telegram was told to forget before they were
	// answered, since too many others waited behind them.
	Released int64
	// Conflicts count how often another process polled with our token.
	Conflicts int64
}

type stats struct {
	updates, repeated, skipped, unknown, lost, plain, bare, stale, released, conflicts atomic.Int64
}

// Stats returns the counts.
func (a *Adapter) Stats() Stats {
	s := &a.stats
	return Stats{
		Updates: s.updates.Load(), Repeated: s.repeated.Load(), Skipped: s.skipped.Load(),
		Unknown: s.unknown.Load(), Lost: s.lost.Load(), Plain: s.plain.Load(), Bare: s.bare.Load(),
		Stale: s.stale.Load(), Released: s.released.Load(), Conflicts: s.conflicts.Load(),
	}
}
