package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
)

// storage is where settings of people and the state of updates are kept.
type storage struct {
	memory bots.Memory
	inbox  bots.Inbox
	store  *store.Store // nil where nothing outlives the process
	state  string
}

func (s storage) close() {
	if s.store != nil {
		_ = s.store.Close()
	}
}

// openStorage opens the database. Where it cannot be opened and no platform
// needs it, the web goes on with what is kept in memory, and the start screen
// says so.
func openStorage(ctx context.Context, s settings, log *slog.Logger) (storage, error) {
	db, err := store.Open(ctx, string(s.Database), log)
	if err == nil {
		steady := &bots.Steady{Inbox: db, Memory: db, Clock: time.Now, Log: log}
		return storage{memory: &bots.SteadyMemory{Steady: steady}, inbox: &bots.SteadyInbox{Steady: steady}, store: db,
			state: describeDatabase(string(s.Database))}, nil
	}
	if s.TelegramToken != "" || s.DiscordToken != "" || string(s.Database) != defaultDatabase {
		return storage{}, fmt.Errorf("DATABASE_URL: the database cannot be opened: %w (for example: %s)", err, defaultDatabase)
	}
	log.Warn("the database cannot be opened; settings of people are kept in memory only", "err", err)
	return storage{memory: &bots.Volatile{}, inbox: &bots.VolatileInbox{},
		state: "in memory only: " + defaultDatabase + " cannot be opened; set DATABASE_URL to a file that can be written"}, nil
}

// defaultDatabase is the default of DATABASE_URL.
const defaultDatabase = "sqlite:data/idmbot.db"

// describeDatabase names a database without what is secret in its address.
func describeDatabase(url string) string {
	if len(url) > len("sqlite:") && url[:len("sqlite:")] == "sqlite:" {
		return url
	}
	return "PostgreSQL"
}
