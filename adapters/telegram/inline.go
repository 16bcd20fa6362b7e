package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

// InlineSource offers entries to people who write the bot's name and a few
// words in any chat.
type InlineSource interface {
	// Inline answers within some milliseconds; it is asked at every letter.
	Inline(ctx bots.Context, q InlineQuery) InlineAnswer
}

// InlineQuery is what somebody typed so far. Text is empty at first.
type InlineQuery struct {
	Text string
	From bots.Person
	// From and Limit tell which results are wanted.
	Offset, Limit int
}

// InlineAnswer is what is offered.
type InlineAnswer struct {
	Results []InlineResult
	// More is true where there are results after these.
	More bool
	// Fresh is how long the answer holds for the same person and text.
	Fresh time.Duration
	// Open is the label of a button above the results that opens the chat with
	// the bot, with Start as in a deep link. Empty means no button.
	Open, Start string
}

// InlineResult is one of the results.
type InlineResult struct {
	// ID is unique among the results.
	ID                 string
	Title, Description string
	// Reply is what is sent when the result is chosen.
	Reply bots.Reply
}

const (
	// inlinePage is how many results are offered at a time; Telegram allows 50.
	inlinePage = 10
	// inlineTime is how long a query is worth an answer
	// (https://core.telegram.org/bots/api#answerinlinequery).
	inlineTime       = 10 * time.Second
	maxResultID      = 64
	maxTitle         = 80
	maxDescription   = 160
	maxStart         = 64
	maxInlineOffset  = 1000
	defaultFreshness = 5 * time.Minute
)

type article struct {
	Type        string     `json:"type"`
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description,omitempty"`
	Content     inlineText `json:"input_message_content"`
	Markup      *keyboard  `json:"reply_markup,omitempty"`
}

type inlineText struct {
	Text      string          `json:"message_text"`
	ParseMode string          `json:"parse_mode"`
	Preview   map[string]bool `json:"link_preview_options"`
}

// query answers one inline query: a task of its person's lane.
type query struct {
	r  *receiver
	id int
	q  inlineQuery
}

// run is a lanes.Task. Nothing is kept in the inbox: after a restart the
// query is too old.
func (t *query) run(ctx context.Context) time.Time {
	a := t.r.a
	defer t.r.window.finish(t.id)
	defer func() {
		if p := recover(); p != nil {
			a.log.ErrorContext(ctx, "telegram: answering an inline query panicked", "panic", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, inlineTime)
	defer cancel()
	var found InlineAnswer
	offset := inlineOffset(t.q.Offset)
	if a.deps.Inline != nil {
		found = a.deps.Inline.Inline(ctx, InlineQuery{Text: t.q.Query, Offset: offset, Limit: inlinePage,
			From: bots.Person{ID: userID(t.q.From.ID), Lang: t.q.From.Lang}})
	}
	const method = "answerInlineQuery"
	if a.limiter.quietFor(method) > 0 {
		return time.Time{} // The person types on, and is answered then.
	}
	f := asFailure(a.client.call(ctx, method, inlineParams(t.q.ID, found, offset), nil))
	if f != nil && f.retryAfter > 0 {
		a.limiter.quieten(method, a.clock().Add(time.Duration(f.retryAfter)*time.Second))
	}
	if f != nil && !f.badRequest("query is too old") {
		a.log.WarnContext(ctx, "telegram: an inline query could not be answered", "error", f)
	}
	return time.Time{}
}

func inlineOffset(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > maxInlineOffset {
		return 0
	}
	return n
}

func inlineParams(id string, found InlineAnswer, offset int) tgbotapi.Params {
	list := articles(found.Results)
	results, err := json.Marshal(list)
	if err != nil { // Strings only: cannot happen.
		results = []byte("[]")
	}
	if found.Fresh == 0 {
		found.Fresh = defaultFreshness
	}
	p := tgbotapi.Params{
		"inline_query_id": id, "results": string(results),
		"cache_time": strconv.Itoa(int(found.Fresh / time.Second)),
		// Everybody reads in a language of their own.
		"is_personal": "true",
	}
	if found.More && len(list) > 0 && offset+len(found.Results) <= maxInlineOffset {
		p["next_offset"] = strconv.Itoa(offset + len(found.Results))
	}
	if label := oneLine(found.Open, labelRunes); visible(label) && len(found.Start) <= maxStart {
		button, err := json.Marshal(map[string]string{"text": label, "start_parameter": found.Start})
		if err == nil {
			p["button"] = string(button)
		}
	}
	return p
}

func articles(results []InlineResult) []article {
	list := []article{}
	seen := map[string]bool{}
	for _, r := range results {
		parts := split(render(r.Reply), maxText)
		title := oneLine(r.Title, maxTitle)
		id := r.ID
		if len(id) > maxResultID {
			id = bots.ShortCode(id)
		}
		if len(parts) == 0 || !visible(title) || id == "" || seen[id] {
			continue
		}
		seen[id] = true
		one := article{Type: "article", ID: id, Title: title, Description: oneLine(r.Description, maxDescription),
			Content: inlineText{Text: parts[0].html(), ParseMode: "HTML", Preview: map[string]bool{"is_disabled": true}}}
		if rows := keyboardRows(r.Reply); len(rows) > 0 {
			one.Markup = &keyboard{Rows: rows}
		}
		list = append(list, one)
	}
	return list
}
