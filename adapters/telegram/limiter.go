package telegram

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// priority is how urgent a call is: answers go before bulk.
type priority int

const (
	urgent priority = iota
	bulk
)

// The rates of a chat (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)
// at which bulk goes out. Answers are not slowed by such a guess: Telegram
// allows short bursts, and says with a 429 when they were too many.
var (
	perPrivate = pace{n: 1, per: time.Second}
	perGroup   = pace{n: 20, per: time.Minute}
)

const (
	// underRate keeps a little below the permitted rate, so that jitter on
	// the way does not put 31 messages into one second there.
	underRate = 0.99
	// While people talk to the bot, bulk leaves them room: without it, their
	// answers would be the messages that are one too many.
	roomFor = 10 * time.Second
	room    = 1.1
	// keepGates is how many chats are remembered before idle ones are dropped.
	keepGates = 1024
)

type pace struct {
	n   int
	per time.Duration
}

// limiter lets calls to chats through, one at a time a chat, at the permitted
// rates, and never before a wait that Telegram asked for is over.
type limiter struct {
	clock    func() time.Time
	interval time.Duration // between bulk messages
	inbox    bots.Inbox
	log      *slog.Logger
	turn     chan struct{} // held by the bulk call that goes next

	// loaded is true after the waits of the last run were read; loading is held
	// while they are, and retry is when to try it again.
	loaded  atomic.Bool
	loading sync.Mutex
	retry   time.Time

	mu     sync.Mutex
	next   time.Time // when the next bulk message may go
	talked time.Time // when the last answer went
	global time.Time // no call at all before
	gates  map[bots.ChatID]*gate
	prune  int
	last   []throttle // 429s of different chats without a success in between
	// quiet are the methods that concern no chat and are not to be called
	// before a moment.
	quiet map[string]time.Time
}

// gate is what is known of one chat; limiter.mu guards it, except busy.
type gate struct {
	busy  chan struct{} // held during a call
	users int
	until time.Time
	sent  []time.Time // the last calls, at most perGroup.n
}

type throttle struct {
	chat  bots.ChatID
	until time.Time
}

func newLimiter(rate float64, d Deps) *limiter {
	return &limiter{
		clock:    d.Clock,
		interval: time.Duration(float64(time.Second) / (rate * underRate)),
		inbox:    d.Inbox,
		log:      d.Log,
		turn:     make(chan struct{}, 1),
		gates:    map[bots.ChatID]*gate{},
		prune:    keepGates,
		quiet:    map[string]time.Time{},
	}
}

// loadAgain is how long to leave an inbox alone that could not be read.
const loadAgain = 5 * time.Second

