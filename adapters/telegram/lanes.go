package telegram

import (
	"context"
	"sync"
	"time"
)

// task is one piece of work in a lane. run returns the zero time when the
// task is done, or the moment at which it wants to go on: until then it keeps
// its place at the head of its lane, and holds no worker.
type task interface {
	run(ctx context.Context) (again time.Time)
}

// lanes run tasks: those of one key in order, those of different keys at
// once, on a bounded number of workers. A chat is a key.
type lanes struct {
	ctx   context.Context // of the tasks
	clock func() time.Time
	max   int

	mu     sync.Mutex
	byKey  map[string]*lane
	ready  []*lane // in the order of their turn
	active int
	held   int // tasks that are not done
	closed bool
	work   sync.WaitGroup
}

type lane struct {
	key   string
	tasks []task
	timer *time.Timer // set while the lane waits for a moment
}

func newLanes(ctx context.Context, clock func() time.Time, workers int) *lanes {
	return &lanes{ctx: ctx, clock: clock, max: workers, byKey: map[string]*lane{}}
}

// push puts a task at the end of its lane. It reports false after close.
func (l *lanes) push(key string, t task) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	l.held++
	if ln, ok := l.byKey[key]; ok {
		ln.tasks = append(ln.tasks, t)
		return true
	}
	ln := &lane{key: key, tasks: []task{t}}
	l.byKey[key] = ln
	l.wake(ln)
	return true
}

// waiting is how many tasks are not done.
func (l *lanes) waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held
}

// wake makes the lane ready; the caller holds mu.
func (l *lanes) wake(ln *lane) {
	l.ready = append(l.ready, ln)
	if l.active < l.max {
		l.active++
		l.work.Go(l.worker)
	}
}

func (l *lanes) worker() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.ready) > 0 && !l.closed {
		ln := l.ready[0]
		l.ready[0] = nil
		l.ready = l.ready[1:]
		t := ln.tasks[0]
		l.mu.Unlock()
		again := t.run(l.ctx)
		l.mu.Lock()
		l.after(ln, again)
	}
	l.active--
}

// after decides about a lane whose first task ran; the caller holds mu.
func (l *lanes) after(ln *lane, again time.Time) {
	if !again.IsZero() {
		ln.timer = time.AfterFunc(max(again.Sub(l.clock()), time.Millisecond), func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			if ln.timer = nil; !l.closed {
				l.wake(ln)
			}
		})
		if l.closed {
			ln.timer.Stop()
		}
		return
	}
	l.held--
	ln.tasks[0] = nil
	if ln.tasks = ln.tasks[1:]; len(ln.tasks) == 0 {
		delete(l.byKey, ln.key)
		return
	}
	l.ready = append(l.ready, ln)
}

// close lets the running tasks end and starts no other. It returns when they
// ended; those that did not start are dropped.
func (l *lanes) close() {
	l.mu.Lock()
	l.closed = true
	for _, ln := range l.byKey {
		if ln.timer != nil {
			ln.timer.Stop()
		}
	}
	l.mu.Unlock()
	l.work.Wait()
}
