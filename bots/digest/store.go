package digest

import (
	"context"
	"errors"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// ErrChanged is returned where something was changed meanwhile by somebody
// else. Read it again and repeat.
var ErrChanged = errors.New("it was changed meanwhile")

// Store is all that this package needs of a database.
type Store interface {
	Subscribers
	Planning
	Sendings
	Repairs
	Reports
	BroadcastStore
	Waits
}

// Subscribers keeps the subscriptions.
type Subscribers interface {
	// Find returns the subscription of a chat, or of a thread of it. The kind
	// of the chat does not matter.
	Find(ctx context.Context, c bots.Chat) (Subscription, bool, error)
	// Of returns the subscriptions of all threads of a chat.
	Of(ctx context.Context, p bots.Platform, c bots.ChatID) ([]Subscription, error)
	// By returns the private subscriptions of a person.
	By(ctx context.Context, p bots.Platform, u bots.UserID) ([]Subscription, error)
	// Save inserts a subscription whose ID is 0, and otherwise replaces the
	// one of that ID and Revision; ErrChanged if there is none, or if the
	// chat has one already. The rows are added to the ledger in the same
	// transaction. It returns the subscription as stored.
	Save(ctx context.Context, s Subscription, rows []Row) (Subscription, error)
	// Load inserts many at once, leaving alone those whose chat has one
	// already, and returns the ones it stored, in any order.
	Load(ctx context.Context, subs []Subscription) ([]Subscription, error)
	// Move gives the subscriptions of a chat its new id. Where the new chat
	// has one already that one stays, and the other ends.
	Move(ctx context.Context, p bots.Platform, from, to bots.ChatID) error
	// Each calls f for every subscription, by ID, until f returns false.
	Each(ctx context.Context, f func(Subscription) bool) error
	// Histories returns what subscribers were sent.
	Histories(ctx context.Context, ids []int64) (map[int64]History, error)
	// Remember adds to the history of a subscriber, as after an import; an
	// entry it knows already is replaced.
	Remember(ctx context.Context, subscriber int64, h History) error
	// Erase deletes the private subscriptions of a person and what they were
	// sent. Rows of the ledger stay, without any link to the person: what was
	// not sent yet is skipped as Forgotten, or Unknown if it is in doubt.
	Erase(ctx context.Context, p bots.Platform, u bots.UserID) error
}

// Plan is what the planner decided about one subscription: rows to add, and
// the next promise in the place of the one that was due.
type Plan struct {
	Subscriber int64
	// Was is the promise that was due. If it is not in force any more the
	// subscription is left as it is, and so is the ledger.
	Was     time.Time
	NextDay Date
	NextAt  time.Time
	LastDay Date
	Rows    []Row
}

// Planning is what the planner needs.
type Planning interface {
	// Due returns subscriptions whose promise is due, earliest first.
	Due(ctx context.Context, now time.Time, n int) ([]Subscription, error)
	// Plan adds the rows, leaving alone those there are already, moves the
	// promises on and wakes subscriptions whose pause is over, all in one
	// transaction. It returns how many rows were new.
	Plan(ctx context.Context, plans []Plan) (added int, err error)
}

// Claim says which rows a sender wants.
type Claim struct {
	Platform bots.Platform
	Lane     Lane
	Owner    string
	Now      time.Time
	// Until is the end of the lease.
	Until time.Time
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
	// Claim takes planned rows for the owner, those that waited longest
	// first.
	Claim(ctx context.Context, c Claim) ([]Row, error)
	// StartSending records durably that the owner's claimed rows are being sent,
	// with what they hold. It returns the ids of those that still were the
	// owner's; the others must not be sent.
	StartSending(ctx context.Context, owner string, rows []Row, at time.Time) ([]int64, error)
	// Record notes what became of rows of their owners. What was sent, or
	// may have been, enters the history of the subscriber. A row that goes
	// back to Planned for another reason than LostAnswer was not sent, and
	// its Begun is forgotten. A row that became Unknown because its lease
	// ended can still be finished by its owner.
	Record(ctx context.Context, o []Outcome) error
	// Release gives the owner's claimed rows back.
	Release(ctx context.Context, owner string) error
	// ByID returns subscriptions; those that are gone are missing.
	ByID(ctx context.Context, ids []int64) (map[int64]Subscription, error)
}

// Waits keeps the waits that platforms asked for; it is a part of bots.Inbox.
type Waits interface {
	// Wait records that the platform wants no call to the chat (or, with an
	// empty chat, none at all) before until.
	Wait(ctx context.Context, p bots.Platform, chat bots.ChatID, until time.Time) error
	// Waits returns the waits that are not over at now.
	Waits(ctx context.Context, p bots.Platform, now time.Time) (map[bots.ChatID]time.Time, error)
}

// Repairs is what the reconciler needs.
type Repairs interface {
	// Expired returns claimed and sending rows whose lease ended before now.
	Expired(ctx context.Context, now time.Time, n int) ([]Row, error)
	// Overdue returns planned rows whose deadline has passed.
	Overdue(ctx context.Context, now time.Time, n int) ([]Row, error)
	// Orphans returns active subscriptions without a promise, and paused
	// ones that have an end but no promise.
	Orphans(ctx context.Context, n int) ([]Subscription, error)
	// Settle is Record for rows of any owner, if they still are in the state
	// and in the hands in which they were read.
	Settle(ctx context.Context, was []Row, o []Outcome) (settled int, err error)
	// Retain deletes finished rows of days before the given one, and drafts
	// that were begun before the moment. A draft of somebody who was sent
	// something before ends instead, so that nothing comes to them twice.
	Retain(ctx context.Context, before Date, drafts time.Time) error
}

// RowQuery selects rows of the ledger; zero fields select all.
type RowQuery struct {
	Day        Date
	Kind       Kind
	Subscriber int64
}

// Reports is what reports need.
type Reports interface {
	// Rows calls f for each row that was selected, by its ID, until f returns
	// false. The subscription is zero if it is gone.
	Rows(ctx context.Context, q RowQuery, f func(Row, Subscription) bool) error
}

// BroadcastStore keeps broadcasts. Their rows stand in the ledger under
// Broadcast.Kind.
type BroadcastStore interface {
	// SaveBroadcast inserts one whose ID is 0 and otherwise replaces the one
	// of that ID and Revision; ErrChanged if there is none.
	SaveBroadcast(ctx context.Context, b Broadcast) (Broadcast, error)
	FindBroadcast(ctx context.Context, id int64) (Broadcast, bool, error)
	// Broadcasts returns the latest n, latest first.
	Broadcasts(ctx context.Context, n int) ([]Broadcast, error)
	// After returns subscriptions with a greater ID, by ID.
	After(ctx context.Context, id int64, n int) ([]Subscription, error)
	// Enqueue adds rows, leaving alone those there are already.
	Enqueue(ctx context.Context, rows []Row) (added int, err error)
	// Shift moves up to n planned rows of a kind from one lane to another,
	// where they have that deadline.
	Shift(ctx context.Context, k Kind, from, to Lane, n int, deadline time.Time) (moved int, err error)
	// Cancel makes planned rows of a kind skipped, for the reason; those in
	// doubt become Unknown instead.
	Cancel(ctx context.Context, k Kind, why Reason, at time.Time) (cancelled int, err error)
	// Tally counts the rows of a kind by state and reason.
	Tally(ctx context.Context, k Kind) ([]Count, error)
}

// Count is how many rows of the ledger are alike.
type Count struct {
	State  RowState
	Reason Reason
	Lane   Lane
	N      int
}
