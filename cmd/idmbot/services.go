package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/summary"
)

// services are the optional services outside, with the books about them.
type services struct {
	book      *costs.Book
	summaries bots.Summaries // nil where none is configured or wanted
	state     string
}

// newServices connects the language model, if one is configured and wanted.
func newServices(s settings, wanted bool, log *slog.Logger) services {
	v := services{book: costs.New(time.Now)}
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
			Daily:  summary.Limit{Tokens: s.OpenAIDailyTokens, Money: s.OpenAIDailyCost},
			Person: summary.Limit{Tokens: s.OpenAIPersonTokens, Money: s.OpenAIPersonCost},
			Prices: summary.Prices{In: s.OpenAIPriceIn, Out: s.OpenAIPriceOut}, Book: v.book, Log: log,
		})
	}
	return v
}

// openAI is where the services are and how to ask them.
func (s settings) openAI() openai.Config {
	return openai.Config{Key: string(s.OpenAIKey), BaseURL: s.OpenAIBase, Model: s.OpenAIModel}
}

// parts are what serve runs for the services and says of them. Without a
// database the books end with the process.
func (v services) parts(db *store.Store, log *slog.Logger) []part {
	p := part{name: "Summaries", state: v.state}
	if v.summaries != nil && db != nil {
		p.run = func(ctx context.Context) error { return v.book.Run(ctx, db, log) }
	}
	return []part{p}
}

// status is for /status: what the services were asked for today.
func (v services) status() []string {
	if v.summaries == nil {
		return nil
	}
	today := costs.Counts{}
	costs.Each(func(name, _ string) { today[name] = v.book.Today(name) })
	if line := costs.Line(today); line != "" {
		return []string{"Today: " + line}
	}
	return []string{"Today: no summary was wanted"}
}
