package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/lanes"
	"github.com/idmbot/idmbot/bots/locale"
)

const (
	// handleTime bounds the handler; no answer takes that long.
	handleTime = time.Minute
	// answerTime is how long an interaction waits for its first answer
	// (https://discord.com/developers/docs/interactions/receiving-and-responding).
	answerTime = 3 * time.Second
	// tokenLife is how long the answer can be changed (same page), less what a
	// call takes.
	tokenLife = 15*time.Minute - 10*time.Second
)

// receiver takes interactions and messages in and sees that each is handled
// once, those of a person in a channel in order. In a channel that many share,
// each person has a conversation of their own: nobody waits for another.
type receiver struct {
	a     *Adapter
	h     bots.Handler
	lanes *lanes.Lanes
	seen  *seen
	later bots.Laters[string]
	// asked are the written questions that may be edited.
	asked *bots.Asked[place]
	// aside are the calls that hold up no lane.
	aside sync.WaitGroup
	// cleared counts the servers in which old commands were looked for.
	cleared atomic.Int64
	me      string // our user, once the gateway told it
	meMu    sync.Mutex
}

func newReceiver(work context.Context, a *Adapter, h bots.Handler) *receiver {
	return &receiver{a: a, h: h, lanes: lanes.New(work, a.clock, a.set.workers), seen: newSeen(), asked: bots.NewAsked[place](a.clock)}
}

// close ends the work: what was accepted may end, better versions are given
// up.
func (r *receiver) close() {
	r.later.Stop()
	r.lanes.Close(true)
	r.aside.Wait()
}

// errUnreadable is a body that is no interaction.
var errUnreadable = fmt.Errorf("not an interaction")

// interaction takes one in. respond, if not nil, gives the first answer inside
// an HTTP response; otherwise it is a call of its own. taken is false where
// nothing will answer: it came before, or the bot is stopping.
func (r *receiver) interaction(raw []byte, respond func(callback)) (taken bool, err error) {
	var i interaction
	if json.Unmarshal(raw, &i) != nil || i.ID == "" || i.Token == "" {
		r.a.log.Warn("discord: an interaction could not be read and is skipped")
		return false, errUnreadable
	}
	if !r.seen.first(i.ID) {
		r.a.stats.repeated.Add(1)
		return false, nil
	}
	in, ok := readInteraction(&i, r.a.clock())
	if !ok {
		r.a.log.Warn("discord: an interaction of an unknown kind is skipped", "type", int(i.Type))
		return false, errUnreadable
	}
	if user, direct := personOf(in.m.Chat.ID); direct && !in.shared {
		r.a.direct.keep(user, i.ChannelID)
	}
	r.a.stats.interactions.Add(1)
	j := &job{r: r, i: &i, in: in, respond: respond, began: r.a.clock()}
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		return r.lanes.Push("typing "+string(in.m.From.ID), lanes.Once(j.suggest)), nil
	}
	if i.opensForm() {
		return r.lanes.Push("form "+string(in.m.From.ID), lanes.Once(j.openForm)), nil
	}
	j.watch()
	if !r.lanes.Push(laneOf(in), lanes.Once(j.run)) {
		j.mu.Lock()
		j.unwatch()
		j.mu.Unlock()
		return false, nil
	}
	return true, nil
}

func laneOf(in incoming) string { return string(in.m.Chat.ID) + " " + string(in.m.From.ID) }

// ask calls the handler. A bug in it becomes an apology.
func (r *receiver) ask(ctx context.Context, m bots.Message) (reply bots.Reply) {
	ctx, cancel := context.WithTimeout(ctx, handleTime)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			r.panicked(ctx, p)
			reply = apology(m)
		}
	}()
	return r.h.Handle(ctx, m)
}

// apology says that something went wrong.
func apology(m bots.Message) bots.Reply {
	lang := locale.Match(m.From.Lang)
	if lang == "" {
		lang = locale.Languages[0]
	}
	return bots.Reply{Lang: lang, Private: true, Blocks: []bots.Block{bots.Paragraph{Text: locale.In(lang).T("failed")}}}
}

// panicked reports a bug without what the panic says: that could hold what a
// person wrote.
func (r *receiver) panicked(ctx context.Context, p any) {
	r.a.log.ErrorContext(ctx, "discord: handling a message panicked", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
}

// identity is our user's id; an application and its bot have the same, but
// for very old ones.
func (r *receiver) identity() string {
	r.meMu.Lock()
	defer r.meMu.Unlock()
	return r.me
}

func (r *receiver) setIdentity(id string) {
	r.meMu.Lock()
	defer r.meMu.Unlock()
	r.me = id
}

// keepSeen bounds what a seen remembers: more than a resumed session brings
// again.
const keepSeen = 1 << 15

// seen remembers the last ids.
type seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	at   int
}

func newSeen() *seen { return &seen{ids: map[string]bool{}} }

// first reports whether the id is new.
func (s *seen) first(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids[id] {
		return false
	}
	s.ids[id] = true
	if len(s.ring) < keepSeen {
		s.ring = append(s.ring, id)
		return true
	}
	delete(s.ids, s.ring[s.at])
	s.ring[s.at] = id
	s.at = (s.at + 1) % keepSeen
	return true
}
