package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// watchEvery is how often the knowledge is looked at: a change is in force
// within two seconds, indexing included.
const watchEvery = 500 * time.Millisecond

// watchKnowledge puts changed knowledge in force. Broken knowledge is refused
// with its findings, and what was in force stays.
func watchKnowledge(ctx context.Context, name string, bot *bots.Bot, log *slog.Logger) error {
	last, err := knowledge.Stamp(name)
	if err != nil {
		log.Warn("the knowledge cannot be looked at", "err", err)
	}
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		now, err := knowledge.Stamp(name)
		if err != nil || now == last {
			continue // a file that vanishes while an editor saves comes back
		}
		last = now
		reload(name, bot, log)
	}
}

func reload(name string, bot *bots.Bot, log *slog.Logger) {
	c, err := knowledge.Open(name)
	if err != nil {
		var findings knowledge.Findings
		if errors.As(err, &findings) {
			for _, f := range findings {
				log.Error("knowledge refused", "finding", f.String())
			}
		}
		log.Error("the changed knowledge is refused; what was in force stays", "version", bots.ShortVersion(bot.Engine().Corpus().Version), "err", err)
		return
	}
	if c.Version == bot.Engine().Corpus().Version {
		return
	}
	bot.SetEngine(newEngine(c))
	tidyHeap()
	log.Info("new knowledge is in force", "entries", len(c.Entries), "version", bots.ShortVersion(c.Version))
}
