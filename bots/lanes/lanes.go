// Package lanes runs what adapters have to do for people: in order for each,
// for different ones at once, on a bounded number of workers.
package lanes

import (
	"context"
	"sync"
	"time"
)

// Task is one piece of work in a lane. It returns the zero time when it is
// done, or the moment at which it wants to go on: until then it keeps its place
// at the head of its lane, and holds no worker.
type Task func(ctx context.Context) (again time.Time)

// Once is a task that is done when it returns.
func Once(do func(ctx context.Context)) Task {
	return func(ctx context.Context) time.Time {
		do(ctx)
		return time.Time{}
	}
}

// Lanes run tasks: those of one key in order, those of different keys at once
// and in turn. Make them with New; their methods may be called at once.
type Lanes struct {
	ctx   context.Context
	clock func() time.Time
	max   int

	mu     sync.Mutex
	byKey  map[string]*lane
	ready  []*lane // in the order of their turn
	active int
	held   int // tasks that are not done
	// closed takes no more, dropping starts none of those that are there.
	closed, dropping bool
	work             sync.WaitGroup
}

type lane struct {
	key   string
	tasks []Task
	timer *time.Timer // set while the lane waits for a moment
}

// New returns lanes with that many workers. ctx is that of the tasks; whether
// it ended is theirs to notice.
func New(ctx context.Context, clock func() time.Time, workers int) *Lanes {
	return &Lanes{ctx: ctx, clock: clock, max: workers, byKey: map[string]*lane{}}
}

// Context is that of the tasks.
func (l *Lanes) Context() context.Context { return l.ctx }

// Push puts a task at the end of its lane. It reports false after Close.
func (l *Lanes) Push(key string, t Task) bool {
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
	ln := &lane{key: key, tasks: []Task{t}}
	l.byKey[key] = ln
	l.wake(ln)
	return true
}

// Waiting is how many tasks are not done.
func (l *Lanes) Waiting() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.held
}

// wake makes the lane ready; the caller holds mu.
func (l *Lanes) wake(ln *lane) {
	l.ready = append(l.ready, ln)
	if l.active < l.max {
		l.active++
		l.work.Go(l.worker)
	}
}

func (l *Lanes) worker() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.ready) > 0 && !l.dropping {
		ln := l.ready[0]
		l.ready[0] = nil
		l.ready = l.ready[1:]
		l.after(ln, l.run(ln.tasks[0]))
	}
	l.active--
}

// run runs a task without mu, which the caller holds.
func (l *Lanes) run(t Task) time.Time {
	l.mu.Unlock()
	defer l.mu.Lock()
	return t(l.ctx)
}

// after decides about a lane whose first task ran; the caller holds mu.
func (l *Lanes) after(ln *lane, again time.Time) {
	if !again.IsZero() && !l.closed {
		ln.timer = time.AfterFunc(max(again.Sub(l.clock()), time.Millisecond), func() {
			l.mu.Lock()
			defer l.mu.Unlock()
			if ln.timer = nil; !l.closed {
				l.wake(ln)
			}
		})
		return
	}
	l.next(ln)
	if len(ln.tasks) > 0 {
		l.ready = append(l.ready, ln)
	}
}

// next takes the first task out of a lane; the caller holds mu.
func (l *Lanes) next(ln *lane) {
	l.held--
	ln.tasks[0] = nil
	if ln.tasks = ln.tasks[1:]; len(ln.tasks) == 0 {
		delete(l.byKey, ln.key)
	}
}

// Close takes no more tasks and returns when the running ones ended. With
// finish, those that did not start are run before; without, they are dropped.
// Nobody waits for a moment any more: a task that would is dropped, and what
// comes behind it is treated like the others.
func (l *Lanes) Close(finish bool) {
	l.mu.Lock()
	l.closed, l.dropping = true, !finish
	for _, ln := range l.byKey {
		if ln.timer == nil {
			continue
		}
		ln.timer.Stop()
		ln.timer = nil
		if l.next(ln); len(ln.tasks) > 0 && finish {
			l.wake(ln)
		}
	}
	l.mu.Unlock()
	l.work.Wait()
}
