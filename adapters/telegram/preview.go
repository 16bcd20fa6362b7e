package telegram

import (
	"strings"

	"github.com/idmbot/idmbot/bots"
)

// Preview is what Send would put into a chat: a text for each message, in
// Telegram's HTML (https://core.telegram.org/bots/api#html-style), with the
// rows of buttons below the last. It calls nobody and needs no token.
func Preview(r bots.Reply) []string {
	parts := split(render(r), maxText)
	out := make([]string, 0, max(1, len(parts)))
	for _, p := range parts {
		out = append(out, p.html())
	}
	var b strings.Builder
	for _, row := range keyboardRows(r) {
		b.WriteString("\n")
		for i, one := range row {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString("[" + one.Text + "]")
		}
	}
	if b.Len() == 0 {
		return out
	}
	if len(out) == 0 {
		return []string{strings.TrimPrefix(b.String(), "\n")}
	}
	out[len(out)-1] += "\n" + b.String()
	return out
}
