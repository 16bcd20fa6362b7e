package store_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots/digest"
)

// A job runs at once, again when it says so, by one of two runners at a time,
// and both runners end when they are told.
func TestJobsRunOneAtATime(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		s := open(t, address)
		ignored := goleak.IgnoreCurrent()
		var running, most, runs atomic.Int32
		enough := make(chan struct{})
		job := digest.Job{Name: "deliver:one", Every: time.Minute, Run: func(context.Context) (time.Duration, error) {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			if runs.Add(1) == 5 {
				close(enough)
			}
			return 0, nil
		}}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var wg sync.WaitGroup
		for range 2 {
			wg.Go(func() {
				r := &store.Runner{Store: s, Jobs: []digest.Job{job}}
				if err := r.Run(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		<-enough
		cancel()
		wg.Wait()
		if most.Load() != 1 {
			t.Errorf("the job ran %d times at once", most.Load())
		}
		goleak.VerifyNone(t, ignored)
	})
}

// A job that fails comes again, and the log says so once, and once that it is
// over.
func TestAFailingJobIsToldOnce(t *testing.T) {
	onEach(t, func(t *testing.T, address string) {
		var log lockedBuffer
		var runs atomic.Int32
		done := make(chan struct{})
		job := digest.Job{Name: "plan", Every: time.Minute, Run: func(context.Context) (time.Duration, error) {
			switch runs.Add(1) {
			case 1, 2:
				return 0, errors.New("the disk is full")
			case 3:
				return 0, nil
			case 4:
				close(done)
			}
			return -1, nil
		}}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		r := &store.Runner{Store: open(t, address), Jobs: []digest.Job{job}, Log: slog.New(slog.NewTextHandler(&log, nil)),
			Retry: 10 * time.Millisecond}
		ended := make(chan error)
		go func() { ended <- r.Run(ctx) }()
		<-done
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		text := log.String()
		if strings.Count(text, "held up") != 1 || strings.Count(text, "digests go on") != 1 {
			t.Errorf("the log says:\n%s", text)
		}
	})
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
