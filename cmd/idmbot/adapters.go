package main

import (
	"log/slog"
	"net/http"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/bots/locale"
)

// link is a platform that is configured, ready to run.
type link struct {
	adapter bots.Adapter
	// mount are handlers for the web, by pattern.
	mount map[string]http.Handler
	// state is what the start screen says.
	state string
}

// connector makes the link of a platform, or says in one line why it is off.
type connector func(s settings, bot *bots.Bot, inbox bots.Inbox, log *slog.Logger) (l link, off string, err error)

// platforms is the list of all platforms. A new one is a folder under adapters
// and a line here.
var platforms = []struct {
	name    string
	connect connector
	// preview is how a reply reads there, message by message.
	preview func(bots.Reply) []string
}{
	{"Telegram", connectTelegram, telegram.Preview},
	{"Discord", connectDiscord, discord.Preview},
}

func connectTelegram(s settings, bot *bots.Bot, inbox bots.Inbox, log *slog.Logger) (link, string, error) {
	if s.TelegramToken == "" {
		return link{}, "TELEGRAM_BOT_TOKEN is not set (get one from @BotFather)", nil
	}
	admins, err := s.admins()
	if err != nil {
		return link{}, "", err
	}
	a, err := telegram.New(telegram.Config{
		Token: telegram.Secret(s.TelegramToken), APIURL: s.TelegramAPI, WebhookURL: s.TelegramWebhook,
		WebhookSecret: telegram.Secret(s.TelegramWebhookSecret), Rate: s.TelegramRate,
	}, telegram.Deps{
		Inbox: inbox, Log: log, Commands: bot.Commands(), Admins: admins,
		Inline:  telegram.Entries{Bot: bot, Memory: bot.Memory(), Today: today},
		Profile: telegram.ProfileOf(locale.Languages),
	})
	if err != nil {
		return link{}, "", err
	}
	l := link{adapter: a, state: "long polling at " + s.TelegramAPI}
	if s.TelegramWebhook != "" {
		l.state = "webhook at " + s.TelegramWebhook
		l.mount = map[string]http.Handler{"POST /telegram/webhook": a.Webhook()}
	}
	return l, "", nil
}

func connectDiscord(s settings, bot *bots.Bot, inbox bots.Inbox, log *slog.Logger) (link, string, error) {
	if s.DiscordToken == "" {
		return link{}, "DISCORD_BOT_TOKEN is not set (get one at https://discord.com/developers)", nil
	}
	a, err := discord.New(discord.Config{
		Token: discord.Secret(s.DiscordToken), ApplicationID: s.DiscordApp, APIURL: s.DiscordAPI,
		PublicKey: s.DiscordPublicKey, GuildID: s.DiscordGuild,
	}, discord.Deps{
		Inbox: inbox, Log: log, Commands: bot.Commands(), Suggest: suggester{bot}, Memory: bot.Memory(),
	})
	if err != nil {
		return link{}, "", err
	}
	l := link{adapter: a, state: "gateway, found at " + s.DiscordAPI}
	if s.DiscordPublicKey != "" {
		l.state = "signed interactions at " + discordInteractions
		l.mount = map[string]http.Handler{"POST " + discordInteractions: a.Endpoint()}
	}
	return l, "", nil
}

// discordInteractions is where Discord sends interactions, if they come over
// HTTP.
const discordInteractions = "/discord/interactions"

// suggester offers what the bot offers, and time zones.
type suggester struct{ *bots.Bot }

// Suggest implements bots.Suggester.
func (s suggester) Suggest(ctx bots.Context, kind, typed, lang string, n int) []bots.Completion {
	if kind != "zone" {
		return s.Bot.Suggest(ctx, kind, typed, lang, n)
	}
	var out []bots.Completion
	if typed == "" {
		for _, zone := range place.Guess(lang) {
			out = append(out, bots.Completion{Label: zone, Value: zone})
		}
	}
	for _, found := range place.Suggest(typed, n) {
		out = append(out, bots.Completion{Label: found.Label, Value: found.Zone})
	}
	return out
}
