package discordtest

import (
	"fmt"
	"strings"
)

// line is a part of the story of a channel.
type line struct {
	channel, text string
}

// tell adds what became of a message to the story; the caller holds mu.
func (s *Server) tell(m *Message, what string) {
	if s.o.Lenient {
		return // printing costs time
	}
	text := m.Print()
	if what != "" {
		text = strings.Replace(text, "[bot", "[bot, "+what, 1)
	}
	if m.Deleted {
		text = "[bot, deleted]\n"
	}
	s.tellText(m.Channel, text)
}

// tellText adds a text to the story; the caller holds mu.
func (s *Server) tellText(channelID, text string) {
	if !s.o.Lenient {
		s.story = append(s.story, line{channelID, text})
	}
}

// Transcript is what happened in a channel, in order: what people did, and
// each message of the bot as it was shown and changed.
func (s *Server) Transcript(channelID string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for _, l := range s.story {
		if l.channel == channelID {
			b.WriteString(l.text + "\n")
		}
	}
	return b.String()
}

// Print writes a message as people see it: its text, its embeds behind a bar,
// then its buttons, one row a line.
func (m *Message) Print() string {
	var b strings.Builder
	who := "person"
	if m.Own {
		who = "bot"
	}
	b.WriteString("[" + who)
	if m.Ephemeral() {
		b.WriteString(", only you see it")
	}
	if m.Reference != "" {
		b.WriteString(", as a reply")
	}
	if m.Flags&FlagSuppressNotifications != 0 {
		b.WriteString(", silent")
	}
	b.WriteString("]\n")
	if m.Loading {
		b.WriteString("… is thinking\n")
	}
	if m.Content != "" {
		b.WriteString(m.Content + "\n")
	}
	for _, f := range m.Files {
		b.WriteString("<file " + f + ">\n")
	}
	if m.Flags&FlagSuppressEmbeds == 0 {
		for _, e := range m.Embeds {
			b.WriteString(e.print())
		}
	}
	for _, c := range m.Components {
		b.WriteString(c.print())
	}
	return b.String()
}

func (e Embed) print() string {
	var lines []string
	add := func(format, text string) {
		if text != "" {
			lines = append(lines, strings.Split(fmt.Sprintf(format, text), "\n")...)
		}
	}
	add("%s", e.Author.Name)
	title := e.Title
	if e.URL != "" {
		title += " → " + e.URL
	}
	add("## %s", title)
	add("%s", e.Description)
	for _, f := range e.Fields {
		lines = append(lines, "**"+f.Name+"**")
		add("%s", f.Value)
	}
	add("<image %s>", e.Image.URL)
	add("-# %s", e.Footer.Text)
	var b strings.Builder
	fmt.Fprintf(&b, "┌ #%06x\n", e.Color)
	for _, l := range lines {
		b.WriteString("│ " + l + "\n")
	}
	return b.String()
}

func (c Component) print() string {
	switch c.Type {
	case rowType:
		var cells []string
		for _, inner := range c.Components {
			cells = append(cells, strings.TrimRight(inner.print(), "\n"))
		}
		return strings.Join(cells, " ") + "\n"
	case buttonType:
		return c.printButton()
	case selectType:
		var labels []string
		for _, o := range c.Options {
			label := o.Label
			if o.Description != "" {
				label += " (" + o.Description + ")"
			}
			labels = append(labels, label)
		}
		return "{" + c.Placeholder + " ▾ " + strings.Join(labels, " | ") + "}\n"
	case textType:
		return c.Content + "\n"
	case sectionType, containerType:
		var b strings.Builder
		for _, inner := range c.Components {
			b.WriteString(inner.print())
		}
		if c.Accessory != nil {
			b.WriteString(c.Accessory.print() + "\n")
		}
		if c.Type == containerType {
			return "│ " + strings.ReplaceAll(strings.TrimRight(b.String(), "\n"), "\n", "\n│ ") + "\n"
		}
		return b.String()
	}
	return fmt.Sprintf("<component of type %d>\n", c.Type)
}

func printChoices(choices []Choice) string {
	var b strings.Builder
	for _, c := range choices {
		b.WriteString("  • " + c.Name + "\n")
	}
	return b.String()
}

// Print writes a form as people see it, one input a line.
func (m *Modal) Print() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[form %s]\n", m.Title)
	for _, part := range m.Components {
		label, inputs := part.Label, part.Components
		if part.Component != nil {
			inputs = []Component{*part.Component}
		}
		if part.Type == textType {
			b.WriteString(part.Content + "\n")
		}
		for _, in := range inputs {
			name := strings.TrimSpace(label + in.Label)
			if in.Placeholder != "" {
				name += " (" + in.Placeholder + ")"
			}
			b.WriteString(name + ": " + in.Value + "____\n")
		}
	}
	return b.String()
}

func (c Component) printButton() string {
	text := strings.TrimSpace(c.Emoji.Name + " " + c.Label)
	if c.URL != "" {
		text += " → " + c.URL
	}
	if c.Disabled {
		return "(" + text + ")"
	}
	return "[" + text + "]"
}
