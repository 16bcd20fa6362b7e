package bots

import (
	"math"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

// Request is a question of a program: the command line, the JSON API.
type Request struct {
	ID, Text, Lang string
	// Summary asks for the automatic summary, if one is configured, and allows
	// that something of the question is given to services outside.
	Summary bool
	// Person is whom budgets are counted for.
	Person Owner
	// Conversation, if set, makes follow-ups understood: requests with the
	// same one are turns of one conversation.
	Conversation string
}

// programs is where the conversations of programs live, beside those of
// platforms.
const programs Platform = "program"

// Ask answers a program.
func (b *Bot) Ask(ctx Context, q Request) Object {
	began := b.clock()
	e := b.engine.Load()
	lang := locale.Match(q.Lang)
	key := turnKey{chat: Chat{Platform: programs, ID: ChatID(q.Conversation)}}
	question := answer.Question{Text: q.Text, Lang: lang}
	if q.Conversation != "" {
		question.Last = b.turns.last(key)
	}
	if q.Summary {
		question.Nearness = b.nearness
	}
	a := e.Ask(question)
	if q.Conversation != "" {
		b.remember(key, a, q.Text, "")
	}
	r := b.present(e, a)
	o := b.object(a, r)
	o.ID = q.ID
	o.LatencyUS = b.clock().Sub(began).Microseconds()
	if q.Summary && b.summaries != nil && a.Outcome == answer.Found {
		if s, ok := b.summaries.Summarise(ctx, SummaryRequest{Question: q.Text, Answer: a, Person: q.Person}); ok {
			o.Summary = &ObjectSummary{Text: s.Text, Citations: s.Entries(), Verified: true}
			o.Text = locale.In(a.Lang).T("summary_label") + "\n" + s.Text + "\n\n" + o.Text
		}
	}
	return o
}

func (b *Bot) object(a answer.Answer, r Reply) Object {
	o := Object{
		Lang: a.Lang, Outcome: string(a.Outcome), Confidence: round(a.Confidence, 4),
		Results: []ObjectResult{}, Shown: []string{}, Citations: []ObjectCitation{},
		Text: PlainText(r), KnowledgeVersion: a.Version,
	}
	for _, hit := range a.Results {
		o.Results = append(o.Results, ObjectResult{hit.Entry.ID, round(hit.Score, 4)})
	}
	for _, entry := range a.Shown {
		o.Shown = append(o.Shown, entry.ID)
		o.Citations = append(o.Citations, b.objectCitation(entry, a.Lang))
	}
	return o
}

func (b *Bot) objectCitation(e *knowledge.Entry, lang string) ObjectCitation {
	w, _ := e.In(lang)
	url := e.Source.URL
	if url == "" {
		url = b.pageURL(e)
	}
	return ObjectCitation{Entry: e.ID, Title: w.Title, Source: e.Source.Title,
		Speaker: e.Source.Speaker, Date: e.Source.Date, URL: url}
}

func round(v float64, digits int) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	f := math.Pow10(digits)
	return math.Round(v*f) / f
}

// Answer is the engine's answer with the reply made of it, for those who show
// both.
func (b *Bot) Answer(text, lang string) (answer.Answer, Reply) {
	e := b.engine.Load()
	a := e.Ask(answer.Question{Text: text, Lang: locale.Match(lang)})
	return a, b.present(e, a)
}
