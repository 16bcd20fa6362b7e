package discord

import (
	"context"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

const (
	// maxChoices and the lengths of a choice
	// (https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure).
	maxChoices = 25
	choiceText = 100
	// langKey is where the bot keeps the language that a person chose.
	langKey = "lang"
)

// suggestions are what is offered for the option that somebody is typing, an
// empty list at worst.
func (a *Adapter) suggestions(ctx context.Context, i *interaction) []choice {
	out := []choice{}
	if a.deps.Suggest == nil {
		return out
	}
	var typed, name string
	for _, o := range i.Data.Options {
		if o.Focused {
			typed, name = o.text(), o.Name
		}
	}
	kind := a.completes(i.Data.Name, name)
	if kind == "" {
		return out
	}
	seen := map[string]bool{}
	for _, c := range a.deps.Suggest.Suggest(ctx, kind, typed, a.langFor(ctx, i), maxChoices) {
		value := c.Value
		if units(value) > choiceText {
			if kind != "question" {
				continue // half an id leads nowhere
			}
			value = oneLine(value, choiceText)
		}
		label := oneLine(c.Label, choiceText)
		if visible(label) && visible(value) && !seen[value] && len(out) < maxChoices {
			seen[value] = true
			out = append(out, choice{Name: label, Value: value})
		}
	}
	return out
}

// completes is the kind of completion of an option.
func (a *Adapter) completes(command, option string) string {
	for _, c := range a.deps.Commands {
		if c.Name != command {
			continue
		}
		for _, o := range c.Options {
			if o.Name == option {
				return o.Complete
			}
		}
	}
	return ""
}

// langFor is the language for somebody who is typing: that of the command's
// option, the one they chose, that of their app.
func (a *Adapter) langFor(ctx context.Context, i *interaction) string {
	for _, o := range i.Data.Options {
		if o.Name == "language" {
			if l := locale.Match(o.text()); l != "" {
				return l
			}
		}
	}
	if a.deps.Memory != nil {
		chosen, err := a.deps.Memory.Get(ctx, bots.Owner{Platform: platform, ID: i.person()}, langKey)
		if l := locale.Match(chosen); err == nil && chosen != "" && l != "" {
			return l
		}
	}
	if l := locale.Match(i.Locale); l != "" {
		return l
	}
	return locale.Languages[0]
}
