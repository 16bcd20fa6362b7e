package discord

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// job answers one interaction. Its first answer decides whether the person
// reads "The application did not respond": if the handler takes long, they are
// told to wait, and the answer follows.
type job struct {
	r       *receiver
	i       *interaction
	in      incoming
	respond func(callback)
	began   time.Time
	timer   *time.Timer

	// mu is held during the first answer.
	mu    sync.Mutex
	state ack
	// sent are the messages of the answer after the first, which has no id
	// here; first is true where the first is a follow-up itself.
	sent  []string
	first bool
	// hidden is true where the answer is seen by one person only; replaced is
	// true where it stands in the place of the pressed message.
	hidden, replaced bool
}

// ack is what became of the first answer.
type ack int

const (
	// waiting has had none.
	waiting ack = iota
	// deferred was told to wait; deferredPress too, without a word.
	deferred
	deferredPress
	// answered has its answer; over is not waited for any more.
	answered
	over
)

// watch tells the person to wait, if the answer takes long.
func (j *job) watch() {
	j.r.aside.Add(1)
	j.timer = time.AfterFunc(j.r.a.set.deferAfter, func() {
		defer j.r.aside.Done()
		j.postpone(j.r.lanes.Context())
	})
}

// unwatch ends watch; the caller holds mu.
func (j *job) unwatch() {
	if j.timer != nil && j.timer.Stop() {
		j.r.aside.Done()
	}
}

// postpone gives a deferred answer, unless there is one.
func (j *job) postpone(ctx context.Context) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.state != waiting {
		return
	}
	cb := callback{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}
	next := deferred
	switch {
	case j.in.m.Kind == bots.Press:
		cb.Type, next = discordgo.InteractionResponseDeferredMessageUpdate, deferredPress
	case j.private():
		cb.Data = deferral{Flags: flagEphemeral}
	}
	j.r.a.stats.deferred.Add(1)
	if j.callback(ctx, cb, nil) {
		j.state = next
	}
}

// publicCommands answer to everybody; the others concern one person, or those
// only who may change a server's settings.
var publicCommands = []string{"ask", "themes", "sources", "today", "compare", "brief", "cite", "checkquote", "why", "help", "start"}

// private reports whether an answer concerns one person only, whatever it will
// be: it is hidden from the beginning.
func (j *job) private() bool {
	if !j.in.shared {
		return false
	}
	return j.in.m.Args.Named["private"] == "true" || j.in.m.Kind != bots.Command ||
		!slices.Contains(publicCommands, j.in.m.Command)
}

// run is the task of the job's lane.
func (j *job) run(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			j.r.panicked(ctx, p)
		}
		j.mu.Lock()
		j.unwatch()
		j.mu.Unlock()
	}()
	reply := j.r.ask(ctx, j.in.m)
	j.mu.Lock()
	j.unwatch()
	j.mu.Unlock()
	j.deliver(ctx, reply)
	if !j.gave() {
		return
	}
	if !j.replaced && len(reply.Blocks) > 0 {
		j.r.asked.Another(j.in.m)
	}
	if reply.Pending {
		j.r.improve(j.key(), j.in.m, reply, j.better)
	}
}

// gave reports whether the person has an answer.
func (j *job) gave() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state == answered
}

// flags are those of further messages.
func (j *job) flags() discordgo.MessageFlags {
	if j.hidden {
		return flagEphemeral
	}
	return 0
}

