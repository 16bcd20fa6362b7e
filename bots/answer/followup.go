package answer

import (
	"slices"

	"github.com/idmbot/idmbot/bots/answer/intent"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// followUp answers what only makes sense after the turn before: "and the
// second one?", "who said that?", "in 2024?". It returns false where the text
// stands by itself.
func (e *Engine) followUp(a Answer, text string, q Question) (Answer, bool) {
	shown, offered := e.entries(q.Last.Shown), e.entries(q.Last.Offered)
	switch kind := intent.FollowUp(text); kind {
	case intent.Who, intent.Source, intent.When, intent.Shorter, intent.Longer, intent.Why:
		if len(shown) == 0 {
			return a, false
		}
		a.Aspect = kind
		if q.Last.Outcome == Choice {
			// The others that could be chosen are still what comes next.
			offered = append(slices.Clone(shown[1:]), offered...)
		}
		return e.again(a, q, shown[:1], offered), true
	case intent.InLanguage:
		if len(shown) == 0 {
			return a, false
		}
		a.Aspect = kind
		return e.again(a, q, shown, offered), true
	case intent.More:
		return e.more(a, q, shown, offered)
	case intent.MoreOn:
		return e.moreOn(a, text, q)
	case intent.NextItem:
		n, _ := intent.Number(text)
		return e.nextItem(a, q, n, shown, offered)
	case intent.Following, intent.Preceding, intent.Other:
		return e.neighbour(a, q, kind, shown, offered)
	}
	if done, ok := e.picked(a, text, q, shown); ok {
		return done, true
	}
	if done, ok := e.compareWith(a, text, q, shown); ok {
		return done, true
	}
	return e.inContext(a, text, q, shown)
}

// again shows entries of the turn before, or ones that it offered. The
// question that led to them stays the one that was asked.
func (e *Engine) again(a Answer, q Question, shown, offered []*knowledge.Entry) Answer {
	r := e.index.Search(q.Last.Text, q.Lang)
	a.Outcome, a.Form, a.Asked, a.subject = Found, ByFollowUp, q.Last.Text, q.Last.Subject
	// What is shown was found or picked a turn ago: it is as sure as an answer
	// in the middle between the threshold and certainty.
	a.Confidence, a.Threshold = max(r.Confidence, (1+r.Threshold)/2), r.Threshold
	a.Shown, a.Offered = shown, offered
	a.Results = first(shown, r)
	return a
}

// more goes on with what was offered beside the last answer. After entries
// that were only related, the next ones are no more than that either.
func (e *Engine) more(a Answer, q Question, shown, offered []*knowledge.Entry) (Answer, bool) {
	if len(shown) == 0 && len(offered) == 0 {
		return a, false
	}
	a.Aspect = intent.More
	if len(shown) == 0 {
		r := e.index.Search(q.Last.Text, q.Lang)
		a.Form, a.Asked, a.Threshold, a.Results = ByFollowUp, q.Last.Text, r.Threshold, ranked(r)
		for _, h := range r.Hits {
			if !contains(offered, h.Entry) && len(a.Offered) < maxOffered && h.Confidence >= relatedFloor*r.Threshold {
				a.Offered = append(a.Offered, h.Entry)
			}
		}
		a.Outcome = Related
		if len(a.Offered) == 0 {
			a.Outcome = NotFound
		}
		return a, true
	}
	offered = slices.DeleteFunc(slices.Clone(offered), func(o *knowledge.Entry) bool { return slices.Contains(q.Last.Seen, o.ID) })
	if q.Last.Outcome == Choice {
		offered = append(slices.Clone(shown[1:]), offered...)
	}
	if len(offered) == 0 {
		a.Outcome, a.Form, a.Asked, a.subject = NotFound, ByFollowUp, q.Last.Text, q.Last.Subject
		return a, true
	}
	return e.again(a, q, offered[:1], offered[1:]), true
}

// moreOn looks for what else there is on a subject the message names, past
// what was shown. Where that was all, it says so.
func (e *Engine) moreOn(a Answer, text string, q Question) (Answer, bool) {
	r := e.index.Search(text, q.Lang)
	left := slices.DeleteFunc(slices.Clone(r.Hits), func(h index.Hit) bool { return slices.Contains(a.seen, h.Entry.ID) })
	if len(left) == len(r.Hits) || len(left) == 0 || r.Confidence < r.Threshold {
		return a, false
	}
	r.Hits, r.Confidence, r.Close, r.Missing = left, left[0].Confidence, 1, nil
	a = e.decide(a, text, r)
	a.Form, a.Aspect = ByFollowUp, intent.More
	return a, true
}
