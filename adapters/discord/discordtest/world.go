package discordtest

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

type guild struct {
	id, name string
	// left is set once the bot was removed.
	left bool
}

type channel struct {
	id, guild, name string
	// user is the other person of a direct channel.
	user string
	// hidden channels cannot be seen, silent ones not be written in.
	hidden, silent, deleted bool
	messages                []*Message
	nonces                  map[string]*Message
}

// Types of channels
// (https://docs.discord.com/developers/resources/channel#channel-object-channel-types).
const (
	textChannel   = 0
	directChannel = 1
)

// AddGuild lets the bot join a guild with one text channel.
func (s *Server) AddGuild(id, channelID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &guild{id: id, name: "Guild " + id}
	s.guilds[id] = g
	s.channels[channelID] = &channel{id: channelID, guild: id, name: "general"}
	s.dispatch(event{kind: "GUILD_CREATE", guild: id, needs: intentGuilds, data: s.guildCreated(g)})
}

// AddChannel makes a text channel.
func (s *Server) AddChannel(guildID, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[id] = &channel{id: id, guild: guildID, name: "channel-" + id}
}

// RemoveGuild removes the bot from a guild.
func (s *Server) RemoveGuild(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.guilds[id].left = true
	s.dispatch(event{kind: "GUILD_DELETE", guild: id, needs: intentGuilds, data: map[string]any{"id": id}})
}

// Outage makes a guild unavailable, or available again. The bot stays in it.
func (s *Server) Outage(id string, over bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := event{kind: "GUILD_DELETE", guild: id, needs: intentGuilds, data: map[string]any{"id": id, "unavailable": true}}
	if over {
		e.kind, e.data = "GUILD_CREATE", s.guildCreated(s.guilds[id])
	}
	s.dispatch(e)
}

// DeleteChannel deletes a channel of a guild.
func (s *Server) DeleteChannel(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channels[id]
	c.deleted = true
	s.dispatch(event{kind: "CHANNEL_DELETE", guild: c.guild, needs: intentGuilds, data: c.object()})
}

// Silence takes the right to write in a channel from the bot, Hide the right
// to see it; with false they give it back.
func (s *Server) Silence(channelID string, silent bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[channelID].silent = silent
}

// Hide takes the right to see a channel from the bot, or gives it back.
func (s *Server) Hide(channelID string, hidden bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.channels[channelID].hidden = hidden
}

// CloseDM lets a user take no direct messages from the bot, or take them again.
func (s *Server) CloseDM(user string, closed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed[user] = closed
}

// DeleteUser deletes an account.
func (s *Server) DeleteUser(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[user] = true
}

// DM returns the direct channel of a user and the bot.
func (s *Server) DM(user string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dm(user).id
}

// dm is DM; the caller holds mu.
func (s *Server) dm(user string) *channel {
	id, ok := s.direct[user]
	if !ok {
		id = s.id()
		s.direct[user] = id
		s.channels[id] = &channel{id: id, user: user}
	}
	return s.channels[id]
}

// reach returns a channel that the bot may see.
func (s *Server) reach(id string) (*channel, *refusal) {
	c := s.channels[id]
	if c == nil || c.deleted {
		return nil, unknownChannel()
	}
	if c.hidden || c.guild != "" && s.guilds[c.guild].left {
		return nil, missingAccess()
	}
	return c, nil
}

// writable returns a channel that the bot may write in.
func (s *Server) writable(id string) (*channel, *refusal) {
	c, no := s.reach(id)
	switch {
	case no != nil:
		return nil, no
	case c.silent:
		return nil, missingPermissions()
	case s.closed[c.user] || s.gone[c.user]:
		return nil, closedDM()
	}
	return c, nil
}

func (c *channel) object() map[string]any {
	if c.guild == "" {
		return map[string]any{"id": c.id, "type": directChannel, "flags": 0, "last_message_id": nil,
			"recipients": []any{userObject(c.user, "")}}
	}
	return map[string]any{"id": c.id, "type": textChannel, "guild_id": c.guild, "name": c.name, "position": 0,
		"permission_overwrites": []any{}, "nsfw": false, "flags": 0}
}

func (g *guild) object() map[string]any {
	return map[string]any{"id": g.id, "name": g.name, "owner_id": ownerID, "roles": []any{}, "emojis": []any{},
		"features": []any{}, "preferred_locale": "en-US", "verification_level": 0, "premium_tier": 0, "system_channel_id": nil}
}

// ownerID owns all guilds.
const ownerID = "110000000000000009"

// guildCreated is the data of GUILD_CREATE; the caller holds mu.
func (s *Server) guildCreated(g *guild) map[string]any {
	o := g.object()
	var list []any
	var ids []string
	for id, c := range s.channels {
		if c.guild == g.id && !c.deleted {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		list = append(list, s.channels[id].object())
	}
	o["channels"], o["unavailable"], o["member_count"], o["large"] = list, false, 3, false
	o["members"], o["threads"], o["voice_states"], o["presences"] = []any{}, []any{}, []any{}, []any{}
	o["joined_at"] = stamp(s.o.Clock())
	return o
}

func userObject(id, name string) map[string]any {
	if name == "" {
		name = "test"
	}
	return map[string]any{"id": id, "username": name, "discriminator": "0", "global_name": name, "avatar": nil}
}

// stamp is a time as Discord writes it.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000+00:00") }

func (s *Server) openDirect(c *call) (any, *refusal) {
	body, _ := c.body.(map[string]any)
	user := plain(body["recipient_id"])
	if _, err := strconv.ParseUint(user, 10, 64); err != nil || user == BotID {
		return nil, refuse(http.StatusBadRequest, 50033, "Invalid Recipient(s)")
	}
	if s.gone[user] {
		return nil, unknownUser()
	}
	return s.dm(user).object(), nil
}

func (s *Server) getGuild(c *call) (any, *refusal) {
	g := s.guilds[c.params["guild_id"]]
	if g == nil || g.left {
		return nil, unknownGuild()
	}
	return g.object(), nil
}

func (s *Server) getChannel(c *call) (any, *refusal) {
	ch, no := s.reach(c.params["channel_id"])
	if no != nil {
		return nil, no
	}
	return ch.object(), nil
}

func (s *Server) typing(c *call) (any, *refusal) {
	_, no := s.writable(c.params["channel_id"])
	return nil, no
}
