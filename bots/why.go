package bots

import (
	"fmt"
	"strings"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge/index"
)

// Why explains an answer in plain words: what counted, how sure it is, where
// the line to an answer runs, and what came next.
func (b *Bot) Why(question, lang string) Reply {
	e := b.engine.Load()
	p := locale.In(lang)
	a, x := e.Explain(answer.Question{Text: question, Lang: locale.Match(lang)})
	r := Reply{Lang: p.Lang(), Blocks: []Block{Heading{p.T("why_title")}, Paragraph{Text: p.T("why_outcome_" + outcomeKey(a)), Tone: Strong}}}
	list := List{}
	add := func(text string) { list.Items = append(list.Items, Item{Text: text}) }
	if key := formKey(a); key != "" {
		kind := ""
		if a.Form == answer.ByIntent {
			kind = p.T("why_kind_" + string(a.Outcome))
		}
		add(p.T(key, "Kind", kind))
	}
	if a.Form != answer.ByIntent {
		add(p.T("why_confidence", "Confidence", percent(a.Confidence), "Threshold", percent(x.Threshold)))
		if len(a.Results) > 0 {
			add("1. " + titleLine(p, a.Results[0].Entry) + fmt.Sprintf(" (%.2f)", a.Results[0].Score))
		}
		if len(x.Result.Hits) > 0 && x.Result.Hits[0].Question != "" {
			add(p.T("why_question", "Question", x.Result.Hits[0].Question))
		}
		if words := countedWords(x); words != "" {
			add(p.T("why_words", "Words", words))
		}
		if words := corrected(x); words != "" {
			add(p.T("why_corrected", "Words", words))
		}
		if words := missingWords(a.Missing); words != "" {
			add(p.T("why_missing", "Words", words))
		}
		if len(a.Results) > 1 {
			add(p.T("why_runner_up", "Title", titleLine(p, a.Results[1].Entry)+fmt.Sprintf(" (%.2f)", a.Results[1].Score)))
		}
	}
	add(p.T("why_version", "Version", a.Version))
	r.Blocks = append(r.Blocks, list)
	return r
}

func outcomeKey(a answer.Answer) string {
	switch a.Outcome {
	case answer.Referral, answer.SmallTalk:
		return "answer"
	default:
		return string(a.Outcome)
	}
}

func formKey(a answer.Answer) string {
	switch a.Form {
	case answer.ByNumber:
		return "why_form_number"
	case answer.ByTheme:
		return "why_form_theme"
	case answer.ByComparison:
		return "why_form_comparison"
	case answer.ByFollowUp:
		return "why_form_followup"
	case answer.ByIntent:
		return "why_form_intent"
	}
	return ""
}

func countedWords(x index.Explanation) string {
	var out []string
	for _, w := range x.Words {
		if len(w.Fields) == 0 {
			continue
		}
		text := w.Word
		if len(w.As) > 0 && !strings.EqualFold(w.As[0], w.Word) {
			text += " → " + w.As[0]
		}
		out = append(out, fmt.Sprintf("%s (%s)", text, strings.Join(w.Fields, ", ")))
	}
	return strings.Join(out, "; ")
}

func corrected(x index.Explanation) string {
	var out []string
	for _, c := range x.Corrections {
		out = append(out, c.From+" → "+c.To)
	}
	return strings.Join(out, ", ")
}

func missingWords(missing []index.Mention) string {
	var out []string
	for _, m := range missing {
		out = append(out, m.Text)
	}
	return strings.Join(out, ", ")
}
