package telegramtest

import (
	"encoding/json"
	"maps"
	"strconv"
	"time"
)

// Said is what a person writes.
type Said struct {
	Chat int64
	// From is the person, in a private chat the chat itself.
	From int64
	Text string
	Lang string
	// ReplyTo is the message answered, Thread the topic.
	ReplyTo, Thread int
	// Ago is how long ago it was written.
	Ago time.Duration
	// More are further fields of the message, such as a photo.
	More map[string]any
}

// Say lets a person write, and returns the message's id.
func (s *Server) Say(what Said) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chat(what.Chat)
	s.nextMessage++
	m := &Message{ID: s.nextMessage, Text: what.Text, ReplyTo: what.ReplyTo, Thread: what.Thread, From: what.sender()}
	c.messages = append(c.messages, m)
	kind := "message"
	if c.Type == "channel" {
		kind = "channel_post"
	}
	s.push(kind, s.messageObject(c, m, what))
	return m.ID
}

// EditText lets a person change what they wrote.
func (s *Server) EditText(id int, what Said) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chat(what.Chat)
	m := c.find(id)
	m.Text = what.Text
	o := s.messageObject(c, m, what)
	o["edit_date"] = s.o.Clock().Unix()
	s.push("edited_message", o)
}

func (w Said) sender() int64 {
	if w.From == 0 {
		return w.Chat
	}
	return w.From
}

func person(id int64, lang string) map[string]any {
	o := map[string]any{"id": id, "is_bot": false, "first_name": "Test"}
	if lang != "" {
		o["language_code"] = lang
	}
	return o
}

// messageObject is the message as an update has it; the caller holds mu.
func (s *Server) messageObject(c *Chat, m *Message, what Said) map[string]any {
	o := map[string]any{"message_id": m.ID, "date": s.o.Clock().Add(-what.Ago).Unix(), "chat": c.object()}
	if c.Type == "channel" {
		o["sender_chat"] = c.object()
	} else {
		o["from"] = person(what.sender(), what.Lang)
	}
	if what.Text != "" {
		o["text"] = what.Text
		if e := entitiesOf(what.Text); len(e) > 0 {
			o["entities"] = e
		}
	}
	if what.Thread != 0 {
		o["message_thread_id"] = what.Thread
		if c.Forum {
			o["is_topic_message"] = true
		}
	}
	if what.ReplyTo != 0 {
		if r := c.find(what.ReplyTo); r != nil {
			o["reply_to_message"] = s.stored(c, r)
		}
	}
	maps.Copy(o, what.More)
	return o
}

// stored is a message as an object that others refer to.
func (s *Server) stored(c *Chat, m *Message) map[string]any {
	o := map[string]any{"message_id": m.ID, "date": s.o.Clock().Unix(), "chat": c.object()}
	if m.Own {
		o["from"] = botObject()
	} else {
		o["from"] = person(m.From, "")
	}
	if m.Text != "" {
		o["text"] = m.Text
	}
	if m.Thread != 0 {
		o["message_thread_id"] = m.Thread
		if c.Forum {
			o["is_topic_message"] = true
		}
	}
	if m.Markup != nil {
		o["reply_markup"] = m.Markup
	}
	return o
}

type pressed struct {
	at       time.Time
	answered int
	text     string
}

// Press presses the button with the label under the newest message of the bot
// that has one, as the person with the chat's id, and returns the query's id.
// It panics if there is none.
func (s *Server) Press(chat int64, label string) string { return s.PressBy(chat, chat, label) }

// PressBy is Press by a certain person.
func (s *Server) PressBy(chat, from int64, label string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chat(chat)
	for i := len(c.messages) - 1; i >= 0; i-- {
		m := c.messages[i]
		if m.Markup == nil || m.Deleted {
			continue
		}
		for _, row := range m.Markup.Rows {
			for _, b := range row {
				if b.Text == label && b.Data != "" {
					return s.pressData(from, b.Data, map[string]any{"message": s.stored(c, m)})
				}
			}
		}
	}
	panic("telegramtest: no button " + label)
}

