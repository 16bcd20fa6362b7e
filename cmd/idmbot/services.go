package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/nearness"
	"github.com/idmbot/idmbot/bots/summary"
	"github.com/idmbot/idmbot/knowledge"
)

// services are the optional services outside, with the books about them.
type services struct {
	book      *costs.Book
	summaries bots.Summaries // nil where none is configured or wanted
	state     string
	limit     costs.Limit
	nearness  *nearness.Nearness // nil where none is configured
}

// newServices connects the language model, if one is configured and wanted.
func newServices(s settings, wanted bool, log *slog.Logger) services {
	v := services{book: costs.New(time.Now), limit: costs.Limit{Tokens: s.OpenAIDailyTokens, Money: s.OpenAIDailyCost}}
	switch {
	case s.OpenAIKey == "":
		v.state = "off: OPENAI_API_KEY is not set; answers are complete without"
	case s.OpenAIModel == "":
		v.state = "off: OPENAI_MODEL is not set; answers are complete without"
	case wanted:
		v.state = "on, by " + s.OpenAIModel + "; every sentence is checked"
		model := openai.New(s.openAI())
		v.summaries = summary.New(model, summary.Options{
			Timeout: s.OpenAITimeout, FirstToken: s.OpenAIFirstToken, MaxConcurrent: s.OpenAIMaxConcurrent,
			Daily:  v.limit,
			Person: costs.Limit{Tokens: s.OpenAIPersonTokens, Money: s.OpenAIPersonCost},
			Prices: summary.Prices{In: s.OpenAIPriceIn, Out: s.OpenAIPriceOut}, Book: v.book, Log: log,
		})
	}
	return v
}

// openAI is where the services are and how to ask them.
func (s settings) openAI() openai.Config {
	return openai.Config{Key: string(s.OpenAIKey), BaseURL: s.OpenAIBase, Model: s.OpenAIModel, EmbeddingModel: s.OpenAIEmbeddingModel}
}

// connectNearness connects the embeddings, if they are configured. Only serve
// does: vectors of the knowledge are made in the background.
func (v *services) connectNearness(s settings, db *store.Store, log *slog.Logger) {
	if s.OpenAIKey == "" || s.OpenAIEmbeddingModel == "" {
		return
	}
	var keep nearness.Store
	if db != nil {
		keep = db
	}
	v.nearness = nearness.New(openai.NewEmbedder(s.openAI()), keep, nearness.Options{
		MaxConcurrent: s.OpenAIMaxConcurrent, Daily: v.limit, Price: s.OpenAIPriceEmbedding, Book: v.book, Log: log})
}

// near is what the bot may ask, nil where there is none.
func (v services) near() answer.Nearness {
	if v.nearness == nil {
		return nil
	}
	return v.nearness
}

// parts are what serve runs for the services and says of them. Without a
// database the books end with the process.
func (v services) parts(s settings, db *store.Store, bot *bots.Bot, log *slog.Logger) []part {
	out := []part{{name: "Summaries", state: v.state}}
	if (v.summaries != nil || v.nearness != nil) && db != nil {
		out[0].run = func(ctx context.Context) error { return v.book.Run(ctx, db, log) }
	}
	if v.nearness != nil {
		corpus := func() *knowledge.Corpus { return bot.Engine().Corpus() }
		out = append(out, part{name: "Embeddings", state: "by " + s.OpenAIEmbeddingModel + "; made in the background",
			run: func(ctx context.Context) error { return v.nearness.Run(ctx, corpus) }})
	}
	return out
}

// status is for /status: what the services were asked for today.
func (v services) status() []string {
	if v.summaries == nil && v.nearness == nil {
		return nil
	}
	today := costs.Counts{}
	costs.Each(func(name, _ string) { today[name] = v.book.Today(name) })
	if line := costs.Line(today); line != "" {
		return []string{"Today: " + line}
	}
	return []string{"Today: no service outside was asked"}
}
