package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// A server's messages reach us only where they mention us, so that what a
// person may type gets a form: a button opens it, and what was typed comes back
// as a press.

// formID begins the custom ids of the button and of its form; the name of the
// action follows, in that of the button also the words of the form, so that it
// works after a restart.
const (
	formID    = "form:"
	formInput = "text"
	// maxCustomID is the longest custom id, formWords where the words of a form
	// are cut, longestTyped what is read of the answer
	// (https://discord.com/developers/docs/components/reference).
	formWords    = 40
	maxCustomID  = 100
	longestTyped = 100
)

// formOffer is the button that opens the form.
func formOffer(in *bots.Input) (offer, bool) {
	label := strings.ReplaceAll(oneLine(in.Label, formWords), ":", "")
	example := oneLine(in.Example, formWords)
	o := offer{label: label + " …", action: formID + in.Action + ":" + label + ":" + example, style: discordgo.SecondaryButton}
	return o, visible(label) && units(o.action) <= maxCustomID
}

// opensForm reports whether a form is all that a press asks for.
func (i *interaction) opensForm() bool {
	return i.Type == discordgo.InteractionMessageComponent && strings.HasPrefix(i.pressed(), formID)
}

// openForm answers the press of the button with the form.
func (j *job) openForm(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			j.r.panicked(ctx, p)
		}
	}()
	action, words, _ := strings.Cut(strings.TrimPrefix(j.i.pressed(), formID), ":")
	label, example, _ := strings.Cut(words, ":")
	j.mu.Lock()
	defer j.mu.Unlock()
	j.callback(ctx, callback{Type: discordgo.InteractionResponseModal, Data: form{
		CustomID: formID + action, Title: label, Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: formInput, Label: label,
				Placeholder: example, Style: discordgo.TextInputShort, Required: true, MaxLength: longestTyped}}},
		},
	}}, nil)
}

// form is the data of a first answer that is one.
type form struct {
	CustomID   string                       `json:"custom_id"`
	Title      string                       `json:"title"`
	Components []discordgo.MessageComponent `json:"components"`
}

// submitted reads what was typed into a form as the press of its action.
func (i *interaction) submitted(in *incoming) bool {
	name, ours := strings.CutPrefix(i.Data.CustomID, formID)
	if !ours {
		return false
	}
	i.under(in)
	in.m.Action = bots.Action{Name: name, Arg: oneLine(i.typed(), longestTyped)}
	return true
}

// typed is what stands in the only field.
func (i *interaction) typed() string {
	for _, row := range i.Data.Components {
		for _, c := range row.Components {
			if c.CustomID == formInput {
				return c.Value
			}
		}
	}
	return ""
}
