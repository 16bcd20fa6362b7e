package telegram

import "encoding/json"

// The part of the API's objects that the adapter reads. Fields that the
// library does not know, such as topics, are why these are our own.

type update struct {
	ID         int           `json:"update_id"`
	Message    *message      `json:"message"`
	Edited     *message      `json:"edited_message"`
	Post       *message      `json:"channel_post"`
	EditedPost *message      `json:"edited_channel_post"`
	Callback   *callback     `json:"callback_query"`
	Inline     *inlineQuery  `json:"inline_query"`
	MyMember   *memberChange `json:"my_chat_member"`
}

type user struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	Username string `json:"username"`
	Lang     string `json:"language_code"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

type message struct {
	ID         int      `json:"message_id"`
	Thread     int      `json:"message_thread_id"`
	InTopic    bool     `json:"is_topic_message"`
	From       *user    `json:"from"`
	SenderChat *chat    `json:"sender_chat"`
	Date       int64    `json:"date"`
	EditDate   int64    `json:"edit_date"`
	Chat       chat     `json:"chat"`
	Text       string   `json:"text"`
	Entities   []entity `json:"entities"`
	Caption    string   `json:"caption"`
	Captioned  []entity `json:"caption_entities"`
	ReplyTo    *message `json:"reply_to_message"`
	ViaBot     *user    `json:"via_bot"`
	Album      string   `json:"media_group_id"`
	// Forwarded is true for a channel's post that Telegram copies into the
	// channel's discussion group.
	Forwarded bool  `json:"is_automatic_forward"`
	MovedTo   int64 `json:"migrate_to_chat_id"`

	media
}

// media are the contents that we can only say something friendly about.
type media struct {
	Animation json.RawMessage `json:"animation"`
	Audio     json.RawMessage `json:"audio"`
	Document  json.RawMessage `json:"document"`
	PaidMedia json.RawMessage `json:"paid_media"`
	Photo     json.RawMessage `json:"photo"`
	Sticker   json.RawMessage `json:"sticker"`
	Story     json.RawMessage `json:"story"`
	Video     json.RawMessage `json:"video"`
	VideoNote json.RawMessage `json:"video_note"`
	Voice     json.RawMessage `json:"voice"`
	Checklist json.RawMessage `json:"checklist"`
	Contact   json.RawMessage `json:"contact"`
	Dice      json.RawMessage `json:"dice"`
	Game      json.RawMessage `json:"game"`
	Poll      json.RawMessage `json:"poll"`
	Venue     json.RawMessage `json:"venue"`
	Location  json.RawMessage `json:"location"`
}

func (m media) any() bool {
	for _, raw := range []json.RawMessage{
		m.Animation, m.Audio, m.Document, m.PaidMedia, m.Photo, m.Sticker, m.Story, m.Video, m.VideoNote,
		m.Voice, m.Checklist, m.Contact, m.Dice, m.Game, m.Poll, m.Venue, m.Location,
	} {
		if len(raw) > 0 {
			return true
		}
	}
	return false
}

// entity marks a piece of text; offset and length are in UTF-16 units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   *user  `json:"user"`
}

type callback struct {
	ID       string   `json:"id"`
	From     user     `json:"from"`
	Message  *message `json:"message"`
	InlineID string   `json:"inline_message_id"`
	Data     string   `json:"data"`
}

type inlineQuery struct {
	ID       string `json:"id"`
	From     user   `json:"from"`
	Query    string `json:"query"`
	Offset   string `json:"offset"`
	ChatType string `json:"chat_type"`
}

type memberChange struct {
	Chat chat   `json:"chat"`
	From user   `json:"from"`
	Date int64  `json:"date"`
	Old  member `json:"old_chat_member"`
	New  member `json:"new_chat_member"`
}

type member struct {
	Status   string `json:"status"`
	IsMember bool   `json:"is_member"`
	User     user   `json:"user"`
}

// present reports whether a member with this status is in the chat.
func (m member) present() bool {
	switch m.Status {
	case "creator", "administrator", "member":
		return true
	case "restricted":
		return m.IsMember
	}
	return false
}

// updateKinds is what we want to receive. It is always sent: Telegram keeps
// the list of the last run otherwise.
var updateKinds = []string{
	"message", "edited_message", "channel_post", "edited_channel_post",
	"callback_query", "inline_query", "my_chat_member",
}

// sentMessage is what we read of a message we sent.
type sentMessage struct {
	ID   int  `json:"message_id"`
	Chat chat `json:"chat"`
}
