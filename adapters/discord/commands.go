package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// Limits of commands
// (https://discord.com/developers/docs/interactions/application-commands).
const (
	maxCommands     = 100
	maxCommandWords = 100
	maxOptionsOf    = 25
)

const maxCommandName = 32

// commandName reports whether Discord takes a text for the name of a command or
// an option.
func commandName(s string) bool {
	return s != "" && utf8.ValidString(s) && utf8.RuneCountInString(s) <= maxCommandName &&
		strings.IndexFunc(s, func(r rune) bool {
			return r != '-' && r != '_' && r != '\'' && !unicode.IsLetter(r) && !unicode.IsNumber(r)
		}) < 0
}

// command is an application command, as it is registered and, but for the
// fields that Discord adds, as it is told.
type command struct {
	Type        discordgo.ApplicationCommandType `json:"type"`
	Name        string                           `json:"name"`
	Names       map[string]string                `json:"name_localizations,omitempty"`
	Description string                           `json:"description,omitempty"`
	Described   map[string]string                `json:"description_localizations,omitempty"`
	Options     []commandOption                  `json:"options,omitempty"`
	// Permissions is "0" for commands of administrators.
	Permissions *string `json:"default_member_permissions,omitempty"`
	// Contexts and Installs are where a global command is offered.
	Contexts []int `json:"contexts,omitempty"`
	Installs []int `json:"integration_types,omitempty"`
}

type commandOption struct {
	Type        discordgo.ApplicationCommandOptionType `json:"type"`
	Name        string                                 `json:"name"`
	Names       map[string]string                      `json:"name_localizations,omitempty"`
	Description string                                 `json:"description"`
	Described   map[string]string                      `json:"description_localizations,omitempty"`
	Required    bool                                   `json:"required,omitempty"`
	Complete    bool                                   `json:"autocomplete,omitempty"`
	Choices     []commandChoice                        `json:"choices,omitempty"`
}

type commandChoice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// PublishCommands implements bots.CommandPublisher. They are registered in one
// scope, globally or in Config.GuildID, where it differs from what Discord has;
// with a guild, the global ones are taken away, or all would stand there twice.
func (a *Adapter) PublishCommands(ctx bots.Context, specs []bots.CommandSpec) error {
	app, err := a.application(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	if a.set.guildID == "" {
		return a.publish(ctx, "/applications/{}/commands", []string{app}, definitions(specs, true))
	}
	if err := a.publish(ctx, "/applications/{}/commands", []string{app}, nil); err != nil {
		return err
	}
	return a.publish(ctx, "/applications/{}/guilds/{}/commands", []string{app, a.set.guildID}, definitions(specs, false))
}

// publish makes the commands of a scope those wanted. Only new names count
// against the 200 a day, and equal ones keep their ids.
func (a *Adapter) publish(ctx context.Context, route string, args []string, want []command) error {
	q := request{method: http.MethodGet, route: route, args: args, query: "with_localizations=true"}
	var told []json.RawMessage
	if err := a.insist(ctx, q, &told); err != nil || ctx.Err() != nil {
		return a.hint(err)
	}
	var have []command
	put := []any{}
	for _, c := range want {
		put = append(put, c)
	}
	for _, raw := range told {
		var c command
		if err := json.Unmarshal(raw, &c); err != nil {
			return fmt.Errorf("read the commands that Discord has: %w", err)
		}
		if c.Type == entryPoint {
			// It belongs to an Activity and must not be missing in the list.
			kept, err := asGiven(raw)
			if err != nil {
				return err
			}
			put = append(put, kept)
			continue
		}
		have = append(have, c.normal())
	}
	if same(have, want) {
		return nil
	}
	a.log.InfoContext(ctx, "discord: registering the commands", "had", len(have), "now", len(want))
	return a.insist(ctx, request{method: http.MethodPut, route: route, args: args, body: put}, nil)
}

// asGiven is a command as it was once registered, without what Discord adds
// when it tells of it.
func asGiven(raw json.RawMessage) (map[string]json.RawMessage, error) {
	var c map[string]json.RawMessage
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, fmt.Errorf("read the commands that Discord has: %w", err)
	}
	for _, added := range []string{"application_id", "guild_id", "version", "name_localized", "description_localized"} {
		delete(c, added)
	}
	return c, nil
}

// entryPoint is a type that discordgo does not know.
const entryPoint discordgo.ApplicationCommandType = 4

