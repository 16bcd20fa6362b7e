package telegram

import (
	"context"
	"errors"
	"slices"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots/locale"
)

// Profile is how the bot presents itself, by language. English is shown to
// those whose language is missing. Empty maps leave it as it is.
type Profile struct {
	// Name has at most 64 characters.
	Name map[string]string
	// Description is shown in an empty chat, at most 512 characters.
	Description map[string]string
	// About is shown in the profile and when somebody shares the bot, at most
	// 120 characters.
	About map[string]string
}

// trait is one text of the profile and how it is read and set
// (https://core.telegram.org/bots/api#setmyname and the following).
type trait struct {
	get, set, field string
	max             int
	texts           map[string]string
}

func (p Profile) traits() []trait {
	return []trait{
		{"getMyName", "setMyName", "name", 64, p.Name},
		{"getMyDescription", "setMyDescription", "description", 512, p.Description},
		{"getMyShortDescription", "setMyShortDescription", "short_description", 120, p.About},
	}
}

// publishProfile sets what Telegram has differently. It compares first, since
// Telegram permits few changes a day.
func (a *Adapter) publishProfile(ctx context.Context, p Profile) error {
	var errs []error
	for _, t := range p.traits() {
		for _, lang := range languagesIn(t.texts) {
			if err := a.publishTrait(ctx, t, lang); err != nil {
				errs = append(errs, err)
			}
		}
	}
	if len(a.deps.Commands) > 0 {
		errs = append(errs, a.publishMenuButton(ctx))
	}
	return errors.Join(errs...)
}

func languagesIn(texts map[string]string) []string {
	var langs []string
	for lang := range texts {
		if len(lang) == 2 {
			langs = append(langs, lang)
		}
	}
	slices.Sort(langs)
	return langs
}

func (a *Adapter) publishTrait(ctx context.Context, t trait, lang string) error {
	want := atMost(clean(t.texts[lang]), t.max)
	if !visible(want) {
		return nil
	}
	p := tgbotapi.Params{}
	if lang != "en" {
		p["language_code"] = lang
	}
	have := map[string]string{}
	if err := a.setting(ctx, t.get, p, &have); err != nil || have[t.field] == want {
		return err
	}
	p[t.field] = want
	return a.setting(ctx, t.set, p, nil)
}

// publishMenuButton makes the button beside the text field open the commands.
func (a *Adapter) publishMenuButton(ctx context.Context) error {
	var have struct {
		Type string `json:"type"`
	}
	if err := a.setting(ctx, "getChatMenuButton", nil, &have); err != nil || have.Type == "commands" {
		return err
	}
	return a.setting(ctx, "setChatMenuButton", tgbotapi.Params{"menu_button": `{"type":"commands"}`}, nil)
}

// ProfileOf is the profile in the bot's own words, in each of the languages.
func ProfileOf(languages []string) Profile {
	p := Profile{Name: map[string]string{}, Description: map[string]string{}, About: map[string]string{}}
	for _, lang := range languages {
		words := locale.In(lang)
		p.Name[lang] = words.T("profile_name")
		p.Description[lang] = words.T("profile_description")
		p.About[lang] = words.T("profile_about")
	}
	return p
}