// waits reads the waits from before a restart, once, and as soon as that is
// possible.
func (l *limiter) waits(ctx context.Context) {
	if l.loaded.Load() {
		return
	}
	l.loading.Lock()
	defer l.loading.Unlock()
	if now := l.clock(); l.loaded.Load() || now.Before(l.retry) {
		return
	}
	// Whose call comes first has no say in how long it may take.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inboxTime)
	defer cancel()
	waits, err := l.inbox.Waits(ctx, platform, l.clock())
	if err != nil {
		l.retry = l.clock().Add(loadAgain)
		l.log.Error("telegram: reading the waits of the last run", "error", err)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for chat, until := range waits {
		if chat == "" {
			l.global = later(l.global, until)
			continue
		}
		g := l.gate(chat)
		g.until = later(g.until, until)
	}
	l.loaded.Store(true)
}

// enter blocks until a call to the chat is allowed, and returns what has to be
// called after it. It does not wait longer than patience: then it returns when
// the call would be allowed instead, and leave is nil.
func (l *limiter) enter(
	ctx context.Context, chat bots.ChatID, prio priority, patience time.Duration,
) (leave func(), until time.Time, err error) {
	l.waits(ctx)
	l.mu.Lock()
	g := l.gate(chat)
	g.users++
	l.mu.Unlock()
	done := func() {
		l.mu.Lock()
		g.users--
		l.mu.Unlock()
	}
	for {
		if until, err = l.await(ctx, g, chat, prio, patience); err != nil || !until.IsZero() {
			done()
			return nil, until, err
		}
		if prio == bulk {
			if err := l.bulkTurn(ctx); err != nil {
				done()
				return nil, time.Time{}, err
			}
		}
		select {
		case g.busy <- struct{}{}:
		case <-ctx.Done():
			done()
			return nil, time.Time{}, ctx.Err()
		}
		if l.take(g, chat, prio) {
			return func() { <-g.busy; done() }, time.Time{}, nil
		}
		<-g.busy // Somebody was quicker, or a wait began meanwhile.
	}
}

// await sleeps until the chat allows a call.
func (l *limiter) await(
	ctx context.Context, g *gate, chat bots.ChatID, prio priority, patience time.Duration,
) (until time.Time, err error) {
	for {
		l.mu.Lock()
		now := l.clock()
		asked := later(l.global, g.until)
		allowed := later(asked, g.allowed(chat, prio))
		l.mu.Unlock()
		wait := allowed.Sub(now)
		switch {
		case wait <= 0:
			return time.Time{}, ctx.Err()
		// Pacing of our own is short; bulk waits for it in any case.
		case wait > patience && (prio == urgent || asked.Sub(now) > patience):
			return allowed, nil
		}
		if err := sleep(ctx, wait); err != nil {
			return time.Time{}, err
		}
	}
}

// bulkTurn waits until the rate over all chats has room for a bulk message.
func (l *limiter) bulkTurn(ctx context.Context) error {
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.turn }()
	for {
		l.mu.Lock()
		now := l.clock()
		wait := l.next.Sub(now)
		if wait <= 0 {
			interval := l.interval
			if now.Sub(l.talked) < roomFor {
				interval = time.Duration(float64(interval) * room)
			}
			l.next = later(l.next, now.Add(-interval)).Add(interval)
			l.mu.Unlock()
			return nil
		}
		l.mu.Unlock()
		// Answers that go out meanwhile move next further.
		if err := sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// take books the call, if it is still allowed. The caller holds g.busy.
func (l *limiter) take(g *gate, chat bots.ChatID, prio priority) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock()
	if later(later(l.global, g.until), g.allowed(chat, prio)).After(now) {
		return false
	}
	if prio == urgent {
		l.talked = now
		// Answers are not delayed by bulk, but bulk by answers: not for more
		// than a second, so that it goes on even in a busy hour.
		if next := later(l.next, now).Add(l.interval); next.Sub(now) < time.Second {
			l.next = next
		}
	}
	if len(g.sent) == perGroup.n {
		copy(g.sent, g.sent[1:])
		g.sent = g.sent[:perGroup.n-1]
	}
	g.sent = append(g.sent, now)
	return true
}

// allowed is when the chat's own rate allows the next call.
func (g *gate) allowed(chat bots.ChatID, prio priority) time.Time {
	if prio == urgent {
		return time.Time{}
	}
	p := perPrivate
	if isGroup(chat) {
		p = perGroup
	}
	if len(g.sent) < p.n {
		return time.Time{}
	}
	return g.sent[len(g.sent)-p.n].Add(p.per)
}

// isGroup reports whether the id is that of a group or channel.
func isGroup(chat bots.ChatID) bool { return strings.HasPrefix(string(chat), "-") }

// blocked reports whether Telegram asked not to call the chat now.
func (l *limiter) blocked(ctx context.Context, chat bots.ChatID) bool {
	l.waits(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.global
	if g, ok := l.gates[chat]; ok {
		until = later(until, g.until)
	}
	return until.After(l.clock())
}

// gate returns the chat's gate; the caller holds mu.
func (l *limiter) gate(chat bots.ChatID) *gate {
	if g, ok := l.gates[chat]; ok {
		return g
	}
	if len(l.gates) >= l.prune {
		l.drop()
	}
	g := &gate{busy: make(chan struct{}, 1)}
	l.gates[chat] = g
	return g
}

// drop forgets chats about which there is nothing to remember.
func (l *limiter) drop() {
	now := l.clock()
	for id, g := range l.gates {
		idle := len(g.sent) == 0 || now.Sub(g.sent[len(g.sent)-1]) > perGroup.per
		if idle && g.users == 0 && !g.until.After(now) {
			delete(l.gates, id)
		}
	}
	l.prune = max(keepGates, 2*len(l.gates))
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// sleep waits for d or until ctx ends.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
