package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/lanes"
)

// receiver takes updates in and sees that each is handled once, those of a
// chat in order.
type receiver struct {
	a      *Adapter
	h      bots.Handler
	reader reader
	lanes  *lanes.Lanes
	window *window
	// asked are the questions that may be edited, by the messages that show
	// their answers.
	asked  *bots.Asked[[]int]
	later  bots.Laters[messageKey]
	rights *rights
	// apologies and albums hold what was said once and need not be said again.
	apologies, albums *lastOf
	// inbox is what the ids of our updates begin with in Deps.Inbox: a bot with
	// another token counts anew.
	inbox string
	ended chan struct{}
	// aside are the calls that hold up no lane.
	aside sync.WaitGroup
}

func newReceiver(work context.Context, a *Adapter, h bots.Handler, me user) *receiver {
	r := &receiver{
		a: a, h: h,
		reader:    reader{me: me, commands: map[string]bool{}},
		lanes:     lanes.New(work, a.clock, a.cfg.Workers),
		window:    newWindow(a.cfg.WebhookURL == ""),
		asked:     bots.NewAsked[[]int](a.clock),
		rights:    newRights(a.clock),
		apologies: newLastOf(),
		albums:    newLastOf(),
		inbox:     string(userID(me.ID)) + "/",
		ended:     make(chan struct{}),
	}
	for _, c := range a.deps.Commands {
		r.reader.commands[c.Name] = true
	}
	return r
}

// takeAll takes the updates of a poll in, and returns how many were new.
func (r *receiver) takeAll(raws []json.RawMessage) (fresh int) {
	for _, raw := range raws {
		id := updateID(raw)
		if _, isNew := r.window.see(id); isNew {
			fresh++
			r.start(id, raw)
		}
	}
	return fresh
}

// take takes one update in. done is closed when it is handled.
func (r *receiver) take(raw []byte) (done <-chan struct{}, ok bool) {
	id := updateID(raw)
	done, isNew := r.window.see(id)
	if done == nil {
		over := make(chan struct{})
		close(over)
		return over, true
	}
	return done, !isNew || r.start(id, raw)
}

// updateID reads no further than it has to: while updates are in work, polls
// bring them again and again.
func updateID(raw []byte) int {
	if digits, ok := bytes.CutPrefix(raw, []byte(`{"update_id":`)); ok {
		if end := bytes.IndexByte(digits, ','); end > 0 {
			if id, err := strconv.Atoi(string(digits[:end])); err == nil {
				return id
			}
		}
	}
	var u struct {
		ID int `json:"update_id"`
	}
	_ = json.Unmarshal(raw, &u) // What is no update has the id 0, and is dropped by start.
	return u.ID
}

// start puts an update into its lane. It reports false while stopping.
func (r *receiver) start(id int, raw []byte) bool {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		// One update that nobody can read must not stop those behind it.
		r.a.log.Warn("telegram: an update could not be read and is skipped", "update", id)
		r.window.finish(id)
		return true
	}
	if u.Inline != nil {
		return r.lanes.Push("query:"+string(userID(u.Inline.From.ID)), (&query{r: r, id: id, q: *u.Inline}).run)
	}
	in, ok := r.reader.read(&u)
	if !ok {
		r.window.finish(id)
		return true
	}
	r.window.belongs(id, in.m.Chat.ID)
	if in.callback != "" && r.a.limiter.blocked(r.lanes.Context(), in.m.Chat.ID) {
		// Its turn may come when the press cannot be answered any more. A
		// second answer does no harm.
		r.aside.Go(func() { r.a.answerPress(r.lanes.Context(), in.callback, "") })
	}
	return r.lanes.Push(string(in.m.Chat.ID), (&job{r: r, id: id, in: in}).run)
}

// close ends the work: what runs may end, what did not begin comes again after
// the next start.
func (r *receiver) close() {
	r.lanes.Close(false)
	r.later.Stop()
	r.aside.Wait()
	if n := r.window.unfinished(); n > 0 {
		r.a.stats.lost.Add(int64(n))
		r.a.log.Warn("telegram: stopped before released updates were answered; they do not come again", "updates", n)
	}
	close(r.ended)
}

// handled marks an update as dealt with, here and across restarts.
func (r *receiver) handled(ctx context.Context, id int) {
	r.window.finish(id)
	// Also while stopping: the answer is out.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), inboxTime)
	defer cancel()
	if err := r.a.deps.Inbox.Finish(ctx, platform, r.inboxKey(id)); err != nil {
		r.a.log.ErrorContext(ctx, "telegram: an update could not be marked as answered", "update", id, "error", err)
	}
}

// inboxTime bounds a call of the inbox: an answer is worth more than the
// memory that it was given.
const inboxTime = 10 * time.Second

// begin reports whether an update still has to be handled.
func (r *receiver) begin(ctx context.Context, id int) bool {
	ctx, cancel := context.WithTimeout(ctx, inboxTime)
	defer cancel()
	state, err := r.a.deps.Inbox.Begin(ctx, platform, r.inboxKey(id))
	switch {
	case err != nil:
		r.a.log.ErrorContext(ctx, "telegram: the inbox does not answer; an update may be answered twice", "update", id, "error", err)
	case state == bots.Answered:
		r.a.stats.skipped.Add(1)
		return false
	case state == bots.Begun:
		r.a.stats.repeated.Add(1)
		r.a.log.WarnContext(ctx, "telegram: an update was in work when the program ended, and is answered again", "update", id)
		return true
	}
	r.a.stats.updates.Add(1)
	return true
}

func (r *receiver) inboxKey(id int) string { return r.inbox + decimal(id) }
