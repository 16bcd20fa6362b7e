package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// Deps is what the adapter works with. The zero value of each field is ready
// to use.
type Deps struct {
	// Inbox remembers across restarts what was answered, and which waits
	// Telegram asked for; nil remembers until the process ends.
	Inbox bots.Inbox
	Clock func() time.Time
	Log   *slog.Logger
	// Inline answers inline queries; nil offers nothing.
	Inline InlineSource
	// Commands are registered when Run starts.
	Commands []bots.CommandSpec
	// Profile is set when Run starts, where Telegram has another one.
	Profile Profile
	// Admins see the operators' commands in their menu.
	Admins []bots.Owner
	// Transport makes the calls; nil is HTTP.
	Transport http.RoundTripper
	// Jitter returns numbers from 0 to 1 that spread retries.
	Jitter func() float64
}

// Adapter is Telegram as a bots.Adapter. Its methods may be called at once.
type Adapter struct {
	cfg    Config
	deps   Deps
	clock  func() time.Time
	log    *slog.Logger
	jitter func() float64

	client  *client
	limiter *limiter
	stats   stats
	// receiver is set while Run takes updates in.
	receiver atomic.Pointer[receiver]
	ran      atomic.Bool
}

var (
	_ bots.Adapter          = (*Adapter)(nil)
	_ bots.Editor           = (*Adapter)(nil)
	_ bots.Typer            = (*Adapter)(nil)
	_ bots.CommandPublisher = (*Adapter)(nil)
)

// silence keeps the library, which logs through a package variable, from
// printing addresses with the token.
var silence = sync.OnceFunc(func() { _ = tgbotapi.SetLogger(log.New(io.Discard, "", 0)) })

// New returns an adapter, or an error that names each wrong setting in a
// line. It calls nobody.
func New(cfg Config, deps Deps) (*Adapter, error) {
	cfg, err := cfg.checked()
	if err != nil {
		return nil, err
	}
	silence()
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
		deps.Jitter = rand.Float64
	}
	deps.Log = deps.Log.With("component", string(platform))
	return &Adapter{
		cfg: cfg, deps: deps, clock: deps.Clock, log: deps.Log, jitter: deps.Jitter,
		client: newClient(cfg, deps.Transport), limiter: newLimiter(cfg.Rate, deps),
	}, nil
}

// Platform implements bots.Adapter.
func (*Adapter) Platform() bots.Platform { return platform }

// Limits implements bots.Adapter.
func (*Adapter) Limits() bots.Limits {
	return bots.Limits{
		Text: maxText, Len: units, Rows: maxButtons, PerRow: perRow, Label: labelRunes,
		CopyText: maxCopy, Edits: true,
	}
}

// Run implements bots.Adapter. It returns an error if Telegram does not know
// the token.
func (a *Adapter) Run(ctx bots.Context, h bots.Handler) error {
	if a.ran.Swap(true) {
		return errors.New("telegram: Run was called twice")
	}
	me, err := a.whoAmI(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	a.log.InfoContext(ctx, "telegram: connected", "bot", me.Username)
	// What was accepted may go on for a while after ctx ended.
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	r := newReceiver(work, a, h, me)
	a.receiver.Store(r)
	defer a.receiver.Store(nil)

	var setUp sync.WaitGroup
	setUp.Go(func() { a.introduce(ctx) })
	if a.cfg.WebhookURL != "" {
		err = a.hook(ctx)
	} else {
		err = a.poll(ctx, r)
	}
	setUp.Wait()
	stop := time.AfterFunc(a.cfg.Grace, cancel)
	defer stop.Stop()
	r.close()
	if a.cfg.WebhookURL == "" && err == nil {
		a.confirm(r)
	}
	return err
}

// introduce registers commands and profile. What fails is only reported: the
// bot answers without.
func (a *Adapter) introduce(ctx context.Context) {
	if len(a.deps.Commands) > 0 {
		if err := a.PublishCommands(ctx, a.deps.Commands); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "telegram: registering the commands", "error", err)
		}
	}
	if err := a.publishProfile(ctx, a.deps.Profile); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "telegram: setting the profile", "error", err)
	}
}

// whoAmI asks until Telegram answers.
func (a *Adapter) whoAmI(ctx context.Context) (user, error) {
	var me user
	err := a.insist(ctx, "getMe", nil, &me)
	return me, err
}

// insist repeats a call that can be repeated, until it succeeds or ctx ends;
// then it returns nil as well. It returns an error only if Telegram refuses the
// bot or the call as such.
func (a *Adapter) insist(ctx context.Context, method string, p tgbotapi.Params, out any) error {
	for tries := 0; ctx.Err() == nil; tries++ {
		f := asFailure(a.client.call(ctx, method, p, out))
		switch {
		case f == nil:
			return nil
		case f.unusable():
			return fmt.Errorf("TELEGRAM_BOT_TOKEN: Telegram does not accept it; get the current one from @BotFather: %w", f)
		case f.code == http.StatusBadRequest:
			return f
		}
		pause := min(firstPause<<min(tries, 10), maxPause)
		pause = pause/2 + time.Duration(a.jitter()*float64(pause/2))
		pause = max(pause, time.Duration(f.retryAfter)*time.Second)
		if ctx.Err() == nil {
			a.log.WarnContext(ctx, "telegram: no success, trying again", "method", method, "pause", pause, "error", f)
		}
		if sleep(ctx, pause) != nil {
			break
		}
	}
	return nil
}
