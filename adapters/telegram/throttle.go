package telegram

import (
	"context"
	"time"

	"github.com/idmbot/idmbot/bots"
)

const (
	// alike is how far two waits may differ and still be one: retry_after is
	// in whole seconds, and answers arrive a little apart.
	alike = 1500 * time.Millisecond
	// A short wait is taken for one of the whole bot after two chats, a long
	// one after three: a wrong guess then costs hours.
	longWait              = time.Minute
	chatsShort, chatsLong = 2, 3
)

// throttled records that Telegram answered 429 to a call to a chat. Telegram
// does not say whether it means the chat or the bot. It means the bot where
// different chats, one after the other and without a success in between, have
// to wait until the same moment. It reports whether that is so.
func (l *limiter) throttled(ctx context.Context, chat bots.ChatID, until time.Time) (global bool) {
	l.mu.Lock()
	now := l.clock()
	g := l.gate(chat)
	g.until = later(g.until, until)
	kept := l.last[:0]
	for _, t := range l.last {
		if t.chat != chat && t.until.Sub(until).Abs() <= alike {
			kept = append(kept, t)
		}
	}
	l.last = append(kept, throttle{chat, until})
	need := chatsShort
	if until.Sub(now) > longWait {
		need = chatsLong
	}
	if global = len(l.last) >= need; global {
		l.global = later(l.global, until)
	}
	l.mu.Unlock()
	l.remember(ctx, chat, until)
	if global {
		l.remember(ctx, "", until)
	}
	return global
}

// quieten records a 429 to a call that concerns no chat. Such calls have
// limits of their own: messages are not held up by them.
func (l *limiter) quieten(method string, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.quiet[method] = later(l.quiet[method], until)
}

// quietFor is how long a method that concerns no chat is not to be called.
func (l *limiter) quietFor(method string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.quiet[method].Sub(l.clock())
}

// passed records that a call to a chat got through: then the bot as a whole
// is not throttled.
func (l *limiter) passed() {
	l.mu.Lock()
	l.last = l.last[:0]
	l.mu.Unlock()
}

// remember keeps the wait across restarts, rounded up to a full second, so
// that a store with coarse times does not shorten it.
func (l *limiter) remember(ctx context.Context, chat bots.ChatID, until time.Time) {
	if up := until.Truncate(time.Second); up.Before(until) {
		until = up.Add(time.Second)
	}
	// Also while stopping: that is when it matters.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inboxTime)
	defer cancel()
	if err := l.inbox.Wait(ctx, platform, chat, until); err != nil {
		l.log.Error("telegram: keeping a wait", "error", err)
	}
}
