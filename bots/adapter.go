package bots

import "context"

// Context is context.Context; the alias keeps signatures short.
type Context = context.Context

// Adapter connects one platform. Everything else a platform may be able to do
// is an ability beside it, found by type assertion.
type Adapter interface {
	// Platform is the adapter's name, unique in the process.
	Platform() Platform
	// Limits are what the platform allows, as data.
	Limits() Limits
	// Run receives messages and hands them to h until ctx ends, in order
	// within a chat and in parallel across chats. It returns nil when ctx
	// ended, and an error only if the platform cannot be used at all; it may
	// be called once.
	Run(ctx Context, h Handler) error
	// Send delivers a reply to a chat and returns the id of the (last)
	// message. Errors are *SendError. Send may be called before Run and from
	// several goroutines.
	Send(ctx Context, to Chat, r Reply) (MessageID, error)
}

// KeyedSender is an adapter that can promise that two sends with one key
// arrive as one message if they are not too far apart.
type KeyedSender interface {
	// SendKeyed is Send with an idempotency key; window is how long the
	// platform remembers keys.
	SendKeyed(ctx Context, to Chat, r Reply, key string) (MessageID, error)
	KeyWindow() (window Duration)
}

// Editor can change a message it sent.
type Editor interface {
	Edit(ctx Context, in Chat, id MessageID, r Reply) error
}

// Typer can show that an answer is on its way.
type Typer interface {
	Typing(ctx Context, in Chat) error
}

// CommandPublisher registers the bot's commands with the platform, only where
// they differ from what the platform has.
type CommandPublisher interface {
	PublishCommands(ctx Context, specs []CommandSpec) error
}

// Limits are the numbers and the abilities of a platform.
type Limits struct {
	// Text is the greatest length of one message in the unit of Len; 0 means
	// that there is none.
	Text int
	// Len measures text as the platform does; nil counts runes.
	Len func(string) int
	// Rows, PerRow and Label bound the buttons; Label is in runes.
	Rows, PerRow, Label int
	// CopyText is the greatest length of a copy button's text, 0 if there are
	// none.
	CopyText int
	// Edits is true where a sent message can be changed.
	Edits bool
	// Private is true where a reply can be shown to one person of a shared
	// chat only.
	Private bool
}

// Length is the length of s in the platform's unit.
func (l Limits) Length(s string) int {
	if l.Len != nil {
		return l.Len(s)
	}
	return len([]rune(s))
}
