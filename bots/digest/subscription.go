package digest

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// Subscription says who gets what, and when. There is at most one for a chat,
// or for a thread of it.
type Subscription struct {
	// ID is given by the store; 0 is not stored yet.
	ID   int64
	Chat bots.Chat
	// By is the person of a private chat, so that they can have it forgotten.
	// It is empty for chats that several people share.
	By bots.UserID
	Schedule
	// Zone is an IANA name.
	Zone string
	Lang string
	// Themes are ids; none means all.
	Themes []string
	Quiet  Quiet
	State  State
	// Until is the first day on which a paused one goes on, zero if it waits
	// for /resume.
	Until Date
	// Reason says why it is paused or ended.
	Reason  Reason
	Created time.Time
	// NextDay and NextAt are the promise: the local day and the instant of
	// the next message. Both are zero where none is promised.
	NextDay Date
	NextAt  time.Time
	// LastDay is the latest local day that has a row in the ledger.
	LastDay Date
	// Revision counts the changes, so that none is lost.
	Revision int64
}

// State is whether a subscription is served.
type State string

// The states of a subscription.
const (
	// Draft is one whose conversation is not finished. It is stored so that
	// the conversation survives a restart, and dropped after DraftLife.
	Draft  State = "draft"
	Active State = "active"
	Paused State = "paused"
	Ended  State = "ended"
)

// States are all of them.
var States = []State{Draft, Active, Paused, Ended}

// DraftLife is how long an unfinished conversation is kept.
const DraftLife = 24 * time.Hour

// Reason says why something was not sent, or why a subscription is not served.
type Reason string

// The reasons of subscriptions. Reasons that a platform gave are the values of
// bots.GoneReason.
const (
	ByPerson  Reason = "asked"     // the person paused or ended it
	Forgotten Reason = "forgotten" // the person had everything deleted
)

// Quiet are hours in which nothing is sent that is not at the subscriber's own
// time: neither a late message nor a broadcast. From and To are the same where
// there are none; To may lie on the next day.
type Quiet struct{ From, To Clock }

// Set reports whether there are quiet hours.
func (q Quiet) Set() bool { return q.From != q.To }

// Holds reports whether the time of day lies in the quiet hours.
func (q Quiet) Holds(c Clock) bool {
	if q.From <= q.To {
		return c >= q.From && c < q.To
	}
	return c >= q.From || c < q.To
}

// End returns when the quiet hours around t end, and t itself if it does not
// lie in them.
func (q Quiet) End(t time.Time, loc *time.Location) time.Time {
	local := t.In(loc)
	c := Clock(60*local.Hour() + local.Minute())
	if !q.Set() || !q.Holds(c) {
		return t
	}
	day := DateOf(local)
	if c >= q.To {
		day++
	}
	end, ok := Instant(loc, day, q.To)
	if !ok || !end.After(t) {
		return t
	}
	return end
}

// Location loads the zone. Every stored zone was checked, so that an error
// means that the zone data of the program and of its past differ.
func (s *Subscription) Location() (*time.Location, error) { return Location(s.Zone) }

// Location loads an IANA zone. "Local" and the empty name are refused: they
// would mean the server's own.
func Location(zone string) (*time.Location, error) {
	if zone == "" || zone == "Local" {
		return nil, fmt.Errorf("%q is not a time zone", zone)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil {
		return nil, fmt.Errorf("%q is not a time zone", clip(zone))
	}
	return loc, nil
}

// ErrQuietHour is returned where the message's own time lies in the quiet
// hours, so that it could never come.
var ErrQuietHour = errors.New("the time of the message lies in the quiet hours")

// Check reports what is wrong with the subscription.
func (s *Subscription) Check() error {
	switch {
	case s.Chat.Platform == "" || s.Chat.ID == "":
		return errors.New("no platform or no chat")
	case !s.At.Valid():
		return ErrClock
	case s.Days == 0 || s.Days > EveryDay:
		return errors.New("no day of the week")
	case !slices.Contains(Frequencies, s.Every):
		return fmt.Errorf("%q is not daily, weekly or monthly", clip(string(s.Every)))
	case locale.Match(s.Lang) != s.Lang || s.Lang == "":
		return fmt.Errorf("%q is not one of the bot's languages", clip(s.Lang))
	case !slices.Contains(States, s.State):
		return fmt.Errorf("%q is not active, paused or ended", clip(string(s.State)))
	case s.Quiet.Set() && s.Quiet.Holds(s.At):
		return ErrQuietHour
	}
	_, err := s.Location()
	return err
}

// Promise computes the next message after a change, and the rows that account
// for a day that the change made impossible. old is the subscription before
// the change, nil if it is new.
//
// No local day gets a second message: only days after LastDay count. None is
// lost without cause either. If the new settings pass over the promised day,
// its message still comes at its old instant, as long as that has come already
// or still is that day; otherwise the ledger says why.
func (s *Subscription) Promise(old *Subscription, now time.Time) []Row {
	s.NextDay, s.NextAt = 0, time.Time{}
	if s.State == Ended || s.State == Draft || (s.State == Paused && s.Until == 0) {
		return nil
	}
	loc, err := s.Location()
	if err != nil {
		loc = time.UTC // as in planOne
	}
	floor := max(s.LastDay, s.Until-1)
	s.NextDay, s.NextAt = nextFrom(loc, s.Schedule, max(floor, DateOf(now.In(loc))-2), now)
	if old == nil || old.State != Active || s.State != Active || old.NextDay == 0 || old.NextDay <= floor || old.NextDay >= s.NextDay {
		return nil
	}
	if s.On(old.NextDay) && (!old.NextAt.After(now) || DateOf(old.NextAt.In(loc)) == old.NextDay) {
		s.NextDay, s.NextAt = old.NextDay, old.NextAt
		return nil
	}
	var rows []Row
	for d := old.NextDay; d < s.NextDay; d++ {
		if s.On(d) {
			rows = append(rows, s.skipped(d, old.NextAt, SettingsChanged))
			s.LastDay = max(s.LastDay, d)
		}
	}
	return rows
}

// skipped is a row for a day on which nothing is sent.
func (s *Subscription) skipped(day Date, at time.Time, why Reason) Row {
	return Row{Subscriber: s.ID, Platform: s.Chat.Platform, Day: day, Kind: KindDigest, Due: at,
		State: Skipped, Reason: why, Finished: at}
}
