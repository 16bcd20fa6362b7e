package bots

import (
	"fmt"
	"time"
)

// Duration is time.Duration; the alias keeps signatures short.
type Duration = time.Duration

// SendKind says what the core needs to know about a failed send.
type SendKind int

// The five kinds. What follows from each is decided in one place, never in an
// adapter.
const (
	// Throttled: the platform asks to wait; Until says until when.
	Throttled SendKind = iota
	// Unavailable: the message certainly did not arrive; try again later.
	Unavailable
	// Gone: this chat takes no messages from us any more; Reason says why.
	Gone
	// Rejected: the platform refused this very message; it is our fault.
	Rejected
	// Unknown: the message may or may not have arrived.
	Unknown
)

func (k SendKind) String() string {
	return [...]string{"throttled", "unavailable", "gone", "rejected", "unknown"}[k]
}

// GoneReason says why a chat takes no messages.
type GoneReason string

// The reasons the platforms give.
const (
	Blocked     GoneReason = "blocked"     // the person blocked the bot
	Deactivated GoneReason = "deactivated" // the account is no more
	Kicked      GoneReason = "kicked"      // removed from the group, guild or channel
	NoRight     GoneReason = "no right"    // may not write there
	Closed      GoneReason = "closed"      // topic or direct messages closed
	NotFound    GoneReason = "not found"   // the chat does not exist (any more)
	MovedAway   GoneReason = "moved"       // the chat goes on as MovedTo
)

// SendError is the error of Send. Err has the details for the operator; it
// never holds a secret nor what a person wrote.
type SendError struct {
	Kind   SendKind
	Until  time.Time // Throttled: not before this moment
	Global bool      // Throttled: all chats of the bot are meant, not only this one
	Reason GoneReason
	// MovedTo is the chat's new id where Reason is MovedAway.
	MovedTo ChatID
	Err     error
}

func (e *SendError) Error() string {
	switch e.Kind {
	case Throttled:
		return fmt.Sprintf("throttled until %s: %v", e.Until.UTC().Format(time.RFC3339), e.Err)
	case Gone:
		return fmt.Sprintf("gone (%s): %v", e.Reason, e.Err)
	default:
		return fmt.Sprintf("%s: %v", e.Kind, e.Err)
	}
}

// Unwrap returns the cause.
func (e *SendError) Unwrap() error { return e.Err }
