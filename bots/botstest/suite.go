package botstest

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/idmbot/idmbot/bots"
)

// Rig is an adapter with a platform behind it that a test can play. Only
// Adapter, Chats, Say, Await and Chat have to be set; a promise that needs
// more is skipped, with the reason, where it is missing.
type Rig struct {
	Adapter bots.Adapter
	// Chats is how many separate chats people can write in: those numbered
	// from 0 to Chats-1.
	Chats int
	// Say lets a person write a question in a chat.
	Say func(chat int, text string)
	// Await blocks until what the bot shows in a chat, oldest first,
	// satisfies enough, and returns it.
	Await func(chat int, enough func([]Shown) bool) []Shown
	// Chat is the address of a chat for Send.
	Chat func(chat int) bots.Chat
	// Press presses the button with the label under the newest message of the
	// chat that has one.
	Press func(chat int, label string)
	// Leave makes the chat refuse messages from now on, as by blocking the
	// bot, and returns the reason that Send has to give.
	Leave func(chat int) bots.GoneReason
}

// Shown is one message of the bot as people see it.
type Shown struct {
	// Text is the visible text, without markup.
	Text string
	// Labels are the labels of the buttons under it.
	Labels []string
}

// Options tell Exercise how to run.
type Options struct {
	// Bubble runs every promise in its own synctest bubble. It needs a rig
	// without real sockets, and makes time free.
	Bubble bool
}

// Exercise checks the promises of bots.Adapter, each on a new rig.
func Exercise(t *testing.T, o Options, rig func(t *testing.T) Rig) {
	for _, p := range promises {
		t.Run(p.name, func(t *testing.T) {
			if o.Bubble {
				synctest.Test(t, func(t *testing.T) { p.check(t, rig(t)) })
				return
			}
			p.check(t, rig(t))
		})
	}
}

type promise struct {
	name  string
	check func(t *testing.T, r Rig)
}

// start runs the adapter until the test ends, and checks that it then returns
// without an error.
func start(t *testing.T, r Rig, h bots.Handler) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Adapter.Run(ctx, h) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run returned %v after its context ended; want nil", err)
		}
	})
}

// messages is an Await condition: at least n messages.
func messages(n int) func([]Shown) bool {
	return func(s []Shown) bool { return len(s) >= n }
}
