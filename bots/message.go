package bots

import "time"

// Platform names where a chat lives, as in settings: "telegram". The core
// compares such names and never interprets them.
type Platform string

// Ids are opaque outside the adapter that made them: only it may build or
// parse one.
type (
	// ChatID is a conversation on its platform.
	ChatID string
	// ThreadID is a topic or thread within a chat, empty for the chat itself.
	ThreadID string
	// UserID is a person on the platform.
	UserID string
	// MessageID is one message within a chat.
	MessageID string
)

// Chat is where a message came from or goes to.
type Chat struct {
	Platform Platform
	ID       ChatID
	Thread   ThreadID
	Kind     ChatKind
}

// ChatKind tells who reads along.
type ChatKind int

// The kinds of chat.
const (
	Private ChatKind = iota // one person and the bot
	Group                   // several people
	Channel                 // one-way
)

// Person is who wrote. Names are left out on purpose: the core has no use for
// them.
type Person struct {
	ID UserID
	// Lang is the language of the person's client, empty if unknown.
	Lang string
	// Manager is true for those who may change the settings of a chat that
	// several people share. It is always true in a private chat.
	Manager bool
}

// MessageKind tells what reached us.
type MessageKind int

// The kinds of message.
const (
	// Text is free text: a question.
	Text MessageKind = iota
	// Command carries Command and Args.
	Command
	// Press is a pressed button; it carries Action.
	Press
	// Attachment is a voice message, a photo, a sticker: nothing we can read.
	Attachment
	// Joined and Left tell that the bot was added to a chat or unblocked, and
	// that it was removed or blocked.
	Joined
	Left
	// Moved tells that the chat goes on under another id, MovedTo.
	Moved
	// Stale is a question that waited too long, as after a long outage. It is
	// answered by an apology.
	Stale
)

// Message is one thing that reached the bot.
type Message struct {
	ID   MessageID
	Chat Chat
	From Person
	Kind MessageKind
	// Text is the question of a Text, and of an edit of one.
	Text string
	// Edited is true where the person changed a question that may have been
	// answered already.
	Edited bool
	// Command is the name without slash; Args what came with it.
	Command string
	Args    Args
	Action  Action
	MovedTo ChatID
	// Inside is true where nothing of the message may be given to a service
	// outside, whatever the person's settings say.
	Inside bool
	// At is when the person sent it.
	At time.Time
}

// Args are a command's arguments: one line on platforms where people type,
// named options where the platform asks for them.
type Args struct {
	Line  string
	Named map[string]string
}

// Get returns the named option, or the whole line where there are no options.
func (a Args) Get(name string) string {
	if a.Named != nil {
		return a.Named[name]
	}
	return a.Line
}

// Handler answers messages. Handle may take as long as the answer needs; it
// is called for the messages of one chat in order, and for different chats at
// once. A Reply without blocks and without a notice means: say nothing.
type Handler interface {
	Handle(ctx Context, m Message) Reply
}

// Completer is implemented by handlers that may have a better version of a
// reply some seconds later. It is asked only for a Reply whose Pending is set,
// and returns false if the first version stands. A later version replaces the
// first one on the platforms that can edit.
type Completer interface {
	Complete(ctx Context, m Message, first Reply) (Reply, bool)
}

// LiveCompleter is a Completer that tells the later version while it is being
// made, for platforms that can show something grow.
type LiveCompleter interface {
	Completer
	// CompleteLive is Complete, with each called for every verified sentence
	// of the summary in order, from one goroutine, before it returns. What
	// each was told is never taken back, unless it returns false.
	CompleteLive(ctx Context, m Message, first Reply, each func(sentence Summary)) (Reply, bool)
}
