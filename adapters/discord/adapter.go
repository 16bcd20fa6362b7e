package discord

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Deps is what the adapter works with. The zero value of each field is ready
// to use.
type Deps struct {
	// Inbox remembers across restarts which written questions were answered;
	// nil remembers until the process ends. Answers to interactions need no
	// memory: Discord takes one only.
	Inbox bots.Inbox
	Clock func() time.Time
	Log   *slog.Logger
	// Commands are registered when Run starts.
	Commands []bots.CommandSpec
	// Suggest offers completions while somebody types; nil offers nothing.
	Suggest bots.Suggester
	// Memory knows the language that people chose, for suggestions; nil knows
	// none.
	Memory bots.Memory
	// Transport makes the calls; nil is HTTP. Dial connects to the gateway;
	// nil is TCP.
	Transport http.RoundTripper
	Dial      func(ctx context.Context, network, addr string) (net.Conn, error)
	// Jitter returns numbers from 0 to 1 that spread retries.
	Jitter func() float64
	// Nonce returns texts that nobody else makes, for messages that were sent
	// without a key.
	Nonce func() string
}

// Adapter is Discord as a bots.Adapter. Its methods may be called at once.
type Adapter struct {
	set    settings
	deps   Deps
	clock  func() time.Time
	log    *slog.Logger
	client *client
	direct *directs
	places *places
	stats  stats

	ran atomic.Bool
	// receiver is set while Run takes work in; begun is closed once it was.
	receiver atomic.Pointer[receiver]
	begun    chan struct{}
	appMu    sync.Mutex
	app      string
}

var (
	_ bots.Adapter          = (*Adapter)(nil)
	_ bots.KeyedSender      = (*Adapter)(nil)
	_ bots.Editor           = (*Adapter)(nil)
	_ bots.Typer            = (*Adapter)(nil)
	_ bots.CommandPublisher = (*Adapter)(nil)
	_ bots.Checker          = (*Adapter)(nil)
)

// New returns an adapter, or an error that names the wrong setting. It calls
// nobody.
func New(cfg Config, deps Deps) (*Adapter, error) {
	set, err := cfg.parse()
	if err != nil {
		return nil, err
	}
	if deps.Inbox == nil {
		deps.Inbox = &bots.VolatileInbox{}
	}
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	if deps.Log == nil {
		deps.Log = slog.New(slog.DiscardHandler)
	}
	if deps.Jitter == nil {
		deps.Jitter = mathrand.Float64
	}
	if deps.Nonce == nil {
		deps.Nonce = rand.Text
	}
	if deps.Dial == nil {
		deps.Dial = (&net.Dialer{}).DialContext
	}
	deps.Log = deps.Log.With("component", string(platform))
	c, err := newClient(set, deps.Transport, deps.Clock, deps.Log)
	if err != nil {
		return nil, fmt.Errorf("prepare the client of Discord: %w", err)
	}
	return &Adapter{
		set: set, deps: deps, clock: deps.Clock, log: deps.Log, client: c,
		direct: newDirects(), places: newPlaces(), app: set.appID, begun: make(chan struct{}),
	}, nil
}

// Platform implements bots.Adapter.
func (*Adapter) Platform() bots.Platform { return platform }

// Limits implements bots.Adapter.
func (*Adapter) Limits() bots.Limits {
	return bots.Limits{
		Text: maxDescription, Len: units, Rows: maxRows, PerRow: perRow, Label: labelUnits,
		Edits: true, Private: true,
	}
}

// Run implements bots.Adapter. It returns an error if Discord refuses the bot
// for good; the error says what to do.
func (a *Adapter) Run(ctx bots.Context, h bots.Handler) error {
	if a.ran.Swap(true) {
		return errors.New("discord: Run was called twice")
	}
	// What was accepted may go on for a while after ctx ended.
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	r := newReceiver(work, a, h)
	if a.set.key != nil {
		a.receiver.Store(r) // the endpoint answers from now on
		close(a.begun)
		defer a.receiver.Store(nil)
	}
	app, err := a.application(ctx)
	if err == nil && ctx.Err() == nil {
		err = a.serve(ctx, app, r)
	}
	a.receiver.Store(nil)
	stop := time.AfterFunc(a.set.grace, cancel)
	defer stop.Stop()
	r.close()
	a.client.session.Client.CloseIdleConnections()
	return err
}

