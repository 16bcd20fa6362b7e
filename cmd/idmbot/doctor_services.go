package main

import (
	"context"
	"strings"
	"time"

	"github.com/idmbot/idmbot/adapters/openai"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots/costs"
)

// reportDays is how many days of use doctor shows.
const reportDays = 7

// services checks that the language model can be asked: that the key is taken
// and the model is there. It costs nothing.
func (d *doctor) services(ctx context.Context, s settings) {
	if s.OpenAIKey == "" {
		d.off("summaries", "OPENAI_API_KEY is not set")
		return
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	known, err := openai.New(s.openAI()).Models(ctx)
	if err != nil {
		d.wrong("summaries", err.Error(), "check OPENAI_API_KEY and OPENAI_BASE_URL; until then people get answers without summaries")
		return
	}
	for _, one := range []struct{ what, variable, model string }{
		{"summaries", "OPENAI_MODEL", s.OpenAIModel}, {"embeddings", "OPENAI_EMBEDDING_MODEL", s.OpenAIEmbeddingModel}} {
		switch {
		case one.model == "":
			d.off(one.what, one.variable+" is not set")
		case len(known) > 0 && !offered(known, one.model):
			d.wrong(one.what, "the service does not offer the model "+one.model, "set "+one.variable+" to one of: "+strings.Join(known[:min(len(known), 8)], ", "))
		default:
			d.well(one.what, "the service takes the key for %s", one.model)
		}
	}
}

// offered reports whether a model is among those of a service; some name a
// variant after a colon.
func offered(known []string, model string) bool {
	for _, k := range known {
		if k == model || strings.HasPrefix(k, model+":") {
			return true
		}
	}
	return false
}

// use tells what services outside were asked for and what they cost.
func (d *doctor) use(ctx context.Context, db *store.Store) error {
	days, err := db.Use(ctx, time.Now().UTC().AddDate(0, 0, 1-reportDays).Format(time.DateOnly))
	for _, line := range costs.Report(days) {
		d.well("use", "%s", line)
	}
	return err
}
