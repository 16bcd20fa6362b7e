package telegram

import (
	"strconv"
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// platform is the adapter's name.
const platform bots.Platform = "telegram"

// The ids of the core are Telegram's numbers in decimal. A message that was
// sent by inline mode has no chat that we could know; its "chat" is its own id
// behind inlinePrefix.
const inlinePrefix = "inline:"

func chatID(id int64) bots.ChatID { return bots.ChatID(strconv.FormatInt(id, 10)) }

func userID(id int64) bots.UserID { return bots.UserID(strconv.FormatInt(id, 10)) }

func messageID(id int) bots.MessageID { return bots.MessageID(strconv.Itoa(id)) }

func messageNumber(id bots.MessageID) int {
	n, _ := strconv.Atoi(string(id))
	return n
}

// threadID is the topic of a message. Replies in groups without topics have
// a thread number too, and the General topic must not be named
// (https://core.telegram.org/api/forum): both are no thread.
func threadID(m *message) bots.ThreadID {
	if !m.InTopic || m.Thread <= 1 {
		return ""
	}
	return bots.ThreadID(strconv.Itoa(m.Thread))
}

// inlineOf returns the inline message's id if the chat stands for one.
func inlineOf(id bots.ChatID) (string, bool) { return strings.CutPrefix(string(id), inlinePrefix) }

func chatOf(c chat, thread bots.ThreadID) bots.Chat {
	out := bots.Chat{Platform: platform, ID: chatID(c.ID), Thread: thread, Kind: bots.Group}
	switch c.Type {
	case "private":
		out.Kind = bots.Private
	case "channel":
		out.Kind = bots.Channel
	}
	return out
}