// deliver gives the answer.
func (j *job) deliver(ctx context.Context, reply bots.Reply) {
	ctx, cancel := context.WithDeadline(ctx, j.began.Add(tokenLife))
	defer cancel()
	bodies := compose(reply)
	hidden := j.in.shared && (reply.Private || j.in.hidden || j.in.m.Kind != bots.Press && j.private())
	if len(bodies) == 0 && visible(reply.Notice) {
		// A note in passing is for the one who pressed.
		bodies, hidden = compose(bots.Reply{Lang: reply.Lang, Blocks: []bots.Block{bots.Paragraph{Text: reply.Notice}}}), true
		reply.Replace = false
	}
	if hidden {
		for i := range bodies {
			bodies[i].Flags |= flagEphemeral
		}
	}
	replace := reply.Replace && j.in.m.Kind == bots.Press && j.i.Message != nil && (!hidden || j.in.hidden)
	if replace && len(bodies) > 0 {
		j.r.later.End(j.in.original)
		j.r.later.End(shownKey(string(j.in.m.ID)))
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.hidden, j.replaced = hidden, replace
	switch {
	case j.state == over:
		return
	case len(bodies) == 0:
		j.hush(ctx)
		return
	case j.state == waiting:
		if j.answer(ctx, bodies[0], replace); j.state == waiting {
			j.state = over
		}
	case j.state == deferredPress && !replace:
		j.first = true
		bodies = append([]body{{}}, bodies...)
	case j.state == deferred && hidden && !j.private():
		j.whisper(ctx, bodies)
		return
	default:
		j.patch(ctx, "@original", bodies[0])
	}
	if j.state == over {
		return
	}
	j.state = answered
	j.follow(ctx, bodies[1:])
}

// key is what a better version of the answer is known by: the interaction of
// the message that shows it, or that message where it was none's answer.
func (j *job) key() string {
	switch {
	case j.replaced && j.in.original != "":
		return j.in.original
	case j.replaced:
		return shownKey(string(j.in.m.ID))
	}
	return j.i.ID
}

// answer gives the first answer: a message, or the pressed one changed. The
// caller holds mu.
func (j *job) answer(ctx context.Context, b body, replace bool) {
	cb := callback{Type: discordgo.InteractionResponseChannelMessageWithSource}
	if replace {
		cb.Type = discordgo.InteractionResponseUpdateMessage
	}
	if j.respond != nil && b.file != nil {
		// A response cannot carry a file; what follows it can.
		wait := callback{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: deferral{Flags: b.Flags & flagEphemeral}}
		if j.callback(ctx, wait, nil) {
			j.patch(ctx, "@original", b)
		}
		return
	}
	cb.Data = b
	j.callback(ctx, cb, &b)
}

// hush ends an interaction to which there is nothing to say. Discord wants an
// answer all the same: a press gets an empty one, a command three dots that
// only its person sees. The caller holds mu.
func (j *job) hush(ctx context.Context) {
	switch {
	case j.state == waiting && j.in.m.Kind == bots.Press:
		j.callback(ctx, callback{Type: discordgo.InteractionResponseDeferredMessageUpdate}, nil)
	case j.state == waiting:
		dots := newBody("…")
		dots.Flags = flagEphemeral
		j.answer(ctx, dots, false)
	case j.state == deferred:
		q := j.webhook(http.MethodDelete, "/messages/{}", "@original")
		j.note(ctx, j.again(ctx, func() *failure { return j.r.a.client.call(ctx, q, nil) }))
	}
}

// whisper shows an answer to one person although others were told that one is
// coming: what they see goes, and the answer follows. The caller holds mu.
func (j *job) whisper(ctx context.Context, bodies []body) {
	j.patch(ctx, "@original", newBody("🔒"))
	if j.state == over {
		return
	}
	j.first, j.state = true, answered
	j.follow(ctx, bodies)
}

// follow sends further messages. Discord keeps no keys for them: one whose
// answer got lost is not sent again. The caller holds mu.
func (j *job) follow(ctx context.Context, bodies []body) {
	for _, b := range bodies {
		q := j.webhook(http.MethodPost, "")
		q.body, q.files, q.query = b, b.files(), "wait=true"
		var m sentMessage
		f := j.again(ctx, func() *failure { return j.r.a.client.call(ctx, q, &m) })
		if f != nil && f.code == codeInvalidBody {
			j.refused(ctx, f)
			bare := b.bare()
			q.body, q.files = bare, nil
			f = j.r.a.client.call(ctx, q, &m)
		}
		j.note(ctx, f)
		if f != nil {
			return
		}
		j.sent = append(j.sent, m.ID)
	}
}

// patch changes a message of the answer. The caller holds mu.
func (j *job) patch(ctx context.Context, id string, b body) {
	q := j.webhook(http.MethodPatch, "/messages/{}", id)
	b.Flags = 0 // whether it is hidden was decided before
	q.body = b
	f := j.again(ctx, func() *failure {
		q.files = b.files()
		return j.r.a.client.call(ctx, q, nil)
	})
	if f != nil && f.code == codeInvalidBody {
		j.refused(ctx, f)
		q.body, q.files = b.bare(), nil
		f = j.again(ctx, func() *failure { return j.r.a.client.call(ctx, q, nil) })
	}
	j.note(ctx, f)
}

// webhook is a call for the answers of this interaction.
func (j *job) webhook(method, route string, args ...string) request {
	return request{method: method, route: "/webhooks/{}/{}" + route,
		args: append([]string{j.i.AppID, j.i.Token}, args...), outside: true, patience: maxPause}
}

// again repeats a call that had no effect, and one that may be made twice.
func (j *job) again(ctx context.Context, call func() *failure) *failure {
	for tries := 0; ; tries++ {
		f := call()
		repeat := f != nil && (f.again() || !f.until.IsZero() || f.maybe && f.route != postFollowup || j.early(f))
		if !repeat || tries >= maxTries {
			return f
		}
		if sleep(ctx, max(j.r.a.pause(tries), f.until.Sub(j.r.a.clock()))) != nil {
			return f
		}
	}
}

// early reports whether Discord does not know our first answer yet, which is
// on its way in an HTTP response.
func (j *job) early(f *failure) bool {
	return j.respond != nil && f.code == codeUnknownWebhook && j.r.a.clock().Sub(j.began) < 2*answerTime
}

const (
	postFollowup = http.MethodPost + " /webhooks/{}/{}"
	// maxTries is how often a call is repeated: with the pauses between, for
	// about half a minute.
	maxTries = 6
)

func (j *job) refused(ctx context.Context, f *failure) {
	j.r.a.stats.bare.Add(1)
	j.r.a.log.ErrorContext(ctx, "discord: a message was refused; sent without buttons and frame", "error", f)
}

// note counts and reports a failure, and gives up what nobody waits for. The
// caller holds mu.
func (j *job) note(ctx context.Context, f *failure) {
	switch {
	case f == nil:
		return
	case f.over():
		j.state = over
		j.r.a.stats.late.Add(1)
		j.r.a.log.InfoContext(ctx, "discord: nobody waits for this answer any more", "interaction", j.i.ID, "error", f)
	case f.maybe:
		j.r.a.stats.unknown.Add(1)
		j.r.a.log.WarnContext(ctx, "discord: an answer may or may not have arrived", "interaction", j.i.ID, "error", f)
	default:
		j.r.a.stats.lost.Add(1)
		j.r.a.log.WarnContext(ctx, "discord: an answer could not be given", "interaction", j.i.ID, "error", f)
	}
}
