package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
)

// The few styles of ECMA-48 that every terminal knows.
const (
	bold    = "\x1b[1m"
	dim     = "\x1b[2m"
	italic  = "\x1b[3m"
	accent  = "\x1b[36m"
	reset   = "\x1b[0m"
	maxWrap = 100 // longer lines are tiring to read
)

// render sets a reply out for the terminal and remembers its buttons.
func (a *Adapter) render(r bots.Reply) string {
	var b strings.Builder
	b.WriteString("\n")
	for i, block := range r.Blocks {
		if i > 0 && !close(r.Blocks[i-1], block) {
			b.WriteString("\n")
		}
		b.WriteString(a.block(block))
	}
	if r.Notice != "" && len(r.Blocks) == 0 {
		b.WriteString(a.wrap(clean(r.Notice), "") + "\n")
	}
	if r.File != nil {
		b.WriteString("\n" + a.style(dim, "["+r.File.Name+"]") + "\n")
	}
	a.actions = nil
	var line []string
	for _, row := range r.Buttons {
		for _, button := range row {
			button, ok := button.WithoutCopy()
			label := clean(button.Label)
			if !ok || button.URL != "" {
				continue // the text or the address stands in the reply already
			}
			a.actions = append(a.actions, button)
			line = append(line, fmt.Sprintf("%s %s", a.style(accent, fmt.Sprintf("[%d]", len(a.actions))), label))
		}
	}
	if len(line) > 0 {
		b.WriteString("\n" + a.wrap(strings.Join(line, "   "), "") + "\n")
	}
	b.WriteString("\n")
	return b.String()
}

func close(before, after bots.Block) bool {
	if _, ok := before.(bots.Heading); ok {
		p, ok := after.(bots.Paragraph)
		return ok && p.Tone == bots.Meta
	}
	_, list := after.(bots.List)
	return list
}

func (a *Adapter) block(block bots.Block) string {
	switch v := block.(type) {
	case bots.Heading:
		return a.style(bold, a.wrap(clean(v.Text), "")) + "\n"
	case bots.Paragraph:
		text := a.wrap(clean(v.Text), "")
		switch v.Tone {
		case bots.Meta:
			text = a.style(italic, text)
		case bots.Strong:
			text = a.style(bold, text)
		case bots.Fine:
			text = a.style(dim, text)
		}
		return text + "\n"
	case bots.Quotation:
		text := "“" + clean(v.Text) + "”"
		if v.By != "" {
			text += " " + clean(v.By)
		}
		return a.wrap(text, "  │ ") + "\n"
	case bots.Citation:
		line := a.wrap(clean(v.Text), "")
		if v.URL != "" {
			line += "\n" + clean(v.Label) + ": " + a.style(accent, clean(v.URL))
		}
		return line + "\n"
	case bots.Summary:
		return a.style(dim, clean(v.Label)) + "\n" + a.wrap(clean(v.Text), "") + "\n"
	case bots.List:
		var b strings.Builder
		for i, item := range v.Items {
			mark := "• "
			if v.Ordered {
				mark = fmt.Sprintf("%d. ", i+1)
			}
			text := a.wrap(clean(item.Text), strings.Repeat(" ", utf8.RuneCountInString(mark)))
			b.WriteString(mark + strings.TrimLeft(text, " ") + "\n")
			if item.URL != "" && item.Action == (bots.Action{}) {
				b.WriteString("  " + a.style(accent, clean(item.URL)) + "\n")
			}
		}
		return b.String()
	case bots.Rule:
		return a.style(dim, strings.Repeat("─", 24)) + "\n"
	}
	return ""
}

func (a *Adapter) style(code, text string) string {
	if !a.cfg.Colour || text == "" {
		return text
	}
	return code + text + reset
}

// clean takes control characters out, so that no text can steer the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || r == utf8.RuneError) {
			return -1
		}
		return r
	}, s)
}

// wrap breaks lines between words and puts prefix before each.
func (a *Adapter) wrap(text, prefix string) string {
	width := min(a.cfg.Width, maxWrap)
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if width <= 20 {
			out = append(out, prefix+line)
			continue
		}
		row, length := prefix, utf8.RuneCountInString(prefix)
		for _, word := range strings.Fields(line) {
			n := utf8.RuneCountInString(word)
			if row != prefix && length+1+n > width {
				out = append(out, row)
				row, length = prefix, utf8.RuneCountInString(prefix)
			}
			if row != prefix {
				row += " "
				length++
			}
			row += word
			length += n
		}
		out = append(out, row)
	}
	return strings.Join(out, "\n")
}
