package bots

import (
	"context"
	"reflect"
	"sync"
	"time"
)

const (
	// GrowEvery is the usual least time between two versions of one message:
	// Telegram asks for about a message a second in a chat
	// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this),
	// Discord was observed to allow five edits in five seconds in a channel,
	// and nobody reads a sentence in less.
	GrowEvery = 1200 * time.Millisecond
	// growTail is how long the last version is tried to be shown when it could
	// not be at once, as after a 429.
	growTail = time.Minute
	// growPauses bounds how often the pause is doubled while nothing succeeds.
	growPauses = 4
)

// Growth is the better version of an answer that was sent, shown while it is
// being made.
type Growth struct {
	// Handler made First as its answer to Message, and may be a Completer or a
	// LiveCompleter.
	Handler Handler
	Message Message
	First   Reply
	// Every is the least time between two showings, counted from the end of one
	// to the begin of the next, and from the sending of First; 0 means
	// GrowEvery. What is whole before anything was shown waits for nothing.
	Every Duration
	// Show puts a version in the place of the one before. It is called from one
	// goroutine, must not panic, and returns promptly when its ctx ends. A wait
	// says that it could not be shown now, and how long to leave the message
	// alone; what is newest then is tried. over says that the message cannot be
	// changed any more.
	Show func(ctx Context, r Reply) (wait Duration, over bool)
}

// Begin registers the better version of an answer and returns what has it made
// and shown as it grows, at a pace: what comes in between is left out, the last
// version never is, unless the platform takes no edits for a minute. Each
// version is First under the sentences verified so far, so that whatever stands
// when it is cut off stands alone.
//
// The caller runs grow once, in a goroutine of its own. It returns when all is
// over: after LaterTime and a minute at most, soon after ctx ended, the version
// was given up by End or Stop, or its message was found gone. Begin returns nil
// where no better version may come or there are too many.
func (l *Laters[K]) Begin(ctx Context, key K, g Growth) (grow func()) {
	c, ok := g.Handler.(Completer)
	if !ok || !g.First.Pending {
		return nil
	}
	if g.Every <= 0 {
		g.Every = GrowEvery
	}
	ctx, stop := context.WithCancel(ctx)
	making, cut := context.WithTimeout(ctx, LaterTime)
	one := &later{whose: owner(g.Message), cut: cut, stop: stop}
	if !l.begin(key, one) {
		cut()
		stop()
		return nil
	}
	return func() {
		defer l.finished(one)
		defer cut()
		one.grow(ctx, making, c, g)
	}
}

// grow has a version made and shown.
func (one *later) grow(ctx, making Context, c Completer, g Growth) {
	v := newVersions(g.First)
	var shower sync.WaitGroup
	defer shower.Wait()
	defer one.stop() // Before the wait, also in a panic.
	shower.Go(func() {
		defer one.stop() // Nobody needs what cannot be shown.
		v.show(ctx, g.Every, func(r Reply) (Duration, bool) {
			one.showing.Lock()
			defer one.showing.Unlock()
			if ctx.Err() != nil {
				return 0, true
			}
			return g.Show(ctx, r)
		})
	})
	v.end(betterOf(making, c, g, v.told))
	tail := time.AfterFunc(growTail, one.stop)
	defer tail.Stop()
	shower.Wait()
}

// betterOf asks for the better version, sentence by sentence where it can be
// had like that, and returns the first one if there is none.
func betterOf(ctx Context, c Completer, g Growth, told func(Summary)) Reply {
	var r Reply
	var better bool
	if live, ok := c.(LiveCompleter); ok {
		r, better = live.CompleteLive(ctx, g.Message, g.First, told)
	} else {
		r, better = c.Complete(ctx, g.Message, g.First)
	}
	if !better || r.Empty() {
		return g.First
	}
	return r
}

// versions are those of one message: what is newest, and what was shown.
type versions struct {
	first Reply
	text  string // the sentences told so far

	mu     sync.Mutex
	newest Reply
	// fresh has a token while there may be something to show; ended is closed
	// when no more will come.
	fresh chan struct{}
	ended chan struct{}
}

func newVersions(first Reply) *versions {
	return &versions{first: first, newest: first, fresh: make(chan struct{}, 1), ended: make(chan struct{})}
}

// told takes a verified sentence.
func (v *versions) told(s Summary) {
	if v.text != "" {
		v.text += " "
	}
	v.text += s.Text
	v.put(v.first.under(Summary{Label: s.Label, Text: v.text}))
}

// end takes the last version.
func (v *versions) end(r Reply) {
	v.put(r)
	close(v.ended)
}

func (v *versions) put(r Reply) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.newest = r
	select {
	case v.fresh <- struct{}{}:
	default:
	}
}

func (v *versions) last() Reply {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.newest
}

// differs waits for a version other than the one shown, and returns false if
// there will be none.
func (v *versions) differs(ctx Context, shown Reply) bool {
	for {
		if !alike(v.last(), shown) {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-v.fresh:
		case <-v.ended:
			return !alike(v.last(), shown)
		}
	}
}

// show calls show with what is newest, at the pace, until the last version was
// shown.
func (v *versions) show(ctx Context, every Duration, show func(Reply) (Duration, bool)) {
	due := time.NewTimer(every)
	defer due.Stop()
	shown, whole, failed := v.first, v.ended, 0
	for v.differs(ctx, shown) {
		select {
		case <-ctx.Done():
			return
		case <-due.C:
		case <-whole:
		}
		whole = nil
		newest := v.last()
		wait, over := show(newest)
		switch {
		case over:
			return
		case wait > 0:
			wait = max(wait, every<<min(failed, growPauses))
			failed++
		default:
			shown, failed, wait = newest, 0, every
		}
		due.Reset(wait)
	}
}

// alike reports whether two versions of one answer show the same.
func alike(a, b Reply) bool {
	return reflect.DeepEqual(a.Blocks, b.Blocks) && reflect.DeepEqual(a.Buttons, b.Buttons)
}

// under is the reply below a summary, as its better version.
func (r Reply) under(s Summary) Reply {
	r.Pending, r.answered = false, nil
	r.Blocks = append([]Block{s, Rule{}}, r.Blocks...)
	return r
}
