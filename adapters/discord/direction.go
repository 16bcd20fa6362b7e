package discord

import (
	"github.com/idmbot/idmbot/bots/locale"
)

// direct makes every line read from the right side. The apps take a line's
// direction from its first letter, so that one that begins with "IOM" would be
// torn apart. Lines without a right-to-left letter, such as an English
// quotation, keep their direction.
func (d *document) direct() {
	for _, text := range []*string{&d.kicker, &d.title, &d.footer} {
		if locale.WantsRightMark(*text) {
			*text = locale.RightMark + *text
		}
	}
	for i := range d.lines {
		if l := &d.lines[i]; !l.raw && locale.WantsRightMark(l.text) {
			l.text = locale.RightMark + l.text
		}
	}
}
