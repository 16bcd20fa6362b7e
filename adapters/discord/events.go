package discord

import (
	"context"
	"encoding/json"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/lanes"
)

// event takes in what the gateway tells. It does not wait for what follows.
func (s *shard) event(ctx context.Context, l *link, p packet) {
	switch p.Type {
	case "READY":
		s.ready(ctx, l, p.Data)
	case "RESUMED":
		_ = l.ws.SetReadDeadline(time.Time{})
		s.sound.Store(true)
		s.a.log.InfoContext(ctx, "discord: resumed", "shard", s.id)
	case "INTERACTION_CREATE":
		_, _ = s.r.interaction(p.Data, nil) // was reported
	case "MESSAGE_CREATE":
		s.r.written(p.Data)
	case "MESSAGE_UPDATE":
		s.r.edited(p.Data)
	case "GUILD_CREATE":
		s.r.guildCreated(p.Data)
	case "GUILD_DELETE":
		s.r.guildDeleted(p.Data)
	case "CHANNEL_DELETE", "THREAD_DELETE":
		s.r.channelDeleted(p.Data)
	}
}

func (s *shard) ready(ctx context.Context, l *link, raw json.RawMessage) {
	var d struct {
		Session string `json:"session_id"`
		Resume  string `json:"resume_gateway_url"`
		User    person `json:"user"`
		Guilds  []struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		s.a.log.ErrorContext(ctx, "discord: READY could not be read", "error", err)
		return
	}
	_ = l.ws.SetReadDeadline(time.Time{})
	s.session, s.address = d.Session, d.Resume
	s.sound.Store(true)
	s.r.setIdentity(d.User.ID)
	for _, g := range d.Guilds {
		s.a.places.expected(g.ID)
	}
	s.a.log.InfoContext(ctx, "discord: ready", "shard", s.id, "of", s.of, "guilds", len(d.Guilds))
}

// guild is a server that the bot is in, or was.
type guild struct {
	ID string `json:"id"`
	// Unavailable is true during an outage: the bot is still there.
	Unavailable bool   `json:"unavailable"`
	System      string `json:"system_channel_id"`
	Channels    []struct {
		ID string `json:"id"`
	} `json:"channels"`
}

func (r *receiver) guildCreated(raw []byte) {
	var g guild
	if json.Unmarshal(raw, &g) != nil || g.Unavailable {
		return
	}
	ids := make([]string, len(g.Channels))
	for i, c := range g.Channels {
		ids[i] = c.ID
	}
	r.clear(g.ID)
	if !r.a.places.joined(g.ID, ids) {
		return
	}
	if g.System != "" {
		r.tell(channelChat(g.System), bots.Joined)
	}
}

// maxCleared is in how many servers old commands are looked for: those of a
// bot in development, which once registered its commands in one of them.
const maxCleared = 10

// clear takes commands away that a server has beside the global ones, where
// they would stand twice.
func (r *receiver) clear(guild string) {
	if r.a.set.guildID != "" || len(r.a.deps.Commands) == 0 || !r.seen.first("server "+guild) || r.cleared.Add(1) > maxCleared {
		return
	}
	r.lanes.Push("server "+guild, lanes.Once(func(ctx context.Context) {
		app, err := r.a.application(ctx)
		if err == nil {
			err = r.a.publish(ctx, "/applications/{}/guilds/{}/commands", []string{app, guild}, nil)
		}
		if err != nil {
			r.a.log.InfoContext(ctx, "discord: old commands of a server could not be looked for", "error", err)
		}
	}))
}

func (r *receiver) guildDeleted(raw []byte) {
	var g guild
	if json.Unmarshal(raw, &g) != nil || g.Unavailable {
		return
	}
	for _, c := range r.a.places.removedFrom(g.ID) {
		r.tell(channelChat(c), bots.Left)
	}
}

func (r *receiver) channelDeleted(raw []byte) {
	var c struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(raw, &c) == nil && c.ID != "" {
		r.tell(channelChat(c.ID), bots.Left)
	}
}

// tell tells the handler that the bot came to a channel or is gone from it,
// and says what it answers to the first.
func (r *receiver) tell(chat bots.Chat, kind bots.MessageKind) {
	m := bots.Message{Chat: chat, Kind: kind, At: r.a.clock()}
	r.lanes.Push(string(chat.ID)+" ", lanes.Once(func(ctx context.Context) {
		reply := r.ask(ctx, m)
		bodies := compose(reply)
		if kind != bots.Joined || len(bodies) == 0 {
			return
		}
		if _, failed := r.a.post(ctx, chat, bodies, "welcome "+string(chat.ID), bulk); failed != nil {
			r.a.log.InfoContext(ctx, "discord: a server could not be greeted", "error", failed)
		}
	}))
}
