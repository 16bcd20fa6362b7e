package telegram

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// job handles one update: it is a task of its chat's lane.
type job struct {
	r  *receiver
	id int
	in incoming
	// d is the reply on its way, once there is one.
	d     *delivery
	reply bots.Reply
	// correction is what follows from an edit; old are the messages of the
	// answer to replace.
	correction bots.Correction
	old        []int
	// pressed is the answer to a press on its way.
	pressed sync.WaitGroup
}

const (
	// handleTime bounds the handler; no answer takes that long.
	handleTime = time.Minute
	// typingAfter is when a person begins to wonder, and typingEvery is how
	// long Telegram shows it (https://core.telegram.org/bots/api#sendchataction).
	typingAfter = 500 * time.Millisecond
	typingEvery = 5 * time.Second
)

// run is a lanes.Task.
func (j *job) run(ctx context.Context) (again time.Time) {
	defer func() {
		if p := recover(); p != nil {
			j.panicked(ctx, p)
			j.r.handled(ctx, j.id)
			again = time.Time{}
		}
	}()
	if j.d == nil && !j.answer(ctx) {
		return time.Time{}
	}
	again, failed := j.r.a.deliver(ctx, j.d, 0)
	j.pressed.Wait()
	switch {
	case !again.IsZero():
		return again
	case failed != nil && ctx.Err() != nil && failed.Kind == bots.Unavailable:
		return time.Time{} // Stopping: it comes again after the next start.
	case failed != nil:
		j.failed(ctx, failed)
	default:
		j.delivered(ctx)
	}
	j.r.handled(ctx, j.id)
	return time.Time{}
}

// answer asks the handler and plans the delivery. It reports false if the job
// is over.
func (j *job) answer(ctx context.Context) bool {
	r := j.r
	if !r.begin(ctx, j.id) {
		r.window.finish(j.id)
		return false
	}
	if !j.wanted() {
		r.handled(ctx, j.id)
		return false
	}
	if !j.in.known {
		j.in.m.From.Manager = r.manages(ctx, j.in.m)
	}
	j.reply = j.ask(ctx)
	if ctx.Err() != nil {
		return false // Cut off while stopping: it comes again after the next start.
	}
	if j.in.callback != "" {
		// At the same time as the message: the person waits for both.
		j.pressed.Go(func() { r.a.answerPress(ctx, j.in.callback, j.reply.Notice) })
	}
	j.d = j.plan()
	return true
}

// wanted decides about messages that get no answer of their own, and makes a
// stale one of a message that waited too long.
func (j *job) wanted() bool {
	r, m := j.r, &j.in.m
	switch m.Kind {
	case bots.Press, bots.Joined, bots.Left, bots.Moved:
		return true
	}
	late := r.a.clock().Sub(m.At) > r.a.cfg.StaleAfter && !r.meantLate(*m)
	switch {
	case m.Edited:
		j.correction, j.old = r.asked.Corrected(*m, j.in.sent)
		return !late && j.correction != bots.Unheeded
	case late:
		r.a.stats.stale.Add(1)
		m.Kind = bots.Stale
		return r.apologies.change(m.Chat.ID, "said")
	}
	r.apologies.forget(m.Chat.ID)
	return j.in.album == "" || r.albums.change(m.Chat.ID, j.in.album)
}

// meantLate reports whether a message is a command that is meant however late.
func (r *receiver) meantLate(m bots.Message) bool {
	return m.Kind == bots.Command && slices.ContainsFunc(r.a.deps.Commands, func(c bots.CommandSpec) bool { return c.Late && c.Name == m.Command })
}

// ask calls the handler, with a typing action while it takes long.
func (j *job) ask(ctx context.Context) (reply bots.Reply) {
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			j.panicked(ctx, p)
			lang := locale.Match(j.in.m.From.Lang)
			if lang == "" {
				lang = locale.Languages[0]
			}
			reply = bots.Reply{Lang: lang, Blocks: []bots.Block{bots.Paragraph{Text: locale.In(lang).T("failed")}}}
		}
	}()
	if j.shown() {
		defer j.r.a.typing(ctx, j.in.m.Chat)()
	}
	return j.r.h.Handle(ctx, j.in.m)
}

// shown reports whether somebody waits for a message.
func (j *job) shown() bool {
	switch j.in.m.Kind {
	case bots.Joined, bots.Left, bots.Moved:
		return false
	}
	return j.in.m.Chat.Kind != bots.Channel
}

