package main

import (
	"log/slog"

	"github.com/idmbot/idmbot/bots"
)

// newSummaries connects the language model, if one is configured and wanted.
func newSummaries(settings, bool, *slog.Logger) bots.Summaries { return nil }
