package digest

import (
	"context"
	"errors"
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
	NoEntry         Reason = "no entry"         // no entry on the chosen themes
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
	// Begun is when it was first sent, zero if it never was; Entries is what
	// it then held, for the same message to be sent again.
	Begun   time.Time
	Entries []string
	// Message is the platform's id of what was sent, for recall.
	Message  bots.MessageID
	Finished time.Time
}

// Plan is what the planner decided about one subscription: rows to add, and
// the next promise in the place of the one that was due.
type Plan struct {
	Subscriber int64
	// Was is the promise that was due. If it is not in force any more the
	// subscription is left as it is.
	Was     time.Time
	NextDay Date
	NextAt  time.Time
	LastDay Date
	// Active wakes a subscription whose pause is over.
	Active bool
	Rows   []Row
}

// ErrChanged is returned where a subscription was changed meanwhile by
// somebody else. Read it again and repeat.
var ErrChanged = errors.New("the subscription was changed meanwhile")

// Subscribers keeps the subscriptions.
type Subscribers interface {
	// Find returns the subscription of a chat, or of a thread of it.
	Find(ctx context.Context, c bots.Chat) (Subscription, bool, error)
	// Of returns the subscriptions of all threads of a chat.
	Of(ctx context.Context, p bots.Platform, c bots.ChatID) ([]Subscription, error)
	// Save inserts a subscription whose ID is 0, and otherwise replaces the
	// one of that ID and Revision; ErrChanged if there is none. The rows are
	// added to the ledger in the same transaction. It returns the
	// subscription as stored.
	Save(ctx context.Context, s Subscription, rows []Row) (Subscription, error)
	// Move gives the subscriptions of a chat its new id. One that the new
	// chat has already stays, and the other one ends.
	Move(ctx context.Context, p bots.Platform, from, to bots.ChatID) error
	// Each calls f for every subscription, by ID, until f returns false.
	Each(ctx context.Context, f func(Subscription) bool) error
	// Forget deletes the private subscriptions of a person and what they were
	// sent. Rows of the ledger stay, without any link to the person.
	Forget(ctx context.Context, p bots.Platform, u bots.UserID) error
	// By returns the private subscriptions of a person.
	By(ctx context.Context, p bots.Platform, u bots.UserID) ([]Subscription, error)
}

// Planning is what the planner needs.
type Planning interface {
	// Due returns subscriptions whose promise is due, earliest first.
	Due(ctx context.Context, now time.Time, n int) ([]Subscription, error)
	// Plan adds the rows, leaving alone those there are already, and moves
	// the promises on, all in one transaction. It returns how many rows were
	// new.
	Plan(ctx context.Context, plans []Plan) (added int, err error)
}

// Claim says which rows a sender wants.
type Claim struct {
	Platform bots.Platform
	Lane     Lane
	Owner    string
	// Until is the end of the lease.
	Until time.Time
	Now   time.Time
	N     int
}

// Outcome is what became of a row that was claimed or being sent.
type Outcome struct {
	Row   int64
	Owner string
	State RowState
	// Reason and Detail say why.
	Reason Reason
	Detail string
	// NotBefore and Attempts are for a row that goes back to Planned.
	NotBefore time.Time
	Attempts  int
	Message   bots.MessageID
	At        time.Time
}

// Sendings is what a sender needs.
type Sendings interface {
	// Claim takes planned rows for the owner, in the order of Due.
	Claim(ctx context.Context, c Claim) ([]Row, error)
	// Begin records durably that the owner's claimed rows are being sent,
	// with what they hold. It returns the ids of those that still were the
	// owner's; the others must not be sent.
	Begin(ctx context.Context, owner string, rows []Row, at time.Time) ([]int64, error)
	// Finish records what became of rows. A row that became Unknown because
	// its lease ended can still be finished by its owner.
	Finish(ctx context.Context, o []Outcome) error
	// Release gives the owner's claimed rows back.
	Release(ctx context.Context, owner string) error
	// ByID returns subscriptions; those that are gone are missing.
	ByID(ctx context.Context, ids []int64) (map[int64]Subscription, error)
	// Histories returns what subscribers were sent.
	Histories(ctx context.Context, ids []int64) (map[int64]History, error)
}

// Repairs is what the reconciler needs.
type Repairs interface {
	// Expired returns rows whose lease ended before now.
	Expired(ctx context.Context, now time.Time, n int) ([]Row, error)
	// Overdue returns planned rows whose deadline has passed.
	Overdue(ctx context.Context, now time.Time, n int) ([]Row, error)
	// Orphans returns active subscriptions without a promise, and paused
	// ones whose pause is over without one.
	Orphans(ctx context.Context, n int) ([]Subscription, error)
	// Settle is Finish for rows of any owner, if they still are in the state
	// in which they were read.
	Settle(ctx context.Context, was []Row, o []Outcome) (settled int, err error)
}

// Store is all of it.
type Store interface {
	Subscribers
	Planning
	Sendings
	Repairs
	Reports
	BroadcastStore
	bots.Inbox
}
