package answer

import (
	"slices"

	"github.com/idmbot/idmbot/bots/answer/intent"
)

// language decides in which language to answer: the one asked for in this
// conversation, else the one told, else that of the text, else that of the
// conversation.
func (e *Engine) language(a Answer, text string, q Question) Answer {
	typed, sure := e.index.Language(text)
	spoken := sure && slices.Contains(e.languages, typed)
	if q.Last != nil {
		if lang, ok := intent.Language(text); ok && slices.Contains(e.languages, lang) {
			a.Lang, a.wish, a.typed = lang, lang, q.Last.Lang
			if q.Last.Wish != "" {
				a.typed = q.Last.Typed
			}
			return a
		}
		// "In French please" holds on, until the person writes in a language
		// that is neither the one asked for nor the one they asked in.
		if q.Last.Wish != "" && (!spoken || typed == q.Last.Wish || typed == q.Last.Typed) {
			a.Lang, a.wish, a.typed = q.Last.Wish, q.Last.Wish, q.Last.Typed
			return a
		}
	}
	switch {
	case slices.Contains(e.languages, q.Lang):
		a.Lang = q.Lang
	case spoken:
		a.Lang = typed
	case q.Last != nil && slices.Contains(e.languages, q.Last.Lang):
		a.Lang = q.Last.Lang
	case slices.Contains(e.languages, q.Hint):
		a.Lang = q.Hint
	case slices.Contains(e.languages, typed):
		a.Lang = typed
	default:
		a.Lang = e.languages[0]
	}
	return a
}
