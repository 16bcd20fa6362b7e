package digest

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// Broadcast is a one-off message to all or some subscribers.
type Broadcast struct {
	// ID is given by the store; 0 is not stored yet.
	ID int64
	// By composed it, ApprovedBy let it go.
	By, ApprovedBy string
	// Entry is the id of an entry to send; otherwise Text is, by language,
	// with "" for all others.
	Entry string
	Text  map[string]string
	To    Recipients
	State BroadcastState
	// Reason says in words for operators why it is paused or stopped.
	Reason string
	// Canary is how many get it first, 0 for none; MaxErrors is the share of
	// failures, 0 to 1, from which on it stops by itself.
	Canary    int
	MaxErrors float64
	// Cursor is the ID up to which subscriptions were turned into rows; Filled
	// says that all were, Tried that the canary was survived.
	Cursor        int64
	Filled, Tried bool
	// Day is the date of its rows in the ledger: that of its start in UTC.
	Day                        Date
	Created, Started, Finished time.Time
	Revision                   int64
}

// BroadcastState is how far a broadcast got.
type BroadcastState string

// The states of a broadcast.
const (
	Composed  BroadcastState = "composed"  // waits for somebody to start it
	Filling   BroadcastState = "filling"   // its rows are being written
	Trying    BroadcastState = "trying"    // the canary is under way
	Running   BroadcastState = "running"   // everybody else is
	Held      BroadcastState = "paused"    // by an operator
	Stopped   BroadcastState = "stopped"   // by itself: too many failures
	Abandoned BroadcastState = "cancelled" // by an operator, for good
	Done      BroadcastState = "done"
)

// Over reports whether nothing follows any more.
func (s BroadcastState) Over() bool { return s == Abandoned || s == Done }

const (
	// DefaultCanary is few enough to be embarrassed before and many enough to
	// tell a broken message from a blocked person.
	DefaultCanary = 50
	// DefaultMaxErrors stops a message that one in ten platforms' answers
	// refuses.
	DefaultMaxErrors = 0.1
	// BroadcastWindow is how long a broadcast may take to reach somebody, once
	// their row was let go; it covers the quiet hours of all zones.
	BroadcastWindow = 24 * time.Hour
)

// Kind is the kind of its rows in the ledger.
func (b *Broadcast) Kind() Kind { return Kind("broadcast:" + strconv.FormatInt(b.ID, 10)) }

// BroadcastID is the broadcast of a row's kind, 0 for digests.
func (k Kind) BroadcastID() int64 {
	const prefix = "broadcast:"
	if len(k) <= len(prefix) || k[:len(prefix)] != prefix {
		return 0
	}
	id, err := strconv.ParseInt(string(k[len(prefix):]), 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// Recipients chooses subscriptions; empty lists choose all.
type Recipients struct {
	Platforms []bots.Platform
	Langs     []string
	// Themes choose subscribers of one of them, and those of all themes.
	Themes []string
}

// Has reports whether a subscription is meant. Paused ones are not.
func (r Recipients) Has(s *Subscription) bool {
	switch {
	case s.State != Active:
		return false
	case len(r.Platforms) > 0 && !slices.Contains(r.Platforms, s.Chat.Platform):
		return false
	case len(r.Langs) > 0 && !slices.Contains(r.Langs, s.Lang):
		return false
	}
	return len(r.Themes) == 0 || len(s.Themes) == 0 ||
		slices.ContainsFunc(r.Themes, func(t string) bool { return slices.Contains(s.Themes, t) })
}

// In is the text in a language, and whether it is in that language. A text for
// which no language is named counts as English.
func (b *Broadcast) In(lang string) (text string, own bool) {
	if t := b.Text[lang]; t != "" {
		return t, true
	}
	return b.Text[""], lang == locale.Languages[0] && b.Text[""] != ""
}

// row is the promise of the broadcast to one subscriber. It waits until the
// broadcaster lets it go.
func (b *Broadcast) row(s *Subscription) Row {
	return Row{Subscriber: s.ID, Platform: s.Chat.Platform, Day: b.Day, Kind: b.Kind(), Lane: HeldLane,
		Due: b.Started, NotBefore: b.Started, Deadline: never, State: Planned}
}

// never is the deadline of rows that are held: they wait for an operator, as
// long as that takes.
var never = time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)

// Check reports what is wrong with a broadcast before it is stored.
func (b *Broadcast) Check() error {
	switch {
	case b.Entry == "" && len(b.Text) == 0:
		return fmt.Errorf("the broadcast is empty; give a text or the id of an entry")
	case b.Entry != "" && len(b.Text) > 0:
		return fmt.Errorf("the broadcast has both a text and an entry; give one of them")
	case b.Canary < 0:
		return fmt.Errorf("the canary cannot be %d", b.Canary)
	case b.MaxErrors < 0 || b.MaxErrors > 1:
		return fmt.Errorf("the share of failures has to lie between 0 and 1, not at %g", b.MaxErrors)
	}
	return nil
}
