package answer

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge"
)

// Turn is what a follow-up needs to know of the turn before. It holds ids and
// the words of the question only, and is kept for minutes in memory.
type Turn struct {
	Lang    string
	Text    string
	Outcome Outcome
	// Shown are the entries that were presented, Offered those after them, in
	// order; a "more" goes on with Offered.
	Shown, Offered []string
	// Subject is what a pronoun stands for: the subject of the last question
	// that named one. Empty means that of Text.
	Subject string
	// Wish is the language the person asked to be answered in, whatever they
	// type, and Typed the one they typed before; both empty if they did not.
	Wish, Typed string
	// Seen are the entries shown in the conversation before, so that "more"
	// does not show them again; the latest maxSeen of them.
	Seen []string
}

// maxSeen is how far back "more" remembers, in entries.
const maxSeen = 30

// Turn is what to remember of the answer for the next question.
func (a Answer) Turn(text string) Turn {
	t := Turn{Lang: a.Lang, Text: text, Outcome: a.Outcome, Subject: a.subject, Wish: a.wish, Typed: a.typed}
	if a.Asked != "" {
		t.Text = a.Asked
	}
	t.Seen = a.seen
	for _, e := range a.Shown {
		t.Shown = append(t.Shown, e.ID)
	}
	for _, e := range a.Offered {
		t.Offered = append(t.Offered, e.ID)
	}
	return t
}

// seen are the entries a conversation has shown so far. Of those that a person
// was to choose from, only the titles were.
func (t *Turn) seen() []string {
	all := slices.Clone(t.Seen)
	if t.Outcome != Choice {
		all = append(all, t.Shown...)
	}
	return all[max(0, len(all)-maxSeen):]
}

// entries looks ids up; those that a newer corpus no longer has are left out.
func (e *Engine) entries(ids []string) []*knowledge.Entry {
	var out []*knowledge.Entry
	for _, id := range ids {
		if entry, ok := e.corpus.Entry(id); ok {
			out = append(out, entry)
		}
	}
	return out
}