// PressData presses a button that may be gone: with the data, under the
// message. If old is true, the message is too old to be accessible.
func (s *Server) PressData(chat int64, message int, data string, old bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chat(chat)
	o := map[string]any{"message_id": message, "date": s.o.Clock().Unix(), "chat": c.object()}
	if old {
		o["date"] = 0
	}
	return s.pressData(chat, data, map[string]any{"message": o})
}

// PressInline presses a button of a message that was sent by inline mode.
func (s *Server) PressInline(from int64, inlineID, label string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range s.inlineMessages[inlineID].Markup.Rows {
		for _, b := range row {
			if b.Text == label {
				return s.pressData(from, b.Data, map[string]any{"inline_message_id": inlineID})
			}
		}
	}
	panic("telegramtest: no button " + label)
}

func (s *Server) pressData(from int64, data string, where map[string]any) string {
	s.nextQuery++
	id := strconv.Itoa(s.nextQuery)
	s.presses[id] = &pressed{at: s.o.Clock()}
	o := map[string]any{"id": id, "from": person(from, ""), "chat_instance": "1", "data": data}
	maps.Copy(o, where)
	s.push("callback_query", o)
	return id
}

// Answer returns how often a press was answered, and with what text.
func (s *Server) Answer(query string) (times int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.presses[query]
	return p.answered, p.text
}

// Unanswered is how many presses were not answered.
func (s *Server) Unanswered() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.presses {
		if p.answered == 0 {
			n++
		}
	}
	return n
}

// InlineResult is what the bot offered.
type InlineResult struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Content     struct {
		Text string `json:"message_text"`
	} `json:"input_message_content"`
	Markup *Markup `json:"reply_markup"`
	// Next is the offset of the next page, the same for all results.
	Next string `json:"-"`
}

// Query types an inline query, waits for the results and returns them.
func (s *Server) Query(from int64, text, offset, lang string) []InlineResult {
	s.mu.Lock()
	s.nextQuery++
	id := strconv.Itoa(s.nextQuery)
	s.queries[id] = s.o.Clock()
	s.push("inline_query", map[string]any{"id": id, "from": person(from, lang), "query": text, "offset": offset})
	s.mu.Unlock()
	var out []InlineResult
	s.Until(func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		got, ok := s.inline[id]
		out = got
		return ok
	})
	return out
}

// Choose sends a result, and returns the id of the inline message.
func (s *Server) Choose(r InlineResult) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextQuery++
	id := "inline" + strconv.Itoa(s.nextQuery)
	text, _, _ := ParseHTML(r.Content.Text)
	s.inlineMessages[id] = &Message{Own: true, Text: text, HTML: r.Content.Text, Markup: r.Markup}
	return id
}

// Inline returns a message that was sent by inline mode.
func (s *Server) Inline(id string) Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.inlineMessages[id]
}

// Member changes the bot's own membership: "member", "administrator", "left"
// or "kicked".
func (s *Server) Member(chat, by int64, was, is string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chat(chat)
	s.push("my_chat_member", map[string]any{
		"chat": c.object(), "from": person(by, ""), "date": s.o.Clock().Unix(),
		"old_chat_member": memberObject(was), "new_chat_member": memberObject(is),
	})
}

func memberObject(status string) map[string]any {
	o := map[string]any{"status": status, "user": botObject()}
	switch status {
	case "kicked":
		o["until_date"] = 0
	case "administrator":
		for _, f := range api().Types["ChatMemberAdministrator"].Fields {
			if f.Required && f.Types[0] == "Boolean" {
				o[f.Name] = true
			}
		}
	}
	return o
}

// Move turns a group into a supergroup.
func (s *Server) Move(from, to int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.chat(from)
	old.MovedTo = to
	moved := &Chat{ID: to, Type: "supergroup", Title: old.Title, Admins: old.Admins}
	s.chats[to] = moved
	s.nextMessage++
	s.push("message", map[string]any{"message_id": s.nextMessage, "date": s.o.Clock().Unix(),
		"chat": old.object(), "from": person(1, ""), "migrate_to_chat_id": to})
}

// fields decodes JSON, for the methods.
func fields[T any](raw string) (T, error) {
	var v T
	err := json.Unmarshal([]byte(raw), &v)
	return v, err
}
