package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots/digest"
)

// withDatabase runs a command on the database of the settings, beside a bot
// that may be running on it.
func withDatabase(c *cobra.Command, f func(ctx context.Context, s settings, db *store.Store) error) error {
	s, err := loadSettings()
	if err != nil {
		return err
	}
	db, err := store.Open(c.Context(), string(s.Database), newLogger(s, c.ErrOrStderr()))
	if err != nil {
		return fmt.Errorf("DATABASE_URL: the database cannot be opened: %w", err)
	}
	err = f(c.Context(), s, db)
	if closeErr := db.Close(); err == nil {
		err = closeErr
	}
	return err
}

// newMessages composes messages outside of serve, as serve would.
func newMessages(s settings, db *store.Store, errOut io.Writer) (*digest.Messages, error) {
	engine, err := openEngine(s.Knowledge, errOut)
	if err != nil {
		return nil, err
	}
	bot := localBot(engine, s.PublicURL)
	return &digest.Messages{Corpus: engine.Corpus, Card: bot.Card, Broadcasts: db}, nil
}
