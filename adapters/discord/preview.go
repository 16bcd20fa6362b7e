package discord

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

// Preview is what Send would put into a channel: a text for each message, in
// Discord's Markdown, with the rows of buttons and menus below the last. It
// calls nobody and needs no token.
func Preview(r bots.Reply) []string {
	bodies := compose(r)
	out := make([]string, 0, len(bodies))
	for _, b := range bodies {
		parts := []string{b.Content}
		for _, e := range b.Embeds {
			if e.Title != "" {
				parts = append(parts, "**"+e.Title+"**")
			}
			parts = append(parts, e.Description)
			if e.Footer != nil {
				parts = append(parts, e.Footer.Text)
			}
		}
		parts = append(parts, shown(b.Components))
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		out = append(out, strings.Join(parts, "\n\n"))
	}
	return out
}

// shown are rows of components, as far as they can be read.
func shown(rows []discordgo.MessageComponent) string {
	var lines []string
	for _, c := range rows {
		row, ok := c.(discordgo.ActionsRow)
		if !ok {
			continue
		}
		var labels []string
		for _, one := range row.Components {
			switch one := one.(type) {
			case discordgo.Button:
				labels = append(labels, "["+one.Label+"]")
			case discordgo.SelectMenu:
				for _, o := range one.Options {
					labels = append(labels, "▾ "+o.Label)
				}
			}
		}
		lines = append(lines, strings.Join(labels, " "))
	}
	return strings.Join(lines, "\n")
}
