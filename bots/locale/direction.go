package locale

import "golang.org/x/text/unicode/bidi"

// RightMark is the invisible mark that makes a line read from the right.
const RightMark = "\u200F"

// WantsRightMark reports whether the line's first letter reads from the left,
// but a later one from the right. Where apps take a line's direction from its
// first letter, such a line needs a RightMark in a text written from the right.
func WantsRightMark(line string) bool {
	first := true
	for _, c := range line {
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
