package answer

import (
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
)

// nextItem resolves an ordinal within what was shown: one of several entries,
// an item of an overview, the item beside a numbered one, or what was offered.
func (e *Engine) nextItem(a Answer, q Question, n int, shown, offered []*knowledge.Entry) (Answer, bool) {
	if len(shown) == 1 {
		if o, ok := e.overviewOf(shown[0]); ok {
			item := o.item(n)
			if item == nil {
				return a, false
			}
			return e.showItem(a, q, o, item), true
		}
	}
	list := shown
	if len(list) <= 1 {
		list = append(slices.Clone(shown), offered...)
	}
	if n == -1 {
		n = len(list)
	}
	if n < 1 || n > len(list) {
		return a, false
	}
	return e.pick(a, q, list, n-1), true
}

// neighbour resolves "the next one", "the previous one" and "the other one".
func (e *Engine) neighbour(a Answer, q Question, kind intent.FollowUpKind, shown, offered []*knowledge.Entry) (Answer, bool) {
	if len(shown) == 1 && shown[0].PartOf != "" && kind != intent.Other {
		if o, ok := e.overviewOf(shown[0]); ok {
			n := shown[0].Number + 1
			if kind == intent.Preceding {
				n = shown[0].Number - 1
			}
			// An item -1 would be the last one.
			if n < 1 {
				return a, false
			}
			if item := o.item(n); item != nil {
				return e.showItem(a, q, o, item), true
			}
		}
	}
	if len(shown) == 1 && kind == intent.Following {
		if o, ok := e.overviewOf(shown[0]); ok && o.entry == shown[0] {
			return e.showItem(a, q, o, o.parts[0]), true
		}
	}
	if kind != intent.Following {
		if before := e.before(q.Last, shown); before != nil {
			return e.again(a, q, []*knowledge.Entry{before}, offered), true
		}
	}
	if kind == intent.Preceding {
		return a, false
	}
	return e.more(a, q, shown, offered)
}

// before is the entry shown before the present one on the same theme, nil if
// there is none.
func (e *Engine) before(last *Turn, shown []*knowledge.Entry) *knowledge.Entry {
	seen := e.entries(last.Seen)
	for _, entry := range slices.Backward(seen) {
		if len(shown) != 1 || entry == shown[0] {
			continue
		}
		if slices.ContainsFunc(entry.Themes, func(t string) bool { return slices.Contains(shown[0].Themes, t) }) {
			return entry
		}
		return nil
	}
	return nil
}

// overviewOf returns the list an entry is, or is an item of.
func (e *Engine) overviewOf(entry *knowledge.Entry) (overview, bool) {
	for _, o := range e.overviews {
		if o.entry == entry || o.entry.ID == entry.PartOf {
			return o, true
		}
	}
	return overview{}, false
}

// showItem shows an item of a list; the ones after it are offered next.
func (e *Engine) showItem(a Answer, q Question, o overview, item *knowledge.Entry) Answer {
	var after []*knowledge.Entry
	for _, p := range o.parts {
		if p.Number > item.Number && len(after) < maxOffered {
			after = append(after, p)
		}
	}
	a = e.again(a, q, []*knowledge.Entry{item}, after)
	a.Asked, a.Parent = item.Title, o.entry
	a.subject = item.Title
	return a
}

// pick shows one of a list; the others are offered next.
func (e *Engine) pick(a Answer, q Question, list []*knowledge.Entry, i int) Answer {
	others := append(slices.Clone(list[:i]), list[i+1:]...)
	a = e.again(a, q, list[i:i+1], others)
	a.Asked, a.subject = list[i].Title, list[i].Title
	return a
}

// picked resolves an answer to "which one?": words that only one of the
// candidates has in its title or its speaker's name.
func (e *Engine) picked(a Answer, text string, q Question, shown []*knowledge.Entry) (Answer, bool) {
	if q.Last.Outcome != Choice || !intent.Short(text) {
		return a, false
	}
	rest, _ := intent.Rest(text)
	years := yearPattern.FindAllString(rest, -1)
	of := -1
	for _, w := range slices.Concat(words(intent.Content(rest)), years, e.named(rest)) {
		holders, last := 0, -1
		for i, entry := range shown {
			if slices.Contains(e.marks(entry), w) {
				holders, last = holders+1, i
			}
		}
		if holders == 0 && slices.Contains(years, w) {
			return a, false // a year of none of them
		}
		if holders != 1 {
			continue
		}
		if of >= 0 && of != last {
			return a, false
		}
		of = last
	}
	if of < 0 {
		return a, false
	}
	return e.pick(a, q, shown, of), true
}

// marks are the words by which one candidate is told from another.
func (e *Engine) marks(entry *knowledge.Entry) []string {
	return words(strings.Join(titles(entry), " ") + " " + entry.Source.Speaker)
}
