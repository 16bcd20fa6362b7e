package bots

import (
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
)

// Summaries writes the optional short summary of an answer. Every sentence of
// what it returns was verified against the entries shown.
type Summaries interface {
	// Summarise returns false where there is no summary to show: the model
	// was slow, broken, over budget or wrong. The caller shows the answer
	// without one.
	Summarise(ctx Context, q SummaryRequest) (answer.Summary, bool)
}

// LiveSummaries is a Summaries that tells each sentence as soon as it was
// verified.
type LiveSummaries interface {
	Summaries
	// SummariseLive is Summarise, with each called for every sentence of the
	// summary in order, from one goroutine. What each was told stays true and
	// is part of what is returned.
	SummariseLive(ctx Context, q SummaryRequest, each func(answer.SummarySentence)) (answer.Summary, bool)
}

// SummaryRequest asks for the summary of one answer.
type SummaryRequest struct {
	Question string
	Answer   answer.Answer
	// Person is whom a budget is counted for, empty where unknown.
	Person Owner
}

// summarised reports whether a summary may follow this answer: one is
// configured, there is something to summarise, and nobody turned it off.
// Personal pleas and small talk never reach a model.
func (b *Bot) summarised(ctx Context, m Message, a answer.Answer) bool {
	return b.summaries != nil && a.Outcome == answer.Found && len(a.Shown) > 0 && b.mayLeave(ctx, m)
}

// mayLeave reports whether something of a message, scrubbed, may be given to a
// service outside: neither the person turned that off nor, in a chat that
// several people share, those who manage it. A setting that cannot be read
// counts as off.
func (b *Bot) mayLeave(ctx Context, m Message) bool {
	if m.Inside {
		return false
	}
	var asked []Owner
	if m.From.ID != "" {
		asked = append(asked, owner(m))
	}
	if m.Chat.Kind != Private {
		asked = append(asked, shared(m))
	}
	for _, o := range asked {
		if v, err := b.memory.Get(ctx, o, keySummary); err != nil || v == "off" {
			return false
		}
	}
	return true
}

// shared is the chat of a message as an owner of settings.
func shared(m Message) Owner {
	return Owner{Platform: m.Chat.Platform, ID: string(m.Chat.ID), Shared: true}
}

// answered is a question with its answer.
type answered struct {
	question string
	answer   answer.Answer
}

// Complete implements Completer: it adds the summary to an answer.
func (b *Bot) Complete(ctx Context, m Message, first Reply) (Reply, bool) {
	return b.CompleteLive(ctx, m, first, nil)
}

// CompleteLive implements LiveCompleter.
func (b *Bot) CompleteLive(ctx Context, m Message, first Reply, each func(Summary)) (Reply, bool) {
	if !first.Pending || first.answered == nil || b.summaries == nil {
		return first, false
	}
	label := locale.In(first.Lang).T("summary_label")
	q := SummaryRequest{Question: first.answered.question, Answer: first.answered.answer, Person: owner(m)}
	var s answer.Summary
	var ok bool
	live, can := b.summaries.(LiveSummaries)
	switch {
	case can && each != nil:
		s, ok = live.SummariseLive(ctx, q, func(one answer.SummarySentence) { each(Summary{Label: label, Text: one.Text}) })
	default:
		if s, ok = b.summaries.Summarise(ctx, q); ok && each != nil {
			each(Summary{Label: label, Text: s.Text})
		}
	}
	if !ok {
		return first, false
	}
	return first.under(Summary{Label: label, Text: s.Text}), true
}
