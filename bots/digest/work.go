package digest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Job is a coarse piece of work that has to be done again and again, by one
// process at a time. What it leaves undone the next run does.
type Job struct {
	Name string
	// Every is how often it runs.
	Every time.Duration
	// Run does what there is to do and returns when to run again, 0 for at
	// once; negative leaves it to Every.
	Run func(ctx context.Context) (again time.Duration, err error)
}

// Work is all that is needed for digests and broadcasts to go out.
type Work struct {
	Store    Store
	Adapters []bots.Adapter
	Composer Composer
	// Owner names this process in the ledger; it must be its own.
	Owner string
	Clock func() time.Time
	Log   *slog.Logger
	// Window is how late a message may be; 0 means the constant Window.
	Window time.Duration
	// BroadcastRate is how many messages of broadcasts a bot sends a second,
	// at most; 0 means DefaultBroadcastRate.
	BroadcastRate float64
	// ResendUnknown are the platforms on which a message in doubt is sent
	// again although they cannot recognize a repetition.
	ResendUnknown map[bots.Platform]bool
	// Keep is for how many days rows of the ledger are kept; 0 means
	// DefaultKeep.
	Keep int
}

const (
	// DefaultBroadcastRate leaves a third of the smallest platform's 30 a
	// second to digests.
	DefaultBroadcastRate = 20
	// DefaultKeep is for how many days the ledger goes back: a year, to
	// compare with the same day of the last.
	DefaultKeep = 400
)

// Jobs are the jobs of the work: planner, reconciler, broadcasts, clearing
// up, and one sender a bot.
func (w Work) Jobs() []Job {
	log := w.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	log = log.With("component", "digest")
	planner := &Planner{Store: w.Store, Window: w.Window}
	reconciler := &Reconciler{Store: w.Store, Adapters: w.Adapters, ResendUnknown: w.ResendUnknown}
	broadcaster := &Broadcaster{Store: w.Store, Clock: w.Clock}
	jobs := []Job{
		{Name: "plan", Every: time.Minute, Run: func(ctx context.Context) (time.Duration, error) {
			done, err := planner.Run(ctx, w.Clock())
			if done.Missed > 0 {
				log.WarnContext(ctx, "messages were missed while nothing ran", "missed", done.Missed, "behind", done.Behind)
			}
			if done.Rows > 0 {
				log.DebugContext(ctx, "planned", "subscriptions", done.Subscriptions, "rows", done.Rows)
			}
			// At the full minute, when people want their messages.
			now := w.Clock()
			return now.Truncate(time.Minute).Add(time.Minute).Sub(now), err
		}},
		{Name: "reconcile", Every: time.Minute, Run: func(ctx context.Context) (time.Duration, error) {
			done, err := reconciler.Run(ctx, w.Clock())
			if done.Any() {
				log.WarnContext(ctx, "the ledger was repaired", "released", done.Released, "resent", done.Resent,
					"unknown", done.Unknown, "late", done.Missed, "without_promise", done.Promised)
			}
			return -1, err
		}},
		{Name: "broadcast", Every: time.Minute, Run: func(ctx context.Context) (time.Duration, error) {
			return retryLater, broadcaster.Run(ctx)
		}},
		{Name: "retain", Every: 24 * time.Hour, Run: func(ctx context.Context) (time.Duration, error) {
			return -1, w.retain(ctx)
		}},
	}
	for _, a := range w.Adapters {
		jobs = append(jobs, Job{Name: "deliver:" + string(a.Platform()), Every: time.Minute, Run: w.sender(a).Run})
	}
	return jobs
}

func (w Work) sender(a bots.Adapter) *Sender {
	perSecond := w.BroadcastRate
	if perSecond <= 0 {
		perSecond = DefaultBroadcastRate
	}
	return &Sender{Store: w.Store, Adapter: a, Composer: w.Composer, Owner: w.Owner + ":" + string(a.Platform()),
		Clock: w.Clock, ResendUnknown: w.ResendUnknown[a.Platform()], Budget: NewBudget(perSecond)}
}

func (w Work) retain(ctx context.Context) error {
	keep := w.Keep
	if keep <= 0 {
		keep = DefaultKeep
	}
	now := w.Clock()
	err := w.Store.Retain(ctx, DateOf(now.UTC())-Date(keep), now.Add(-DraftLife))
	if inbox, ok := w.Store.(interface {
		RetainInbox(ctx bots.Context, now time.Time) error
	}); ok {
		err = errors.Join(err, inbox.RetainInbox(ctx, now))
	}
	if err != nil {
		return fmt.Errorf("clear up: %w", err)
	}
	return nil
}
