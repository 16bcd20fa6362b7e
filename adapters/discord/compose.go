package discord

import (
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"github.com/idmbot/idmbot/bots"
)

const (
	// houseColour is that of messages without a theme: a blue that is readable
	// on the light and on the dark background.
	houseColour = 0x2F6FB3
	// maxFileName keeps names readable in a chat.
	maxFileName = 64
)

// compose makes the messages of a reply, the buttons under the last. A reply
// without anything visible has none.
func compose(r bots.Reply) []body {
	d := render(r)
	out := d.messages(colour(r.Colour))
	components := layout(r, d.title)
	if len(out) == 0 && (r.File != nil || len(components) > 0) {
		out = []body{newBody("")}
	}
	if len(out) == 0 {
		return nil
	}
	last := &out[len(out)-1]
	last.Components = components
	if r.File != nil {
		name := oneLine(r.File.Name, maxFileName)
		if !visible(name) {
			name = "document"
		}
		last.file, last.Attachments = r.File, []attachment{{ID: "0", Filename: name}}
	}
	return out
}

// messages writes the document: a few plain words as such, everything else in
// a frame.
func (d document) messages(colour int) []body {
	if !d.card {
		if parts := split(d.lines, maxContent); len(parts) <= 1 {
			var out []body
			for _, p := range parts {
				out = append(out, newBody(p))
			}
			return out
		}
	}
	parts := split(d.lines, maxDescription)
	if len(parts) == 0 && d.title+d.footer != "" {
		parts = []string{""}
	}
	var out []body
	for i, p := range parts {
		e := &discordgo.MessageEmbed{Description: p, Color: colour}
		if i == 0 {
			e.Title = escape(d.title)
			if d.kicker != "" {
				e.Author = &discordgo.MessageEmbedAuthor{Name: d.kicker}
			}
		}
		if i == len(parts)-1 && d.footer != "" {
			e.Footer = &discordgo.MessageEmbedFooter{Text: d.footer}
		}
		b := newBody("")
		b.Embeds = append(b.Embeds, e)
		out = append(out, b)
	}
	return out
}

// colour reads an RGB value such as "#1a6fb0".
func colour(s string) int {
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil {
		return houseColour
	}
	return int(n)
}

// bare is the message without what Discord may have refused: buttons and
// frame. Something always arrives.
func (b body) bare() body {
	text := b.Content
	for _, e := range b.Embeds {
		if e.Author != nil {
			text += "\n" + e.Author.Name
		}
		text += "\n" + e.Title + "\n" + e.Description
		if e.Footer != nil {
			text += "\n" + e.Footer.Text
		}
	}
	text = strings.TrimSpace(text)
	if units(text) > maxContent {
		text = text[:fitting(text, maxContent-1)] + "…"
	}
	out := newBody(text)
	out.Flags, out.Nonce, out.EnforceNonce, out.Reference = b.Flags, b.Nonce, b.EnforceNonce, b.Reference
	return out
}
