package main

import (
	"log/slog"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/summary"
)

// newSummaries connects the language model, if one is configured and wanted;
// nil otherwise.
func newSummaries(s settings, wanted bool, log *slog.Logger) bots.Summaries {
	if !wanted || s.OpenAIModel == "" || s.OpenAIKey == "" {
		return nil
	}
	model := openai.New(openai.Config{Key: string(s.OpenAIKey), BaseURL: s.OpenAIBase, Model: s.OpenAIModel})
	return summary.New(model, summary.Options{Timeout: s.OpenAITimeout, MaxConcurrent: s.OpenAIMaxConcurrent,
		DailyTokens: s.OpenAIDailyTokens, PersonTokens: s.OpenAIPersonTokens, Log: log})
}
