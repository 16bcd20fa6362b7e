package telegramtest

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// Chat is a chat of the server. Set its fields before the bot runs, or between
// calls by Server.Change.
type Chat struct {
	ID    int64
	Type  string // "private", "group", "supergroup" or "channel"
	Title string
	Forum bool
	// Refuses is the error of every call, such as Blocked.
	Refuses *Refusal
	// MovedTo is set for a group that became a supergroup.
	MovedTo int64
	// ClosedTopics refuse messages.
	ClosedTopics map[int]bool
	// Admins may change settings.
	Admins map[int64]bool

	messages []*Message
}

// Refusal is an error of the API.
type Refusal struct {
	Code int
	Text string
}

// The refusals that every bot meets.
var (
	Blocked     = &Refusal{403, "Forbidden: bot was blocked by the user"}
	Deactivated = &Refusal{403, "Forbidden: user is deactivated"}
	Kicked      = &Refusal{403, "Forbidden: bot was kicked from the group chat"}
	NoRight     = &Refusal{400, "Bad Request: not enough rights to send text messages to the chat"}
	NotFound    = &Refusal{400, "Bad Request: chat not found"}
)

// Message is one message in a chat.
type Message struct {
	ID     int
	Own    bool // the bot's
	Text   string
	HTML   string
	Markup *Markup
	// ReplyTo and Thread are 0 where there is none.
	ReplyTo, Thread int
	File            string
	Edits           int
	Deleted         bool
	From            int64
}

// Markup are the buttons under a message.
type Markup struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Button is one of them.
type Button struct {
	Text string `json:"text"`
	URL  string `json:"url,omitempty"`
	Data string `json:"callback_data,omitempty"`
	Copy *struct {
		Text string `json:"text"`
	} `json:"copy_text,omitempty"`
	Style string `json:"style,omitempty"`
}

// Labels are the labels of the buttons.
func (m Message) Labels() []string {
	var out []string
	if m.Markup == nil {
		return out
	}
	for _, row := range m.Markup.Rows {
		for _, b := range row {
			out = append(out, b.Text)
		}
	}
	return out
}

// AddChat adds a chat; a private one is added by Say as well.
func (s *Server) AddChat(c Chat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[c.ID] = &c
}

// Change changes a chat while the bot runs.
func (s *Server) Change(id int64, change func(*Chat)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(s.chat(id))
	s.wake()
}

// chat returns the chat, a new private one if there is none.
func (s *Server) chat(id int64) *Chat {
	c, ok := s.chats[id]
	if !ok {
		c = &Chat{ID: id, Type: "private"}
		s.chats[id] = c
	}
	return c
}

// Shown returns the messages of the bot in a chat, oldest first, without the
// deleted ones.
func (s *Server) Shown(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.chat(chat).messages {
		if m.Own && !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// All returns every message of a chat.
func (s *Server) All(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Message
	for _, m := range s.chat(chat).messages {
		out = append(out, *m)
	}
	return out
}

// Await blocks until the messages of the bot in a chat satisfy enough.
func (s *Server) Await(chat int64, enough func([]Message) bool) []Message {
	var out []Message
	s.Until(func() bool {
		out = s.Shown(chat)
		return enough(out)
	})
	return out
}

func (c *Chat) find(id int) *Message {
	i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == id && !m.Deleted })
	if i < 0 {
		return nil
	}
	return c.messages[i]
}

func (c *Chat) object() map[string]any {
	o := map[string]any{"id": c.ID, "type": c.Type}
	switch c.Type {
	case "private":
		o["first_name"] = "Test"
	default:
		o["title"] = c.Title
		if c.Title == "" {
			o["title"] = "A chat"
		}
	}
	if c.Forum {
		o["is_forum"] = true
	}
	return o
}

func botObject() map[string]any {
	return map[string]any{"id": BotID, "is_bot": true, "first_name": "IDM", "username": Username}
}

// entitiesOf marks commands and mentions as Telegram does.
func entitiesOf(text string) []map[string]any {
	var out []map[string]any
	at := 0
	for _, word := range strings.SplitAfter(text, " ") {
		w := strings.TrimRight(word, " ,.!?:;\n")
		n := len(utf16.Encode([]rune(w)))
		switch {
		case strings.HasPrefix(w, "/") && at == 0 && n > 1:
			out = append(out, map[string]any{"type": "bot_command", "offset": at, "length": n})
		case strings.HasPrefix(w, "@") && n > 1:
			out = append(out, map[string]any{"type": "mention", "offset": at, "length": n})
		}
		at += len(utf16.Encode([]rune(word)))
	}
	return out
}
