package discord

import (
	"bytes"
	"encoding/json"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// What discordgo's types cannot say. MessageSend has no nonce, WebhookEdit no
// flags, and what an InteractionResponseData leaves empty it sends as null; one
// body of our own serves all places.

// flagEphemeral shows a message to one person only, until they close it.
const flagEphemeral = discordgo.MessageFlagsEphemeral

// body is a message as it is created or edited. Content, Embeds, Components and
// Attachments are always sent, as empty lists at least: in an edit, what a
// message no longer has must be taken away. Make it with newBody.
type body struct {
	Content         string                       `json:"content"`
	Embeds          []*discordgo.MessageEmbed    `json:"embeds"`
	Components      []discordgo.MessageComponent `json:"components"`
	AllowedMentions *mentions                    `json:"allowed_mentions"`
	Flags           discordgo.MessageFlags       `json:"flags,omitempty"`
	Attachments     []attachment                 `json:"attachments"`
	Nonce           string                       `json:"nonce,omitempty"`
	EnforceNonce    bool                         `json:"enforce_nonce,omitempty"`
	Reference       *reference                   `json:"message_reference,omitempty"`

	file *bots.File
}

// newBody is a message of a few words, which pings nobody.
func newBody(content string) body {
	return body{Content: content, Embeds: []*discordgo.MessageEmbed{}, Components: []discordgo.MessageComponent{},
		AllowedMentions: noMentions(), Attachments: []attachment{}}
}

// files are those of the body for a request. They can be read once.
func (b body) files() []*discordgo.File {
	if b.file == nil {
		return nil
	}
	return []*discordgo.File{{Name: b.Attachments[0].Filename, ContentType: b.file.MediaType, Reader: bytes.NewReader(b.file.Data)}}
}

// mentions is discordgo.MessageAllowedMentions.
type mentions = discordgo.MessageAllowedMentions

// noMentions pings nobody, whatever the text says; nor does a reply.
func noMentions() *mentions {
	return &mentions{Parse: []discordgo.AllowedMentionType{}}
}

// reference makes a message a reply.
type reference struct {
	MessageID string `json:"message_id"`
	// FailIfNotExists is false: if the question is gone, the answer still
	// comes.
	FailIfNotExists bool `json:"fail_if_not_exists"`
}

// attachment describes a file of the same request.
type attachment struct {
	ID       string `json:"id"`
	Filename string `json:"filename"`
}

// callback is the first answer to an interaction.
type callback struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// deferral is the data of a deferred answer: only the flag is looked at.
type deferral struct {
	Flags discordgo.MessageFlags `json:"flags,omitempty"`
}

// choices is the data of an autocomplete answer. An empty list has to be sent
// as one, or the person sees an error; discordgo leaves it out.
type choices struct {
	Choices []choice `json:"choices"`
}

type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// interaction is what reaches us when somebody uses a command or a button.
// discordgo.Interaction fails as a whole when a message in it has a component
// that discordgo does not know, so only what we read is decoded.
type interaction struct {
	ID        string                                `json:"id"`
	AppID     string                                `json:"application_id"`
	Type      discordgo.InteractionType             `json:"type"`
	Token     string                                `json:"token"`
	GuildID   string                                `json:"guild_id"`
	ChannelID string                                `json:"channel_id"`
	Channel   *struct{ Type discordgo.ChannelType } `json:"channel"`
	Member    *member                               `json:"member"`
	User      *person                               `json:"user"`
	Locale    string                                `json:"locale"`
	Context   *discordgo.InteractionContextType     `json:"context"`
	Owners    map[string]string                     `json:"authorizing_integration_owners"`
	Message   *pressedMessage                       `json:"message"`
	Data      interactionData                       `json:"data"`
}

type member struct {
	User        *person `json:"user"`
	Permissions string  `json:"permissions"`
}

type person struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type pressedMessage struct {
	ID    string                 `json:"id"`
	Flags discordgo.MessageFlags `json:"flags"`
	// Metadata names the interaction that the message answered.
	Metadata *struct {
		ID string `json:"id"`
	} `json:"interaction_metadata"`
}

type interactionData struct {
	Name     string                           `json:"name"`
	Type     discordgo.ApplicationCommandType `json:"type"`
	Options  []option                         `json:"options"`
	TargetID string                           `json:"target_id"`
	Resolved struct {
		Messages map[string]targetMessage `json:"messages"`
	} `json:"resolved"`
	CustomID string   `json:"custom_id"`
	Values   []string `json:"values"`
	// Components are those of a form.
	Components []struct {
		Components []struct {
			CustomID string `json:"custom_id"`
			Value    string `json:"value"`
		} `json:"components"`
	} `json:"components"`
}

// targetMessage is a message that a command was used on.
type targetMessage struct {
	Content string `json:"content"`
	Embeds  []struct {
		Title       string `json:"title"`
		Description string `json:"description"`
	} `json:"embeds"`
}

// text is what the message says; that of a frame only where it has no words
// of its own.
func (m targetMessage) text() string {
	if m.Content != "" || len(m.Embeds) == 0 {
		return m.Content
	}
	return m.Embeds[0].Title + "\n" + m.Embeds[0].Description
}

type option struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"`
}

// message is a message as people write it.
type message struct {
	ID         string                 `json:"id"`
	ChannelID  string                 `json:"channel_id"`
	GuildID    string                 `json:"guild_id"`
	WebhookID  string                 `json:"webhook_id"`
	Content    string                 `json:"content"`
	Edited     string                 `json:"edited_timestamp"`
	Type       discordgo.MessageType  `json:"type"`
	Flags      discordgo.MessageFlags `json:"flags"`
	Author     *person                `json:"author"`
	Mentions   []person               `json:"mentions"`
	Referenced *struct {
		Content string  `json:"content"`
		Author  *person `json:"author"`
	} `json:"referenced_message"`
	// Attachments and Stickers are only counted.
	Attachments []json.RawMessage `json:"attachments"`
	Stickers    []json.RawMessage `json:"sticker_items"`
}

// sentMessage is what we read of a message that we sent.
type sentMessage struct {
	ID string `json:"id"`
}
