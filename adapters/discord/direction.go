package discord

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

// rightToLeft is the invisible mark that makes a line read from the right.
const rightToLeft = "\u200F"

// rtl reports whether the language is written from the right.
func rtl(lang string) bool {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch base {
	case "ar", "fa", "he", "ur", "ps", "ckb", "yi":
		return true
	}
	return false
}

// direct makes every line read from the right side. The apps take a line's
// direction from its first letter, so that one that begins with "IOM" would be
// torn apart. Lines without a right-to-left letter, such as an English
// quotation, keep their direction.
func (d *document) direct() {
	for _, text := range []*string{&d.kicker, &d.title, &d.footer} {
		if wantsMark(*text) {
			*text = rightToLeft + *text
		}
	}
	for i := range d.lines {
		if l := &d.lines[i]; !l.raw && wantsMark(l.text) {
			l.text = rightToLeft + l.text
		}
	}
}

// wantsMark reports whether the text's first letter reads from the left, but a
// later one from the right.
func wantsMark(text string) bool {
	first := true
	for _, c := range text {
		p, _ := bidi.LookupRune(c)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return !first
		case bidi.L:
			first = false
		}
	}
	return false
}
