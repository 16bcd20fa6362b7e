package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// https://core.telegram.org/bots/api#botcommand
const (
	maxCommands     = 100
	maxCommandWords = 256
)

var commandName = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)

type botCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// menu is what one group of people sees.
type menu struct {
	scope string // BotCommandScope as JSON
	// shows decides about a command.
	shows func(bots.CommandSpec) bool
	// optional menus may fail: an operator may not have opened the bot yet.
	optional bool
}

// menus are those of everybody, of groups, of those who manage a group, and of
// the operators.
func (a *Adapter) menus() []menu {
	everybody := func(c bots.CommandSpec) bool { return !c.Hidden && !c.Admin }
	list := []menu{
		{scope: `{"type":"default"}`, shows: everybody},
		{scope: `{"type":"all_group_chats"}`, shows: func(c bots.CommandSpec) bool { return everybody(c) && !c.Manager }},
		{scope: `{"type":"all_chat_administrators"}`, shows: everybody},
	}
	for _, o := range a.deps.Admins {
		if o.Platform == platform && !o.Shared && o.ID != "" {
			list = append(list, menu{scope: `{"type":"chat","chat_id":` + o.ID + `}`, optional: true,
				shows: func(c bots.CommandSpec) bool { return !c.Hidden }})
		}
	}
	return list
}

// PublishCommands implements bots.CommandPublisher: for each menu and each
// language, where Telegram has another one.
func (a *Adapter) PublishCommands(ctx bots.Context, specs []bots.CommandSpec) error {
	var errs []error
	for _, m := range a.menus() {
		for _, lang := range languagesOf(specs) {
			if err := a.publishMenu(ctx, m, lang, specs); err != nil && !m.optional {
				errs = append(errs, err)
			}
		}
	}
	return errors.Join(errs...)
}

// languagesOf lists the languages of the descriptions; English stands for all
// others and has no code.
func languagesOf(specs []bots.CommandSpec) []string {
	langs := []string{""}
	for _, s := range specs {
		for lang := range s.Description {
			if lang != "en" && len(lang) == 2 && !slices.Contains(langs, lang) {
				langs = append(langs, lang)
			}
		}
	}
	slices.Sort(langs)
	return langs
}

func (a *Adapter) publishMenu(ctx context.Context, m menu, lang string, specs []bots.CommandSpec) error {
	want := commandList(m, lang, specs)
	p := tgbotapi.Params{"scope": m.scope}
	if lang != "" {
		p["language_code"] = lang
	}
	var have []botCommand
	if err := a.setting(ctx, "getMyCommands", p, &have); err != nil {
		return err
	}
	if slices.Equal(have, want) {
		return nil
	}
	list, err := json.Marshal(want)
	if err != nil {
		return fmt.Errorf("writing the commands: %w", err)
	}
	p["commands"] = string(list)
	return a.setting(ctx, "setMyCommands", p, nil)
}

func commandList(m menu, lang string, specs []bots.CommandSpec) []botCommand {
	list := []botCommand{}
	for _, c := range specs {
		words := c.Description[lang]
		if words == "" {
			words = c.Description["en"]
		}
		words = atMost(oneLine(words, maxCommandWords), maxCommandWords)
		if m.shows(c) && commandName.MatchString(c.Name) && visible(words) && len(list) < maxCommands {
			list = append(list, botCommand{c.Name, words})
		}
	}
	return list
}

// setting makes a call that sets the bot up: it waits for a 429 once, since
// these calls are limited more than others and nobody waits for them.
func (a *Adapter) setting(ctx context.Context, method string, p tgbotapi.Params, out any) error {
	f := asFailure(a.client.call(ctx, method, p, out))
	if f != nil && f.retryAfter > 0 && f.retryAfter <= maxSettingWait {
		if err := sleep(ctx, time.Duration(f.retryAfter)*time.Second); err != nil {
			return err
		}
		f = asFailure(a.client.call(ctx, method, p, out))
	}
	if f != nil {
		return f
	}
	return nil
}

// maxSettingWait is in seconds; names may be limited for a day.
const maxSettingWait = 60
