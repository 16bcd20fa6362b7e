package store

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
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
	// retryJob is when a job that failed runs again.
	retryJob = 5 * time.Second
	// softStop and hardStop bound the end: first jobs may finish what they
	// began, then they are cancelled. Both fit the program's ten seconds.
	softStop = 6 * time.Second
	hardStop = 2 * time.Second
	// jobWorkers is how many jobs run at once: more than there are.
	jobWorkers = 20
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
	if r.Store.address.engine == onPostgres {
		return runRiver(ctx, riverpgxv5.New(r.Store.pool), r.Jobs, log, r.Store.failed)
	}
	return runRiver(ctx, riversqlite.New(r.Store.write.DB), r.Jobs, log, r.Store.failed)
}

func runRiver[T any](ctx context.Context, d riverdriver.Driver[T], jobs []digest.Job, log *slog.Logger,
	failed func(error, string, ...any) error,
) error {
	worker := &jobWorker{ctx: ctx, jobs: map[string]digest.Job{}, health: &health{log: log.With("component", "jobs")}}
	var periodic []*river.PeriodicJob
	for _, j := range jobs {
		worker.jobs[j.Name] = j
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(j.Every),
			func() (river.JobArgs, *river.InsertOpts) { return jobArgs{j.Name}, nil },
			&river.PeriodicJobOpts{RunOnStart: true}))
	}
	workers := river.NewWorkers()
	river.AddWorker(workers, worker)
	client, err := river.NewClient(d, &river.Config{
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: jobWorkers}}, Workers: workers, PeriodicJobs: periodic,
		JobTimeout: jobTimeout, RescueStuckJobsAfter: rescueAfter, RetryPolicy: steady{},
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
	for {
		if err = client.Start(work); err == nil {
			break
		}
		worker.health.note(ctx, "start", failed(err, "start the job queue"))
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(retryJob):
		}
	}
	worker.health.note(ctx, "start", nil)
	<-ctx.Done()
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

// steady retries after the same short time for ever: the periodic jobs would
// come back anyway.
type steady struct{}

// NextRetry implements river.ClientRetryPolicy.
func (steady) NextRetry(*rivertype.JobRow) time.Time { return time.Now().Add(retryJob) }

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
		// Of another version of the program, or of a bot that is off here.
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
