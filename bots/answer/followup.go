package answer

import (
	"strings"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
)

// followUp answers what only makes sense after the turn before: "and the
// second one?", "who said that?", "in 2024?". It returns false where the text
// stands by itself.
func (e *Engine) followUp(a Answer, text string, q Question) (Answer, bool) {
	last := e.entries(q.Last.Shown)
	switch intent.FollowUp(text) {
	case intent.NextItem:
		return e.nextItem(a, text, q, last)
	case intent.SameTopicOther:
		return e.sameTopic(a, text, q, last)
	case intent.Who, intent.Source, intent.Shorter, intent.Longer, intent.Why:
		if len(last) == 0 {
			return a, false
		}
		return e.again(a, last[:1], text, q), true
	case intent.InLanguage:
		if len(last) == 0 {
			return a, false
		}
		return e.again(a, last, text, q), true
	case intent.More:
		offered := e.entries(q.Last.Offered)
		if len(offered) == 0 {
			return a, false
		}
		a = e.again(a, offered[:1], text, q)
		a.Offered = offered[1:]
		return a, true
	}
	return a, false
}

// again shows entries of the turn before.
func (e *Engine) again(a Answer, shown []*knowledge.Entry, text string, q Question) Answer {
	r := e.index.Search(text, q.Lang)
	a.Outcome, a.Form, a.Asked = Found, ByFollowUp, q.Last.Text
	a.Confidence, a.Threshold = max(r.Confidence, (1+r.Threshold)/2), r.Threshold
	a.Shown = shown
	a.Results = first(shown, r)
	a.Offered = e.beside(shown[0], r)
	return a
}

// nextItem resolves an ordinal within what was shown: the items of an
// overview, the items beside a numbered one, or the list itself.
func (e *Engine) nextItem(a Answer, text string, q Question, last []*knowledge.Entry) (Answer, bool) {
	n, ok := intent.Ordinal(text)
	if !ok || len(last) == 0 {
		return a, false
	}
	for _, entry := range last {
		for _, o := range e.overviews {
			if o.entry != entry && o.entry.ID != entry.PartOf {
				continue
			}
			if item := o.item(n); item != nil {
				a = e.again(a, []*knowledge.Entry{item}, text, q)
				a.Asked = item.Title
				a.Parent = o.entry
				return a, true
			}
		}
	}
	list := last
	if len(list) == 1 {
		list = append(list[:1:1], e.entries(q.Last.Offered)...)
	}
	if n == -1 {
		n = len(list)
	}
	if n < 1 || n > len(list) {
		return a, false
	}
	a = e.again(a, list[n-1:n], text, q)
	a.Asked = list[n-1].Title
	return a, true
}

// sameTopic keeps what the last question was about and changes what the new
// one names: another year, or another subject within the same year or speaker.
func (e *Engine) sameTopic(a Answer, text string, q Question, last []*knowledge.Entry) (Answer, bool) {
	topic := intent.Topic(text)
	year := yearPattern.FindString(text)
	var asked string
	switch {
	case year != "" && topic == "":
		asked = strings.TrimSpace(yearPattern.ReplaceAllString(q.Last.Text, "")) + " " + year
	case topic != "":
		asked = topic
		if frame := frame(q.Last.Text, last); frame != "" && year == "" {
			asked += " " + frame
		} else if year != "" {
			asked += " " + year
		}
	default:
		return a, false
	}
	whole := q
	whole.Last = nil
	done := e.search(a, asked, whole)
	if done.Outcome == Related || done.Outcome == NotFound {
		if bare := e.search(a, topic, whole); topic != "" && bare.Outcome == Found {
			done = bare
		}
	}
	done.Form = ByFollowUp
	return done, true
}

// frame is the part of the last question that a follow-up keeps: the year, or
// else the speaker of what was shown.
func frame(text string, last []*knowledge.Entry) string {
	if y := yearPattern.FindString(text); y != "" {
		return y
	}
	if len(last) == 1 {
		if last[0].Source.Speaker != "" {
			return last[0].Source.Speaker
		}
		if last[0].Year != 0 {
			return itoa(last[0].Year)
		}
	}
	return ""
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
