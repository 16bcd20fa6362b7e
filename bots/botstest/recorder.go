package botstest

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Recorder is an Adapter without a platform. What the bot says is kept; what
// people say is handed in by Tell. It obeys the contract of bots.Adapter: in
// order within a chat, in parallel across chats.
type Recorder struct {
	// Bounds are its Limits; the zero value gets generous ones.
	Bounds bots.Limits
	// Refuse, if set, decides about each Send: a non-nil error is returned
	// and nothing is recorded.
	Refuse func(to bots.Chat, r bots.Reply) *bots.SendError

	mu      sync.Mutex
	changed sync.Cond
	sent    []Sent
	typing  map[bots.ChatID]int
	specs   []bots.CommandSpec
	panics  []any
	lanes   map[bots.ChatID]chan bots.Message
	waiting []bots.Message
	handler bots.Handler
	ctx     bots.Context
	work    sync.WaitGroup
	laters  bots.Laters[bots.MessageID]
}

// Sent is one message that the bot sent. Edits replace Reply and count.
type Sent struct {
	ID    bots.MessageID
	To    bots.Chat
	Reply bots.Reply
	Edits int
}

var (
	_ bots.Adapter          = (*Recorder)(nil)
	_ bots.Editor           = (*Recorder)(nil)
	_ bots.Typer            = (*Recorder)(nil)
	_ bots.CommandPublisher = (*Recorder)(nil)
)

// laneDepth is how many messages of one chat may wait: more than any test has.
const laneDepth = 1024

// Platform implements bots.Adapter.
func (*Recorder) Platform() bots.Platform { return "recorder" }

// Limits implements bots.Adapter.
func (r *Recorder) Limits() bots.Limits {
	if r.Bounds.Text != 0 {
		return r.Bounds
	}
	return bots.Limits{Text: 4000, Rows: 10, PerRow: 5, Label: 40, CopyText: 256, Edits: true}
}

// Run implements bots.Adapter.
func (r *Recorder) Run(ctx bots.Context, h bots.Handler) error {
	r.mu.Lock()
	r.handler, r.ctx = h, ctx
	r.lanes = map[bots.ChatID]chan bots.Message{}
	for _, m := range r.waiting {
		r.enqueue(m)
	}
	r.waiting = nil
	r.mu.Unlock()
	<-ctx.Done()
	r.work.Wait()
	return nil
}

// Tell hands a message to the bot, as if a person had sent it. Before Run it
// waits.
func (r *Recorder) Tell(m bots.Message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.handler == nil {
		r.waiting = append(r.waiting, m)
		return
	}
	r.enqueue(m)
}

func (r *Recorder) enqueue(m bots.Message) {
	lane, ok := r.lanes[m.Chat.ID]
	if !ok {
		lane = make(chan bots.Message, laneDepth)
		r.lanes[m.Chat.ID] = lane
		ctx, h := r.ctx, r.handler
		r.work.Go(func() { r.follow(ctx, h, lane) })
	}
	lane <- m
}

func (r *Recorder) follow(ctx bots.Context, h bots.Handler, lane <-chan bots.Message) {
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-lane:
			r.answer(ctx, h, m)
		}
	}
}

func (r *Recorder) answer(ctx bots.Context, h bots.Handler, m bots.Message) {
	defer r.recovered()
	reply := h.Handle(ctx, m)
	if reply.Empty() {
		return
	}
	id, err := r.put(m, reply)
	if err != nil {
		return
	}
	grow := r.laters.Begin(ctx, id, bots.Growth{Handler: h, Message: m, First: reply,
		Show: func(ctx bots.Context, better bots.Reply) (bots.Duration, bool) {
			return 0, r.Edit(ctx, m.Chat, id, better) != nil
		}})
	if grow != nil {
		r.work.Go(func() {
			defer r.recovered()
			grow()
		})
	}
}

// recovered keeps a panic, if there is one.
func (r *Recorder) recovered() {
	if p := recover(); p != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.panics = append(r.panics, p)
	}
}

// put sends the reply, or puts it in the place of the pressed message.
func (r *Recorder) put(m bots.Message, reply bots.Reply) (bots.MessageID, error) {
	if m.Kind == bots.Press && reply.Replace && r.Limits().Edits {
		r.laters.End(m.ID)
		if err := r.Edit(r.ctx, m.Chat, m.ID, reply); err == nil {
			return m.ID, nil
		}
	}
	return r.Send(r.ctx, m.Chat, reply)
}

// Send implements bots.Adapter.
func (r *Recorder) Send(_ bots.Context, to bots.Chat, reply bots.Reply) (bots.MessageID, error) {
	if r.Refuse != nil {
		if err := r.Refuse(to, reply); err != nil {
			return "", err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	id := bots.MessageID(strconv.Itoa(len(r.sent) + 1))
	r.sent = append(r.sent, Sent{ID: id, To: to, Reply: reply})
	r.wake()
	return id, nil
}

// Edit implements bots.Editor.
func (r *Recorder) Edit(_ bots.Context, in bots.Chat, id bots.MessageID, reply bots.Reply) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.sent {
		if s := &r.sent[i]; s.ID == id && s.To.ID == in.ID {
			s.Reply = reply
			s.Edits++
			r.wake()
			return nil
		}
	}
	return &bots.SendError{Kind: bots.Rejected, Err: fmt.Errorf("no message %s to edit", id)}
}

// Typing implements bots.Typer.
func (r *Recorder) Typing(_ bots.Context, in bots.Chat) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.typing == nil {
		r.typing = map[bots.ChatID]int{}
	}
	r.typing[in.ID]++
	return nil
}

// PublishCommands implements bots.CommandPublisher.
func (r *Recorder) PublishCommands(_ bots.Context, specs []bots.CommandSpec) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.specs = specs
	return nil
}

// Sent returns what was sent to the chat, oldest first; to all chats if id is
// empty.
func (r *Recorder) Sent(id bots.ChatID) []Sent {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.sentTo(id)
}

func (r *Recorder) sentTo(id bots.ChatID) []Sent {
	var out []Sent
	for _, s := range r.sent {
		if id == "" || s.To.ID == id {
			out = append(out, s)
		}
	}
	return out
}

// Await blocks until what was sent to the chat satisfies enough, and returns
// it. It is meant for tests under a deadline.
func (r *Recorder) Await(id bots.ChatID, enough func([]Sent) bool) []Sent {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.changed.L = &r.mu
	for {
		if sent := r.sentTo(id); enough(sent) {
			return sent
		}
		r.changed.Wait()
	}
}

// wake tells those in Await; the caller holds mu.
func (r *Recorder) wake() {
	r.changed.L = &r.mu
	r.changed.Broadcast()
}

// Published returns the commands that were registered last.
func (r *Recorder) Published() []bots.CommandSpec {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.specs
}

// Panics returns what the handler panicked with. A test of a handler checks
// that there is nothing.
func (r *Recorder) Panics() []any {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.panics
}

// Question is a text message of a person in a private chat, as tests need it
// most. The chat has the id of the person.
func Question(person, text string, at time.Time) bots.Message {
	return bots.Message{
		ID:   bots.MessageID(person + "-" + strconv.FormatInt(at.UnixNano(), 36)),
		Chat: bots.Chat{Platform: "recorder", ID: bots.ChatID(person), Kind: bots.Private},
		From: bots.Person{ID: bots.UserID(person), Lang: "en", Manager: true},
		Kind: bots.Text,
		Text: text,
		At:   at,
	}
}
