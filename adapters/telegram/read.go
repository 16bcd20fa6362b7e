package telegram

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/idmbot/idmbot/bots"
)

// incoming is an update as a neutral message, and what Telegram needs for the
// answer.
type incoming struct {
	m bots.Message
	// sent is when the message was sent, also if it was edited since.
	sent time.Time
	// replyTo is the message to answer to where several people talk, else 0.
	replyTo int
	// callback is the query that has to be answered, after a press.
	callback string
	// gone is true where the message of a pressed button cannot be changed.
	gone bool
	// album is set for one of several files sent at once.
	album string
	// known is true for those who certainly may manage the chat, asked for
	// those about whom Telegram has to be asked.
	known bool
}

// reader turns updates into messages.
type reader struct {
	me user
	// commands are the names we answer to; where several bots listen, others
	// are not for us.
	commands map[string]bool
}

// anonymousAdmin is the account behind which administrators write as their
// group (https://core.telegram.org/bots/api#message, sender_chat).
const anonymousAdmin = 1087968824

// read returns false for an update that is not for us.
func (r reader) read(u *update) (incoming, bool) {
	switch {
	case u.Message != nil:
		return r.message(u.Message, false)
	case u.Edited != nil:
		return r.message(u.Edited, true)
	case u.Post != nil:
		return r.message(u.Post, false)
	case u.EditedPost != nil:
		return r.message(u.EditedPost, true)
	case u.Callback != nil:
		return r.press(u.Callback), true
	case u.MyMember != nil:
		return r.member(u.MyMember)
	}
	return incoming{}, false
}

func (r reader) message(m *message, edited bool) (incoming, bool) {
	in := incoming{m: bots.Message{
		ID: messageID(m.ID), Chat: chatOf(m.Chat, threadID(m)), At: time.Unix(m.Date, 0), Edited: edited,
	}, sent: time.Unix(m.Date, 0)}
	if edited && m.EditDate != 0 {
		in.m.At = time.Unix(m.EditDate, 0)
	}
	if m.MovedTo != 0 {
		in.m.Kind, in.m.MovedTo = bots.Moved, chatID(m.MovedTo)
		return in, !edited
	}
	if !r.person(m, &in) {
		return in, false
	}
	if in.m.Chat.Kind != bots.Private {
		in.replyTo = m.ID
	}
	if m.Text == "" {
		return r.attachment(m, in)
	}
	return r.text(m, in)
}

// person fills in who wrote. It returns false for bots, ours included: an
// inline result that somebody sends comes back as a message.
func (r reader) person(m *message, in *incoming) bool {
	own := m.SenderChat != nil && m.SenderChat.ID == m.Chat.ID
	switch {
	case m.Forwarded, m.ViaBot != nil && m.ViaBot.ID == r.me.ID:
		return false
	case in.m.Chat.Kind == bots.Channel:
		in.m.From.Manager, in.known = true, true // Only administrators post.
		return true
	case m.From == nil:
		return m.SenderChat != nil
	case m.From.IsBot && !(m.From.ID == anonymousAdmin || m.SenderChat != nil):
		return false
	}
	in.m.From = bots.Person{ID: userID(m.From.ID), Lang: m.From.Lang}
	if m.SenderChat != nil {
		// The account stands for a chat, and is the same for many.
		in.m.From.ID = userID(m.SenderChat.ID)
	}
	if in.m.Chat.Kind == bots.Private || own {
		in.m.From.Manager, in.known = true, true
	}
	return true
}

func (r reader) attachment(m *message, in incoming) (incoming, bool) {
	if !m.media.any() || in.m.Edited {
		return in, false // Service messages, such as a pinned message.
	}
	_, mentioned := r.unmention(m.Caption, m.Captioned)
	if in.m.Chat.Kind != bots.Private && !mentioned && !r.repliesToMe(m) {
		return in, false
	}
	in.m.Kind, in.album = bots.Attachment, m.Album
	return in, true
}

