package discord

import (
	"context"
	"sync"
)

// lanes run tasks: those of one key in order, those of different keys at once,
// on a bounded number of workers.
type lanes struct {
	ctx context.Context // of the tasks
	max int

	mu     sync.Mutex
	byKey  map[string]*lane
	ready  []*lane // in the order of their turn
	active int
	closed bool
	work   sync.WaitGroup
}

type lane struct {
	key   string
	tasks []func(context.Context)
}

func newLanes(ctx context.Context, workers int) *lanes {
	return &lanes{ctx: ctx, max: workers, byKey: map[string]*lane{}}
}

// push puts a task at the end of its lane. It reports false after close.
func (l *lanes) push(key string, task func(context.Context)) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	if ln, ok := l.byKey[key]; ok {
		ln.tasks = append(ln.tasks, task)
		return true
	}
	ln := &lane{key: key, tasks: []func(context.Context){task}}
	l.byKey[key] = ln
	l.ready = append(l.ready, ln)
	if l.active < l.max {
		l.active++
		l.work.Go(l.worker)
	}
	return true
}

func (l *lanes) worker() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.ready) > 0 {
		ln := l.ready[0]
		l.ready[0] = nil
		l.ready = l.ready[1:]
		task := ln.tasks[0]
		l.mu.Unlock()
		task(l.ctx)
		l.mu.Lock()
		ln.tasks[0] = nil
		if ln.tasks = ln.tasks[1:]; len(ln.tasks) == 0 {
			delete(l.byKey, ln.key)
			continue
		}
		l.ready = append(l.ready, ln)
	}
	l.active--
}

// close takes no more tasks and waits for those it has: people wait for them.
func (l *lanes) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.work.Wait()
}
