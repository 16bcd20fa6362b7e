package intent

import "strings"

// trimEnds takes blanks and separating punctuation off a cut text, but keeps
// question marks, which belong to the question.
func trimEnds(s string) string {
	s = strings.TrimLeft(s, " \t,;:.!-–—")
	return strings.TrimRight(s, " \t,;:.!-–—")
}
