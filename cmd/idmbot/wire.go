package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// loadKnowledge reads the corpus: the embedded one, or that of a folder or
// file.
func loadKnowledge(name string) (*knowledge.Corpus, error) {
	if name == "" {
		return knowledge.Load(idm.Files)
	}
	return knowledge.Open(name)
}

// newEngine indexes a corpus.
func newEngine(c *knowledge.Corpus, opts ...index.Option) *answer.Engine {
	return answer.New(c, index.Build(c, opts...), locale.Languages)
}

// openEngine loads and indexes, and lists all findings where the knowledge is
// refused.
func openEngine(name string, errOut io.Writer) (*answer.Engine, error) {
	c, err := loadKnowledge(name)
	if err != nil {
		var findings knowledge.Findings
		if errors.As(err, &findings) {
			for _, f := range findings {
				fmt.Fprintln(errOut, f)
			}
			return nil, &exitError{exitFailure, fmt.Errorf("the knowledge was refused: %d finding(s)", len(findings))}
		}
		return nil, err
	}
	return newEngine(c), nil
}

// newLogger logs to standard error as the settings say.
func newLogger(s settings, w io.Writer) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.LogLevel)) // checked by the settings
	opts := &slog.HandlerOptions{Level: level}
	if s.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, opts))
	}
	return slog.New(slog.NewTextHandler(w, opts))
}

// localBot is a bot without platforms, store or model: for the terminal and
// the command line.
func localBot(e *answer.Engine, publicURL string) *bots.Bot {
	return bots.New(bots.Options{Engine: e, PublicURL: publicURL, Today: today})
}

// today is the message of the day, the same for everybody.
func today(c *knowledge.Corpus, now time.Time) (*knowledge.Entry, string) {
	return daily.Today(c, now)
}
