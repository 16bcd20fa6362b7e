package answer

import (
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
)

// wholeList answers "the four avenues" with the overview of a list that has so
// many items and such a name.
func (e *Engine) wholeList(a Answer, text string, q Question) (Answer, bool) {
	n, ok := intent.Count(text)
	if !ok || !intent.WholeList(text) {
		return a, false
	}
	asked := words(text)
	if len(asked) > maxListWords {
		return a, false
	}
	year := yearPattern.FindString(text)
	var found []overview
	for _, o := range e.overviews {
		switch {
		case len(o.parts) != n || o.named(asked) == 0:
		case year != "" && !yearIs(o.entry, year) && !strings.Contains(o.entry.ID+o.entry.Title, year):
		default:
			found = append(found, o)
		}
	}
	if len(found) != 1 {
		return a, false
	}
	r := e.index.Search(text, q.Lang)
	a.Outcome, a.Form, a.Asked, a.Threshold = Found, ByNumber, text, r.Threshold
	a.Confidence = max(r.Confidence, (1+r.Threshold)/2)
	a.Shown = append(a.Shown, found[0].entry)
	a.Results = first(a.Shown, r)
	a.Offered = e.beside(found[0].entry, r)
	return a, true
}
