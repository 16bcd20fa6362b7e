package telegram

import (
	"strings"

	"github.com/idmbot/idmbot/bots/locale"
)

// directed makes every line of r read from the right side. Telegram takes the
// direction of a line from its first letter: an Arabic line that begins with
// "IOM" would be torn apart. Lines without any right-to-left letter, such as
// an English quotation, keep their direction.
func directed(r rich) rich {
	var b strings.Builder
	var marks []int // where marks were put, in bytes of the old text
	for at := 0; at <= len(r.text); {
		end := len(r.text)
		if i := strings.IndexByte(r.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := r.text[at:end]
		if locale.WantsRightMark(line) {
			b.WriteString(locale.RightMark)
			marks = append(marks, at)
		}
		b.WriteString(line)
		if end < len(r.text) {
			b.WriteByte('\n')
		}
		at = end + 1
	}
	if len(marks) == 0 {
		return r
	}
	out := rich{text: b.String(), spans: make([]span, len(r.spans))}
	for i, s := range r.spans {
		// A mark at the very start of a span goes into it: before a quotation
		// it would stand on a line of its own.
		s.from += len(locale.RightMark) * countBelow(marks, s.from)
		s.to += len(locale.RightMark) * countBelow(marks, s.to)
		out.spans[i] = s
	}
	return out
}

// countBelow counts the marks strictly before pos.
func countBelow(marks []int, pos int) int {
	n := 0
	for _, m := range marks {
		if m < pos {
			n++
		}
	}
	return n
}
