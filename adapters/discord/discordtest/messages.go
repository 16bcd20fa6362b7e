package discordtest

import (
	"strconv"
	"time"
)

// nonceWindow is how long a nonce is remembered: "a few minutes"
// (https://docs.discord.com/developers/resources/message#create-message).
const nonceWindow = 5 * time.Minute

// compose makes a new message of a body, checks it, and puts it into the
// channel; the caller holds mu. i is the interaction that it answers, or nil.
func (s *Server) compose(c *call, ch *channel, body map[string]any, i *Interaction) (*Message, *refusal) {
	m := &Message{Channel: ch.id, Author: BotID, Own: true, At: s.o.Clock(), interaction: i, Files: c.files}
	m.set(body)
	m.Flags = number(body["flags"])
	if i == nil && m.Ephemeral() {
		s.violation("%s: EPHEMERAL has no effect here", c.route.name())
		m.Flags &^= FlagEphemeral
	}
	if ref, ok := body["message_reference"].(map[string]any); ok {
		m.Reference = plain(ref["message_id"])
		if found := ch.find(m.Reference); found == nil && ref["fail_if_not_exists"] != false {
			errs := &faults{}
			errs.at("message_reference").add("REPLIES_UNKNOWN_MESSAGE", "Unknown message")
			return nil, invalid(errs)
		} else if found == nil {
			m.Reference = ""
		}
	}
	if no := s.refused(c, checkMessage(m, body)); no != nil {
		return nil, no
	}
	if m.empty() {
		s.violation("%s: an empty message", c.route.name())
		return nil, emptyMessage()
	}
	m.Pings = pings(m, body, i != nil)
	if len(m.Pings) > 0 {
		s.violation("%s: the message notifies %d people or groups", c.route.name(), len(m.Pings))
	}
	s.put(ch, m)
	return m, nil
}

// put adds a message of the bot to a channel, and tells the gateway.
func (s *Server) put(ch *channel, m *Message) {
	m.ID = s.id()
	ch.messages = append(ch.messages, m)
	s.tell(m, "")
	s.announce("MESSAGE_CREATE", ch, m)
}

// announce tells the gateway of a message of the bot.
func (s *Server) announce(kind string, ch *channel, m *Message) {
	if ch.hidden {
		return
	}
	data := s.object(m)
	e := event{kind: kind, guild: ch.guild, needs: intentDirectMessages, data: data, own: true}
	// Ephemeral messages of guilds come as if they were direct.
	if ch.guild != "" && !m.Ephemeral() {
		e.needs = intentGuildMessages
		data["guild_id"] = ch.guild
	}
	s.dispatch(e)
}

// edit changes a message of the bot; the caller holds mu.
func (s *Server) edit(c *call, m *Message, body map[string]any) *refusal {
	changed := *m
	changed.set(body)
	if atts, ok := body["attachments"]; ok && len(list(atts)) == 0 {
		changed.Files = nil
	}
	changed.Files = append(changed.Files, c.files...)
	if no := s.refused(c, checkMessage(&changed, body)); no != nil {
		return no
	}
	if changed.empty() {
		s.violation("%s: the message would be empty", c.route.name())
		return emptyMessage()
	}
	if !changed.Loading {
		changed.Edits++
	}
	changed.Loading = false
	*m = changed
	s.tell(m, "edited")
	s.announce("MESSAGE_UPDATE", s.channels[m.Channel], m)
	return nil
}

func (ch *channel) find(id string) *Message {
	// From the end, where those in use are.
	for i := len(ch.messages) - 1; i >= 0; i-- {
		if m := ch.messages[i]; m.ID == id && !m.Deleted {
			return m
		}
	}
	return nil
}

func (s *Server) createMessage(c *call) (any, *refusal) {
	ch, no := s.writable(c.params["channel_id"])
	if no != nil {
		return nil, no
	}
	body, _ := c.body.(map[string]any)
	nonce := ""
	if v := body["nonce"]; v != nil {
		nonce = plain(v)
	}
	enforced := body["enforce_nonce"] == true && nonce != ""
	if m := ch.nonces[nonce]; enforced && m != nil && s.o.Clock().Sub(m.At) < nonceWindow {
		if m.Deleted {
			return nil, unknownMessage()
		}
		return s.object(m), nil
	}
	m, no := s.compose(c, ch, body, nil)
	if no != nil {
		return nil, no
	}
	m.nonce = nonce
	if enforced {
		if ch.nonces == nil {
			ch.nonces = map[string]*Message{}
		}
		ch.nonces[nonce] = m
	}
	return s.object(m), nil
}

// visible finds a message that the bot can read over REST.
func (s *Server) visible(c *call) (*Message, *refusal) {
	ch, no := s.reach(c.params["channel_id"])
	if no != nil {
		return nil, no
	}
	m := ch.find(c.params["message_id"])
	if m == nil || m.Ephemeral() {
		return nil, unknownMessage()
	}
	return m, nil
}

func (s *Server) getMessage(c *call) (any, *refusal) {
	m, no := s.visible(c)
	if no != nil {
		return nil, no
	}
	return s.object(m), nil
}

func (s *Server) getMessages(c *call) (any, *refusal) {
	ch, no := s.reach(c.params["channel_id"])
	if no != nil {
		return nil, no
	}
	limit := 50
	if n, err := strconv.Atoi(c.query.Get("limit")); err == nil {
		limit = n
	}
	out := []any{}
	for i := len(ch.messages) - 1; i >= 0 && len(out) < limit; i-- {
		if m := ch.messages[i]; !m.Deleted && !m.Ephemeral() {
			out = append(out, s.object(m))
		}
	}
	return out, nil
}

func (s *Server) editMessage(c *call) (any, *refusal) {
	m, no := s.visible(c)
	if no != nil {
		return nil, no
	}
	if !m.Own {
		return nil, notAuthor()
	}
	body, _ := c.body.(map[string]any)
	if no := s.edit(c, m, body); no != nil {
		return nil, no
	}
	return s.object(m), nil
}

func (s *Server) deleteMessage(c *call) (any, *refusal) {
	m, no := s.visible(c)
	if no != nil {
		return nil, no
	}
	if !m.Own {
		return nil, missingPermissions()
	}
	m.Deleted = true
	s.tell(m, "deleted")
	return nil, nil
}

// Messages are the messages of a channel that are not deleted, oldest first.
func (s *Server) Messages(channelID string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	if ch := s.channels[channelID]; ch != nil {
		for _, m := range ch.messages {
			if !m.Deleted {
				out = append(out, *m)
			}
		}
	}
	return out
}

// DeleteMessage lets somebody delete a message.
func (s *Server) DeleteMessage(channelID, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.channels[channelID].find(id); m != nil {
		m.Deleted = true
	}
}
