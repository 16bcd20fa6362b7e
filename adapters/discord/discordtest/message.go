package discordtest

import (
	"encoding/json"
	"strings"
	"time"
)

// Message is a message in a channel.
type Message struct {
	ID, Channel, Author string
	// Own is true for the bot's messages.
	Own        bool
	Content    string
	Embeds     []Embed
	Components []Component
	Flags      int
	// Loading is true while it reads "… is thinking".
	Loading bool
	Deleted bool
	Edits   int
	// Reference is the message that it answers.
	Reference string
	Files     []string
	// Pings are those whom it notified.
	Pings []string
	At    time.Time

	nonce       string
	edited      time.Time // when a person changed it
	embeds      []any
	components  []any
	interaction *Interaction
}

// Flags of messages
// (https://docs.discord.com/developers/resources/message#message-object-message-flags).
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// Ephemeral is true if only one person sees it.
func (m *Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// decode reads JSON that was checked into v.
func decode(from any, v any) {
	data, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		panic("discordtest: checked JSON does not fit: " + err.Error())
	}
}

// number reads an integer that was checked; 0 if it is absent.
func number(v any) int {
	n, _ := v.(json.Number)
	i, _ := n.Int64()
	return int(i)
}

// set takes over the fields of a body that are there; null clears.
func (m *Message) set(body map[string]any) {
	if v, ok := body["content"]; ok {
		text, _ := v.(string)
		m.Content = strings.TrimSpace(text)
	}
	if v, ok := body["embeds"]; ok {
		m.embeds = list(v)
		m.Embeds = nil
		decode(m.embeds, &m.Embeds)
	}
	if v, ok := body["components"]; ok {
		m.components = list(v)
		m.Components = nil
		decode(m.components, &m.Components)
	}
	if v, ok := body["flags"]; ok {
		// Whether it is ephemeral is decided once, and components v2 stay.
		m.Flags = number(v)&^FlagEphemeral | m.Flags&(FlagEphemeral|FlagComponentsV2)
	}
}

func list(v any) []any {
	l, _ := v.([]any)
	return l
}

// empty is true if there is nothing to see.
func (m *Message) empty() bool {
	return m.Content == "" && len(m.embeds) == 0 && len(m.components) == 0 && len(m.Files) == 0
}

// object is the message as the API shows it; the caller holds mu.
func (s *Server) object(m *Message) map[string]any {
	author := botObject()
	if !m.Own {
		author = userObject(m.Author, "")
	}
	flags := m.Flags
	if m.Loading {
		flags |= FlagLoading
	}
	o := map[string]any{
		"id": m.ID, "channel_id": m.Channel, "author": author, "content": m.Content, "timestamp": stamp(m.At),
		"edited_timestamp": nil, "tts": false, "mention_everyone": false, "mentions": []any{}, "mention_roles": []any{},
		"attachments": []any{}, "embeds": orEmpty(m.embeds), "components": orEmpty(m.components), "pinned": false,
		"type": 0, "flags": flags,
	}
	if m.Edits > 0 {
		o["edited_timestamp"] = stamp(s.o.Clock())
		if !m.edited.IsZero() {
			o["edited_timestamp"] = stamp(m.edited)
		}
	}
	if m.nonce != "" {
		o["nonce"] = m.nonce
	}
	if m.Reference != "" {
		o["type"] = 19
		o["message_reference"] = map[string]any{"type": 0, "message_id": m.Reference, "channel_id": m.Channel}
	}
	if i := m.interaction; i != nil {
		o["application_id"], o["webhook_id"] = AppID, AppID
		o["type"] = 20
		o["interaction_metadata"] = map[string]any{"id": i.ID, "type": i.kind, "user": userObject(i.who.ID, i.who.Name),
			"authorizing_integration_owners": i.owners}
	}
	return o
}

func orEmpty(l []any) []any {
	if l == nil {
		return []any{}
	}
	return l
}