// serve takes interactions and messages in until ctx ends.
func (a *Adapter) serve(ctx context.Context, app string, r *receiver) error {
	a.log.InfoContext(ctx, "discord: connected", "application", app)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var setUp sync.WaitGroup
	defer setUp.Wait()
	setUp.Go(func() { a.introduce(ctx) })
	if a.set.key != nil {
		<-ctx.Done()
		return nil
	}
	err := a.gateway(ctx, r)
	cancel()
	return err
}

// introduce registers the commands. What fails is only reported: the bot
// answers with those it had.
func (a *Adapter) introduce(ctx context.Context) {
	if len(a.deps.Commands) == 0 {
		return
	}
	err := a.PublishCommands(ctx, a.deps.Commands)
	if err != nil && ctx.Err() == nil {
		a.log.ErrorContext(ctx, "discord: the commands could not be registered; those from before stay", "error", err)
	}
}

// application is the application's id, asked for until Discord answers.
func (a *Adapter) application(ctx context.Context) (string, error) {
	a.appMu.Lock()
	defer a.appMu.Unlock()
	if a.app != "" {
		return a.app, nil
	}
	var me struct {
		ID string `json:"id"`
	}
	if err := a.insist(ctx, request{method: http.MethodGet, route: "/applications/@me"}, &me); err != nil || ctx.Err() != nil {
		return "", err
	}
	a.app = me.ID
	return a.app, nil
}

const (
	firstPause = 500 * time.Millisecond
	maxPause   = time.Minute
)

// pause is how long to wait before the next try: exponentially longer, with
// jitter, so that processes do not come back all at once.
func (a *Adapter) pause(tries int) time.Duration {
	d := min(firstPause<<min(tries, 10), maxPause)
	return d/2 + time.Duration(a.deps.Jitter()*float64(d/2))
}

// insist repeats a call that changes nothing, until it succeeds or ctx ends;
// then it returns nil as well. It returns an error only if Discord refuses the
// bot or the call as such.
func (a *Adapter) insist(ctx context.Context, q request, out any) error {
	q.patience = maxPause
	for tries := 0; ctx.Err() == nil; tries++ {
		f := a.client.call(ctx, q, out)
		switch {
		case f == nil:
			return nil
		case f.unusable():
			return fmt.Errorf("%w: %w", errToken, f)
		case f.status >= 400 && f.status < 500 && f.until.IsZero():
			return f
		}
		d := max(a.pause(tries), f.until.Sub(a.clock()))
		if ctx.Err() == nil {
			a.log.WarnContext(ctx, "discord: no success, trying again", "call", q.name(), "pause", d, "error", f)
		}
		if sleep(ctx, d) != nil {
			break
		}
	}
	return nil
}

// Stats counts what the adapter did since it was made.
type Stats struct {
	// Interactions and Messages were handled; Repeated came a second time and
	// were not.
	Interactions, Messages, Repeated int64
	// Deferred were told to wait first.
	Deferred int64
	// Late are answers that came when nobody waited any more; Lost are those
	// that could not be given, Unknown those that may not have arrived.
	Late, Lost, Unknown int64
	// Bare were refused with their buttons or their frame.
	Bare int64
}

type stats struct {
	interactions, messages, repeated, deferred, late, lost, unknown, bare atomic.Int64
}

// Stats returns the counts.
func (a *Adapter) Stats() Stats {
	s := &a.stats
	return Stats{
		Interactions: s.interactions.Load(), Messages: s.messages.Load(), Repeated: s.repeated.Load(),
		Deferred: s.deferred.Load(), Late: s.late.Load(), Lost: s.lost.Load(), Unknown: s.unknown.Load(), Bare: s.bare.Load(),
	}
}