// hint says what to do about a guild that the bot may not use.
func (a *Adapter) hint(err error) error {
	if err != nil && a.set.guildID != "" {
		return fmt.Errorf("DISCORD_GUILD_ID: the bot has to be in this guild, invited with the scope applications.commands: %w", err)
	}
	return err
}

// normal leaves out what means the same as nothing, and what depends on the
// order in which Discord tells it.
func (c command) normal() command {
	if c.Type == 0 {
		c.Type = discordgo.ChatApplicationCommand
	}
	slices.Sort(c.Contexts)
	slices.Sort(c.Installs)
	return c
}

// same compares two sets of commands.
func same(have, want []command) bool {
	if len(have) != len(want) {
		return false
	}
	byName := map[string]command{}
	for _, c := range have {
		byName[fmt.Sprint(c.Type, c.Name)] = c
	}
	for _, c := range want {
		old, ok := byName[fmt.Sprint(c.Type, c.Name)]
		if !ok || !reflect.DeepEqual(canonical(old), canonical(c)) {
			return false
		}
	}
	return true
}

// canonical is the command without the differences between nothing and empty.
func canonical(c command) any {
	raw, err := json.Marshal(c)
	if err != nil { // texts and numbers only: cannot happen
		return nil
	}
	var out any
	_ = json.Unmarshal(raw, &out) // what was just written
	return out
}

// definitions are the commands as Discord wants them. Fields about places are
// for global ones only.
func definitions(specs []bots.CommandSpec, global bool) []command {
	var out []command
	for _, s := range specs {
		if c, ok := definition(s); ok && len(out) < maxCommands-1 {
			out = append(out, c)
		}
	}
	if len(out) > 0 {
		same := func(s string) string { return s }
		out = append(out, command{Type: discordgo.MessageApplicationCommand, Name: aboutThis, Names: localized(aboutThisIn, same)})
	}
	for i := range out {
		if global {
			// In servers, in direct messages with the bot and, for those who
			// installed it for themselves, anywhere.
			out[i].Contexts, out[i].Installs = []int{0, 1, 2}, []int{0, 1}
		}
	}
	return out
}

func definition(s bots.CommandSpec) (command, bool) {
	c := command{
		Type: discordgo.ChatApplicationCommand, Name: s.Name,
		Names:       localized(either(s.LocalNames, localNames[s.Name]), nameOf),
		Description: wordsOf(s.Description["en"]), Described: localized(s.Description, wordsOf),
	}
	if s.Admin {
		nobody := "0" // but administrators, and those they name
		c.Permissions = &nobody
	}
	for _, o := range s.Options {
		if len(c.Options) < maxOptionsOf {
			c.Options = append(c.Options, optionOf(o))
		}
	}
	slices.SortStableFunc(c.Options, func(a, b commandOption) int {
		switch {
		case a.Required == b.Required:
			return 0
		case a.Required:
			return -1
		}
		return 1
	})
	return c, nameOf(c.Name) != "" && c.Description != ""
}

func optionOf(o bots.OptionSpec) commandOption {
	out := commandOption{
		Type: discordgo.ApplicationCommandOptionString, Name: o.Name,
		Names:       localized(either(o.LocalNames, localOptions[o.Name]), nameOf),
		Description: wordsOf(o.Description["en"]), Described: localized(o.Description, wordsOf),
		Required: o.Required, Complete: o.Complete != "" && len(o.Choices) == 0,
	}
	if out.Description == "" {
		out.Description = o.Name
	}
	if o.Bool {
		out.Type, out.Complete = discordgo.ApplicationCommandOptionBoolean, false
		return out
	}
	for _, c := range o.Choices[:min(len(o.Choices), maxChoices)] {
		name := wordsOf(c.Name["en"])
		if name == "" {
			name = c.Value
		}
		out.Choices = append(out.Choices, commandChoice{Name: name, Names: localized(c.Name, wordsOf), Value: c.Value})
	}
	return out
}

func either(a, b map[string]string) map[string]string {
	if len(a) > 0 {
		return a
	}
	return b
}

// nameOf is a name that Discord accepts, or nothing.
func nameOf(s string) string {
	if s != strings.ToLower(s) || !commandName(s) {
		return ""
	}
	return s
}

func wordsOf(s string) string { return oneLine(s, maxCommandWords) }