func (r reader) text(m *message, in incoming) (incoming, bool) {
	text, mentioned := r.unmention(m.Text, m.Entities)
	shared := in.m.Chat.Kind != bots.Private
	if name, to, line, ok := parseCommand(text); ok {
		named := strings.EqualFold(to, r.me.Username)
		if to != "" && !named || shared && !named && !mentioned && !r.commands[name] {
			return in, false
		}
		in.m.Kind, in.m.Command, in.m.Args = bots.Command, name, bots.Args{Line: line}
		return in, !in.m.Edited || questions[name]
	}
	if shared && !mentioned && !r.repliesToMe(m) {
		return in, false
	}
	if text == "" && m.ReplyTo != nil && !r.repliesToMe(m) {
		// Only our name, under somebody's question: that is the question.
		text = m.ReplyTo.Text
	}
	in.m.Text = text
	return in, true
}

// questions are the commands that are answered again after an edit, since
// they change nothing.
var questions = map[string]bool{"ask": true, "cite": true, "checkquote": true, "compare": true, "brief": true}

func (r reader) repliesToMe(m *message) bool {
	return m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == r.me.ID
}

var commandShape = regexp.MustCompile(`(?s)^/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?$`)

func parseCommand(text string) (name, to, line string, ok bool) {
	parts := commandShape.FindStringSubmatch(text)
	if parts == nil {
		return "", "", "", false
	}
	return strings.ToLower(parts[1]), parts[2], strings.TrimSpace(parts[3]), true
}

// unmention returns the text without the mentions of the bot, and whether
// there were any.
func (r reader) unmention(text string, entities []entity) (string, bool) {
	if len(entities) == 0 {
		return strings.TrimSpace(text), false
	}
	code := utf16.Encode([]rune(text))
	var kept []uint16
	at, found := 0, false
	for _, e := range entities {
		end := e.Offset + e.Length
		if e.Offset < at || e.Length <= 0 || end > len(code) {
			continue
		}
		name := string(utf16.Decode(code[e.Offset:end]))
		switch {
		case e.Type == "mention" && r.me.Username != "" && strings.EqualFold(name, "@"+r.me.Username):
		case e.Type == "text_mention" && e.User != nil && e.User.ID == r.me.ID:
		default:
			continue
		}
		kept = append(kept, code[at:e.Offset]...)
		at, found = end, true
	}
	if !found {
		return strings.TrimSpace(text), false
	}
	kept = append(kept, code[at:]...)
	return strings.TrimSpace(string(utf16.Decode(kept))), true
}

// press reads a pressed button. Data that is no action of ours becomes the
// zero Action: the handler says that it does not know it.
func (r reader) press(c *callback) incoming {
	in := incoming{callback: c.ID, m: bots.Message{Kind: bots.Press,
		From: bots.Person{ID: userID(c.From.ID), Lang: c.From.Lang}}}
	in.m.Action, _ = bots.DecodeAction(c.Data)
	switch {
	case c.Message != nil:
		in.m.ID, in.m.Chat = messageID(c.Message.ID), chatOf(c.Message.Chat, threadID(c.Message))
		in.gone = c.Message.Date == 0 // https://core.telegram.org/bots/api#inaccessiblemessage
		if in.m.Chat.Kind == bots.Private {
			in.m.From.Manager, in.known = true, true
		}
	default:
		in.m.ID = bots.MessageID(c.InlineID)
		in.m.Chat = bots.Chat{Platform: platform, ID: bots.ChatID(inlinePrefix + c.InlineID), Kind: bots.Group}
		in.known = true // Nobody manages a message.
	}
	return in
}

func (r reader) member(c *memberChange) (incoming, bool) {
	in := incoming{known: true, m: bots.Message{
		Chat: chatOf(c.Chat, ""), At: time.Unix(c.Date, 0),
		From: bots.Person{ID: userID(c.From.ID), Lang: c.From.Lang, Manager: true},
	}}
	was, is := c.Old.present(), c.New.present()
	switch {
	case was == is:
		return in, false
	case is:
		in.m.Kind = bots.Joined
	default:
		in.m.Kind = bots.Left
	}
	return in, true
}
