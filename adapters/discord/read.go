package discord

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// The permissions with which somebody may change a server's settings
// (https://discord.com/developers/docs/topics/permissions).
const (
	permAdministrator = 1 << 3
	permManageGuild   = 1 << 5
)

// aboutThis is the name of the command on messages.
const aboutThis = "Ask the IDM about this"

// incoming is what reached us, as a neutral message, and what Discord needs
// for the answer.
type incoming struct {
	m bots.Message
	// shared is true where others read along.
	shared bool
	// hidden is true where the pressed message is seen by one person only.
	hidden bool
	// replyTo is the message to answer to where several people talk.
	replyTo string
	// original is the interaction that the pressed message answered.
	original string
}

// person is who used the bot, wherever they did.
func (i *interaction) person() string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}

// readInteraction turns a command or a press into a message.
func readInteraction(i *interaction, at time.Time) (incoming, bool) {
	in := incoming{m: bots.Message{ID: bots.MessageID(i.ID), At: at}}
	user := i.person()
	if user == "" || i.ChannelID == "" {
		return in, false
	}
	in.m.From = bots.Person{ID: bots.UserID(user), Lang: i.Locale, Manager: true}
	switch {
	case i.GuildID != "" && i.installedThere():
		in.m.Chat, in.shared = channelChat(i.ChannelID), true
		in.m.From.Manager = i.Member.manages()
	case i.GuildID != "", i.Context != nil && *i.Context == discordgo.InteractionContextPrivateChannel:
		// A place where the bot is not: it belongs to its user only, and what
		// they set there is set for their direct messages.
		in.m.Chat, in.shared = directChat(user), true
	default:
		in.m.Chat = directChat(user)
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionApplicationCommandAutocomplete:
		return in, i.command(&in)
	case discordgo.InteractionMessageComponent:
		i.press(&in)
		return in, true
	case discordgo.InteractionModalSubmit:
		return in, i.submitted(&in)
	}
	return in, false
}

// installedThere is true where the bot is a member of the guild.
func (i *interaction) installedThere() bool {
	if i.Owners == nil {
		return true
	}
	_, guild := i.Owners[strconv.Itoa(int(discordgo.ApplicationIntegrationGuildInstall))]
	return guild
}

func (m *member) manages() bool {
	if m == nil {
		return false
	}
	bits, err := strconv.ParseUint(m.Permissions, 10, 64)
	return err == nil && bits&(permAdministrator|permManageGuild) != 0
}

func (i *interaction) command(in *incoming) bool {
	in.m.Kind, in.m.Command = bots.Command, i.Data.Name
	if i.Data.Type == discordgo.MessageApplicationCommand {
		return i.about(in)
	}
	in.m.Args.Named = map[string]string{}
	for _, o := range i.Data.Options {
		in.m.Args.Named[o.Name] = o.text()
	}
	return in.m.Command != ""
}

// about reads the command on a message: its text is the question. Somebody else
// may have written it, so that nothing of it goes further, and the answer is
// for the person who asked.
func (i *interaction) about(in *incoming) bool {
	target, ok := i.Data.Resolved.Messages[i.Data.TargetID]
	if !ok {
		return false
	}
	in.m.Inside = true
	text := strings.TrimSpace(target.text())
	if text == "" {
		in.m.Kind, in.m.Command = bots.Attachment, ""
		return true
	}
	in.m.Command = "ask"
	in.m.Args.Named = map[string]string{"question": text, "private": "true"}
	return true
}

// text is what the option holds, as text.
func (o option) text() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	return string(o.Value) // true, false or a number
}

func (i *interaction) press(in *incoming) {
	i.under(in)
	// Data that is no action of ours becomes the zero Action: the handler says
	// that it does not know it.
	in.m.Action, _ = bots.DecodeAction(i.pressed())
}

// pressed is the data of the button, or of what was chosen in a menu.
func (i *interaction) pressed() string {
	if len(i.Data.Values) > 0 {
		return i.Data.Values[0]
	}
	return i.Data.CustomID
}

// under reads below which message something was pressed.
func (i *interaction) under(in *incoming) {
	in.m.Kind = bots.Press
	if i.Message == nil {
		return
	}
	in.m.ID = bots.MessageID(i.Message.ID)
	in.hidden = i.Message.Flags&flagEphemeral != 0
	if i.Message.Metadata != nil {
		in.original = i.Message.Metadata.ID
	}
}

// readMessage turns what somebody wrote into a message. It returns false for
// what is not for us: in a guild that is all but mentions.
func readMessage(m *message, me string) (incoming, bool) {
	in := incoming{m: bots.Message{ID: bots.MessageID(m.ID), At: madeAt(m.ID)}}
	switch {
	case m.Author == nil, m.Author.Bot, m.Author.ID == me, m.WebhookID != "",
		m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply,
		// Ephemeral answers of ours look like direct messages.
		m.Flags&flagEphemeral != 0:
		return in, false
	}
	text := m.Content
	in.m.From = bots.Person{ID: bots.UserID(m.Author.ID)}
	if m.GuildID == "" {
		in.m.Chat, in.m.From.Manager = directChat(m.Author.ID), true
	} else {
		if !m.mentions(me) {
			return in, false
		}
		in.m.Chat, in.shared, in.replyTo = channelChat(m.ChannelID), true, m.ID
	}
	text = strings.NewReplacer("<@"+me+">", " ", "<@!"+me+">", " ").Replace(text)
	in.m.Text = strings.TrimSpace(text)
	if in.m.Text == "" {
		if len(m.Attachments)+len(m.Stickers) > 0 {
			in.m.Kind = bots.Attachment
			return in, true
		}
		if in.shared && m.Referenced != nil && (m.Referenced.Author == nil || m.Referenced.Author.ID != me) {
			// Only our name, under somebody's question: that is the question.
			in.m.Text, in.m.Inside = strings.TrimSpace(m.Referenced.Content), true
		}
	}
	if in.m.Text == "" {
		in.m.Kind, in.m.Command = bots.Command, "help"
	}
	return in, true
}

// mentions reports whether the text names us; a reply to us does not always.
func (m *message) mentions(me string) bool {
	return strings.Contains(m.Content, "<@"+me+">") || strings.Contains(m.Content, "<@!"+me+">") ||
		m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID == me && m.mentioned(me)
}

func (m *message) mentioned(me string) bool {
	for _, p := range m.Mentions {
		if p.ID == me {
			return true
		}
	}
	return false
}
