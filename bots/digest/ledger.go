package digest

import (
	"time"

	"github.com/idmbot/idmbot/bots"
)

// RowState is how far a delivery got.
type RowState string

// The states of a row of the ledger.
const (
	Planned RowState = "planned"
	Claimed RowState = "claimed"
	Sending RowState = "sending" // written before the platform is called
	Sent    RowState = "sent"
	Failed  RowState = "failed"  // certainly not sent, and will not be
	Skipped RowState = "skipped" // not sent on purpose
	Unknown RowState = "unknown" // may or may not have arrived
)

// RowStates are all states, in the order of a row's life.
var RowStates = []RowState{Planned, Claimed, Sending, Sent, Failed, Skipped, Unknown}

// Final reports whether a row in the state is left alone.
func (s RowState) Final() bool { return s == Sent || s == Failed || s == Skipped || s == Unknown }

// Why a row was skipped or failed, beside the reasons of subscriptions and
// bots.GoneReason.
const (
	Late            Reason = "late"             // its time had passed by more than the window
	Outage          Reason = "outage"           // nothing ran for so long that days were counted together
	NotToday        Reason = "not today"        // the person asked for it
	SettingsChanged Reason = "settings changed" // a change of zone or hour passed over the day
	NoSuchDay       Reason = "no such day"      // the zone skipped the day
	NotSubscribed   Reason = "not subscribed"   // ended or forgotten before it was sent
	OnPause         Reason = "paused"           // paused before it was sent
	QuietHours      Reason = "quiet hours"      // late, and the quiet hours ended too late
	Nothing         Reason = "nothing new"      // the editorial rule chose nothing
	NoEntry         Reason = "no entry"         // no entry may be sent at all
	Refused         Reason = "rejected"         // the platform refused this message: our fault
	Down            Reason = "unavailable"      // the platform did not take it in time
	LostAnswer      Reason = "lost answer"      // the answer of the platform got lost
	Interrupted     Reason = "interrupted"      // the program ended during the call
	Cancelled       Reason = "cancelled"        // the broadcast was cancelled or stopped
)

// Kind says what a row is for: KindDigest, or that of a broadcast.
type Kind string

// KindDigest is the kind of daily, weekly and monthly messages alike, so that
// a change of frequency cannot give two on one day.
const KindDigest Kind = "digest"

// Lane orders claims: rows of a lower lane go first.
type Lane int

// The lanes.
const (
	DigestLane    Lane = 0
	BroadcastLane Lane = 1
	// HeldLane is never claimed: broadcasts that wait or are paused.
	HeldLane Lane = 9
)

// Row is one promise of the ledger.
type Row struct {
	ID         int64
	Subscriber int64
	Platform   bots.Platform
	Day        Date
	Kind       Kind
	Lane       Lane
	// Due is when it is meant to go out, NotBefore when it may at the
	// earliest (after a wait), Deadline when it is too late.
	Due, NotBefore, Deadline time.Time
	State                    RowState
	Reason                   Reason
	// Detail is for operators: the platform's words. It never holds what a
	// person wrote.
	Detail   string
	Attempts int
	// Owner claimed the row, until Lease.
	Owner string
	Lease time.Time
	// Begun is when the first attempt began that arrived or may have arrived,
	// zero if there is none; Entries is what the first attempt held, for the
	// same message to be sent again.
	Begun   time.Time
	Entries []string
	// Message is the platform's id of what was sent, for recall.
	Message  bots.MessageID
	Finished time.Time
}