// panicked reports a bug without what the panic says: that could hold what a
// person wrote.
func (j *job) panicked(ctx context.Context, p any) {
	j.r.a.log.ErrorContext(ctx, "telegram: handling an update panicked", "update", j.id, "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
}

// plan says where the reply goes.
func (j *job) plan() *delivery {
	r, m := j.r, j.in.m
	to := m.Chat
	if m.Kind == bots.Moved {
		to.ID = m.MovedTo
	}
	d := plan(to, j.reply, urgent, r.a.clock())
	d.replyTo = j.in.replyTo
	switch {
	case m.Kind == bots.Left:
		d.parts, d.file = nil, nil // There is nobody to read it.
	case m.Kind == bots.Press && d.inline == "" && !j.in.gone:
		id := messageNumber(m.ID)
		if j.reply.Replace {
			d.editing = []int{id}
		} else if m.Chat.Kind != bots.Private {
			d.replyTo = id
		}
		if len(d.parts) > 0 {
			r.later.End(messageKey{m.Chat.ID, id})
		}
	case j.correction == bots.Anew:
		d.replyTo = messageNumber(m.ID) // Which question it answers is not plain.
	case j.correction == bots.InPlace:
		d.editing = j.old
		for _, id := range j.old {
			r.later.End(messageKey{m.Chat.ID, id})
		}
	}
	return d
}

// delivered does what follows an answer that arrived.
func (j *job) delivered(ctx context.Context) {
	r, m := j.r, j.in.m
	switch m.Kind {
	case bots.Press:
		if !j.reply.Replace && len(j.d.sent) > 0 {
			r.asked.Another(m)
		}
	case bots.Text, bots.Command:
		r.asked.Answered(m, j.reply, j.d.sent)
		if n := len(j.d.sent); len(j.old) > n {
			r.a.deleteMessages(ctx, j.d.chat, j.old[n:])
		}
		if j.reply.Pending {
			r.complete(j)
		}
	}
}

// failed does what follows an answer that did not arrive, or not certainly.
func (j *job) failed(ctx context.Context, e *bots.SendError) {
	r := j.r
	if e.Kind == bots.Unknown {
		r.a.stats.unknown.Add(1)
		r.a.log.WarnContext(ctx, "telegram: an answer may or may not have arrived", "update", j.id, "error", e)
		return
	}
	r.a.stats.lost.Add(1)
	r.a.log.WarnContext(ctx, "telegram: an answer could not be sent", "update", j.id, "error", e)
	if e.Kind != bots.Gone || j.in.m.Kind == bots.Left {
		return
	}
	switch e.Reason {
	case bots.Blocked, bots.Deactivated, bots.Kicked, bots.NotFound:
		// Who subscribed there has to be told, also if no update says so.
		r.h.Handle(ctx, bots.Message{Chat: j.in.m.Chat, From: j.in.m.From, Kind: bots.Left, At: r.a.clock()})
	}
}

// typing shows a typing action from half a second on, until the returned
// function is called.
func (a *Adapter) typing(ctx context.Context, in bots.Chat) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	t := time.AfterFunc(typingAfter, func() {
		defer close(ended)
		for {
			if err := a.Typing(ctx, in); err != nil && ctx.Err() == nil {
				a.log.DebugContext(ctx, "telegram: typing", "error", err)
			}
			if sleep(ctx, typingEvery) != nil {
				return
			}
		}
	})
	return func() {
		cancel()
		if !t.Stop() {
			<-ended
		}
	}
}

// maxNotice is the longest answer to a press, in UTF-16 units
// (https://core.telegram.org/bots/api#answercallbackquery).
const maxNotice = 200

// pressPatience is how long a press is worth an answer; the button shows its
// clock no longer than some seconds.
const pressPatience = 10 * time.Second

// answerPress ends the clock on a pressed button.
func (a *Adapter) answerPress(ctx context.Context, id, notice string) {
	p := tgbotapi.Params{"callback_query_id": id}
	if notice = atMost(clean(notice), maxNotice); visible(notice) {
		p["text"] = notice
	}
	const method = "answerCallbackQuery"
	for try := range 3 {
		if wait := a.limiter.quietFor(method); wait > pressPatience || wait > 0 && sleep(ctx, wait) != nil {
			return
		}
		f := asFailure(a.client.call(ctx, method, p, nil))
		switch {
		case f == nil, f.code == http.StatusBadRequest, f.code == http.StatusForbidden, ctx.Err() != nil:
			return // Too old: nobody looks at it any more.
		case f.retryAfter > 0:
			a.limiter.quieten(method, a.clock().Add(time.Duration(f.retryAfter)*time.Second))
			continue
		}
		if sleep(ctx, firstPause<<try) != nil {
			return
		}
	}
}

func decimal(n int) string { return strconv.Itoa(n) }
