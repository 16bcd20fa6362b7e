package discordtest

import (
	"fmt"
	"strings"
)

// Person is who uses the bot, from where, and with what rights.
type Person struct {
	ID   string
	Name string
	// Locale is that of their app, "en-US" if empty; GuildLocale that of the
	// guild.
	Locale, GuildLocale string
	// Guild and Channel are where; both empty means the direct channel with
	// the bot.
	Guild, Channel string
	// Permissions are those in the guild, such as ManageGuild.
	Permissions uint64
	// UserInstalled means that the app is installed by the person, not in the
	// guild; with a Channel and no Guild it is a private channel of others.
	UserInstalled bool
}

// Permissions (https://docs.discord.com/developers/topics/permissions).
const (
	Administrator = 1 << 3
	ManageGuild   = 1 << 5
)

// member is what a usual member may do: see, write, use commands.
const member = 1<<10 | 1<<11 | 1<<31

// InGuild is a usual member in the text channel of the first guild.
func InGuild(id string) Person { return Person{ID: id, Guild: GuildID, Channel: ChannelID} }

// InDM is a person in the direct channel with the bot.
func InDM(id string) Person { return Person{ID: id} }

// Manager is a member who may manage the first guild.
func Manager(id string) Person {
	p := InGuild(id)
	p.Permissions = ManageGuild
	return p
}

// Contexts of interactions
// (https://docs.discord.com/developers/interactions/receiving-and-responding).
const (
	contextGuild   = 0
	contextDM      = 1
	contextPrivate = 2
)

func (p Person) context() int {
	switch {
	case p.Guild != "":
		return contextGuild
	case p.Channel != "":
		return contextPrivate
	}
	return contextDM
}

// place is the channel where the person is; the caller holds mu.
func (s *Server) place(p Person) *channel {
	if p.context() == contextDM {
		return s.dm(p.ID)
	}
	c := s.channels[p.Channel]
	if c == nil && p.UserInstalled {
		// The app knows nothing of channels where it is not installed.
		c = &channel{id: p.Channel, guild: p.Guild, hidden: true}
		if p.Guild != "" && s.guilds[p.Guild] == nil {
			s.guilds[p.Guild] = &guild{id: p.Guild, left: true}
		}
		s.channels[p.Channel] = c
	}
	if c == nil {
		panic("discordtest: no channel " + p.Channel)
	}
	return c
}

// where writes the person's place into an interaction.
func (p Person) where(o map[string]any, ch *channel) {
	user := userObject(p.ID, p.Name)
	o["channel_id"], o["locale"] = ch.id, p.locale()
	o["channel"] = ch.object()
	o["context"] = p.context()
	owners := map[string]any{}
	if p.UserInstalled {
		owners["1"] = p.ID
	} else if p.Guild != "" {
		owners["0"] = p.Guild
	} else {
		owners["0"] = "0"
	}
	o["authorizing_integration_owners"] = owners
	if p.Guild == "" {
		o["user"] = user
		return
	}
	locale := p.GuildLocale
	if locale == "" {
		locale = "en-US"
	}
	o["guild_id"], o["guild_locale"] = p.Guild, locale
	o["guild"] = map[string]any{"id": p.Guild, "locale": locale, "features": []any{}}
	o["member"] = map[string]any{"user": user, "roles": []any{}, "nick": nil, "deaf": false, "mute": false, "flags": 0,
		"joined_at": "2024-01-01T00:00:00.000000+00:00", "permissions": fmt.Sprint(p.rights())}
}

func (p Person) rights() uint64 { return p.Permissions | member }

func (p Person) locale() string {
	if p.Locale == "" {
		return "en-US"
	}
	return p.Locale
}

// Say lets a person write, and returns the message's id. In a guild the bot
// reads it only if it is mentioned: "<@" + BotID + ">".
func (s *Server) Say(p Person, text string) string { return s.SayMore(p, text, nil) }

// SayMore is Say with further fields of the message.
func (s *Server) SayMore(p Person, text string, more map[string]any) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.place(p)
	m := &Message{ID: s.id(), Channel: ch.id, Author: p.ID, Content: text, At: s.o.Clock()}
	ch.messages = append(ch.messages, m)
	s.tellText(ch.id, p.ID+": "+text+"\n")
	s.written("MESSAGE_CREATE", p, ch, m, more)
	s.wake()
	return m.ID
}

// EditSaid lets a person change what they wrote.
func (s *Server) EditSaid(p Person, id, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.place(p)
	m := ch.find(id)
	m.Content, m.Edits, m.edited = text, m.Edits+1, s.o.Clock()
	s.tellText(ch.id, p.ID+" edits: "+text+"\n")
	s.written("MESSAGE_UPDATE", p, ch, m, nil)
}

// Preview lets Discord show the preview of a link in what a person wrote: the
// message is updated, and is not edited.
func (s *Server) Preview(p Person, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.place(p)
	s.written("MESSAGE_UPDATE", p, ch, ch.find(id), map[string]any{"embeds": []any{map[string]any{"type": "link", "url": "https://example.org/"}}})
}

// written tells the gateway of a person's message; the caller holds mu.
func (s *Server) written(kind string, p Person, ch *channel, m *Message, more map[string]any) {
	o := s.object(m)
	o["author"] = userObject(p.ID, p.Name)
	e := event{kind: kind, guild: ch.guild, needs: intentDirectMessages, data: o}
	if strings.Contains(m.Content, "<@"+BotID+">") || strings.Contains(m.Content, "<@!"+BotID+">") {
		o["mentions"] = []any{botObject()}
		e.mentioned = true
	}
	if ch.guild != "" {
		e.needs = intentGuildMessages
		o["guild_id"] = ch.guild
	}
	for name, v := range more {
		o[name] = v
	}
	s.dispatch(e)
}
