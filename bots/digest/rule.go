package digest

import (
	"github.com/idmbot/idmbot/knowledge"
)

// This file is the editorial rule: which entry a subscriber gets on a day. It
// is meant to be read and changed by editors; every number stands here, and
// pick.go applies them.
//
//  1. Only messages of the day are sent (daily.Sendable) and what the curators
//     named for a day of the calendar; nothing before its embargo is over.
//  2. Never the same entry twice before all were had: only entries that this
//     subscriber was sent least often can be chosen.
//  3. A day of the calendar comes first: its entries in the curators' order,
//     then entries on its themes.
//  4. Otherwise an entry on one of the subscriber's themes, if they chose
//     some: the one with the most points.
//  5. An entry that comes round again rests for a while first; if everything
//     rests, nothing is sent.

// rest is how many days pass before an entry may come again.
const rest = 30

// kindPoints prefer messages over facts about them.
var kindPoints = map[knowledge.Kind]int{
	knowledge.KeyMessage: 6, knowledge.Recommendation: 6, knowledge.Statement: 5, knowledge.Objective: 3,
	knowledge.Context: 2, knowledge.Event: 2,
}

const (
	// freshPoints go to entries of the newest year of the corpus; each year
	// before it costs one, down to none.
	freshPoints = 5
	// The costs of being like the message before, the one before that, and
	// so on: variety of kind, speaker, source and year.
	sameKind    = 4
	sameSpeaker = 6
	sameSource  = 4
	sameYear    = 2
	// memory is over how many of the last messages variety looks; the cost is
	// full for the last one and shrinks evenly.
	memory = 4
	// luck is how many points of difference chance may turn around, so that
	// not everybody gets everything in one order. It depends on subscriber
	// and entry only, never on when it is asked.
	luck = 3
)

// Had is how often a subscriber was sent an entry, and on which day last.
type Had struct {
	Times int
	Last  Date
}

// History is what a subscriber was sent, by entry.
type History map[string]Had

// Add notes that an entry was sent.
func (h History) Add(entry string, day Date) {
	h[entry] = Had{h[entry].Times + 1, day}
}

// Cause says which part of the rule chose an entry.
type Cause string

// The causes.
const (
	ForDay      Cause = "day"       // named for a day of the calendar
	ForDayTheme Cause = "day theme" // on a theme of such a day
	ForTheme    Cause = "theme"     // on a theme of the subscriber
	ForVariety  Cause = "variety"   // all themes: the most points
)

// Choice is what the rule chose: entries, or none and why.
type Choice struct {
	Entries []Chosen
	// Nothing is why there is no entry, Nothing or NoEntry; empty if there
	// are some.
	Nothing Reason
	// Last is true where after this message there is no entry left, on the
	// reader's themes, that they have not had.
	Last bool
}

// Chosen is one entry and why it was chosen.
type Chosen struct {
	Entry *knowledge.Entry
	Cause Cause
	// Day is the calendar day of ForDay and ForDayTheme.
	Day *knowledge.CalendarDay
	// Theme is the theme of ForTheme and ForDayTheme.
	Theme string
}

// Reader is what the rule needs to know of a subscriber.
type Reader struct {
	// Seed makes the order of equals the subscriber's own.
	Seed string
	// Themes are ids; none means all.
	Themes []string
	Every  Frequency
}

// Choose applies the rule: what the reader, who was sent history, gets on the
// day. It is a pure function; history is not changed.
func Choose(c *knowledge.Corpus, history History, r Reader, day Date) Choice {
	p := newPicker(c, history, r, day)
	before := p.unseen()
	var out Choice
	for range max(1, r.Every.entries()) {
		chosen, nothing := p.pick()
		if nothing != "" {
			if len(out.Entries) == 0 {
				out.Nothing = nothing
			}
			break
		}
		p.note(chosen.Entry)
		out.Entries = append(out.Entries, chosen)
	}
	out.Last = before > 0 && p.unseen() == 0
	return out
}
