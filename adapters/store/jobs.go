package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"github.com/idmbot/idmbot/bots/digest"
)

const (
	// jobTimeout ends a job that hangs; every job ends by itself well before.
	jobTimeout = 60 * time.Second
	// rescueAfter is how long a job of a process that died is waited for.
	rescueAfter = 90 * time.Second
	// retryJob is when a job that failed runs again, unless it is set.
	retryJob = 5 * time.Second
	// softStop and hardStop bound the end: first jobs may finish what they
	// began, then they are cancelled. Both fit the program's ten seconds.
	softStop = 6 * time.Second
	hardStop = 2 * time.Second
	// look is how often it is seen to that every job is in the queue.
	look = time.Minute
	// keepJobs is how long finished jobs stay to be looked at.
	keepJobs = time.Hour
)

// Runner runs jobs through River, each by one process at a time. The state of
// the work itself is the ledger's; a job only says that somebody looks.
type Runner struct {
	Store *Store
	Jobs  []digest.Job
	// Log is for what operators should know; nil is silent.
	Log *slog.Logger
	// Retry is when a job that failed runs again; 0 means five seconds.
	Retry time.Duration
}

// jobArgs name a job; there is never more than one of a name that is not
// finished.
type jobArgs struct {
	Name string `json:"name" river:"unique"`
}

// Kind implements river.JobArgs.
func (jobArgs) Kind() string { return "idmbot" }

// InsertOpts implements river.JobArgsWithInsertOpts.
func (jobArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
		rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}}
}

// Run runs the jobs until ctx ends, and then waits a bounded time for those
// under way. A database that goes away is waited for.
func (r *Runner) Run(ctx context.Context) error {
	log := r.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	retry := r.Retry
	if retry <= 0 {
		retry = retryJob
	}
	if r.Store.address.engine == onPostgres {
		return runRiver(ctx, riverpgxv5.New(r.Store.pool), r.Jobs, log, retry, r.Store.failed)
	}
	return runRiver(ctx, riversqlite.New(r.Store.write.DB), r.Jobs, log, retry, r.Store.failed)
}

func runRiver[T any](ctx context.Context, d riverdriver.Driver[T], jobs []digest.Job, log *slog.Logger, retry time.Duration,
	failed func(error, string, ...any) error,
) error {
	worker := &jobWorker{ctx: ctx, jobs: map[string]digest.Job{}, health: &health{log: log.With("component", "jobs")}}
	// A queue each: a process takes only jobs that it has, whatever others
	// share the database.
	queues := map[string]river.QueueConfig{}
	for _, j := range jobs {
		worker.jobs[j.Name] = j
		queues[queueOf(j.Name)] = river.QueueConfig{MaxWorkers: 1}
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, worker)
	client, err := river.NewClient(d, &river.Config{
		Queues: queues, Workers: workers,
		JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter, RetryPolicy: steady{retry},
		CompletedJobRetentionPeriod: keepJobs, CancelledJobRetentionPeriod: keepJobs, DiscardedJobRetentionPeriod: keepJobs,
		// River repeats itself every second while a database is away; health
		// says it once instead.
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return failed(err, "prepare the job queue")
	}
	// The client stops in two steps of our own, not with ctx.
	work := context.WithoutCancel(ctx)
	if !started(ctx, worker.health, func() error { return failed(client.Start(work), "start the job queue") }) {
		return nil
	}
	keepQueued(ctx, client, jobs, worker.health, failed)
	soft, cancel := context.WithTimeout(work, softStop)
	defer cancel()
	if err := client.Stop(soft); err == nil {
		return nil
	}
	hard, cancel := context.WithTimeout(work, hardStop)
	defer cancel()
	if err := client.StopAndCancel(hard); err != nil {
		return failed(err, "stop the job queue")
	}
	return nil
}

// started calls start until it succeeds, and reports false if ctx ended first.
func started(ctx context.Context, h *health, start func() error) bool {
	for {
		err := start()
		h.note(ctx, "start", err)
		if err == nil {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(retryJob):
		}
	}
}

// keepQueued puts every job into the queue, at once and then each time it is
// due, until ctx ends. River's own periodic jobs would depend on the leader,
// which may be a process without this job. Where one is queued or running
// already nothing is added.
func keepQueued[T any](ctx context.Context, client *river.Client[T], jobs []digest.Job, h *health,
	failed func(error, string, ...any) error,
) {
	next := make([]time.Time, len(jobs))
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		now := time.Now()
		for i, j := range jobs {
			if now.Before(next[i]) {
				continue
			}
			_, err := client.Insert(ctx, jobArgs{j.Name}, &river.InsertOpts{Queue: queueOf(j.Name)})
			if err == nil {
				next[i] = now.Add(j.Every - look/2) // ticks are not exact
			}
			if ctx.Err() == nil {
				h.note(ctx, "queue", failed(err, "queue the job %q", j.Name))
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// queueOf is the queue of a job, in the letters that River allows.
func queueOf(name string) string {
	return "idmbot_" + strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(name))
}

// steady retries after the same short time for ever: the periodic jobs would
// come back anyway.
type steady struct{ pause time.Duration }

// NextRetry implements river.ClientRetryPolicy.
func (s steady) NextRetry(*rivertype.JobRow) time.Time { return time.Now().Add(s.pause) }

// jobWorker runs one job.
type jobWorker struct {
	river.WorkerDefaults[jobArgs]
	ctx    context.Context // ends when no new work is to be begun
	jobs   map[string]digest.Job
	health *health
}

// Work implements river.Worker.
func (w *jobWorker) Work(ctx context.Context, job *river.Job[jobArgs]) error {
	j, ok := w.jobs[job.Args.Name]
	if !ok {
		// Two names may share a queue's.
		return river.JobCancel(fmt.Errorf("no job %q here", job.Args.Name))
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.ctx, cancel)()
	again, err := j.Run(ctx)
	if err != nil && ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		err = nil
	}
	w.health.note(ctx, j.Name, err)
	switch {
	case err != nil:
		return err
	case again < 0 || w.ctx.Err() != nil:
		return nil
	}
	return river.JobSnooze(again)
}
