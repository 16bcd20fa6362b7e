package telegram_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
)

// logBook keeps what was logged.
type logBook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// rig is an adapter on a fake server.
type rig struct {
	*telegramtest.Server
	adapter *telegram.Adapter
	log     *logBook
}

// newRig makes both. The test fails if the bot violates the API, or if the
// token gets into the log.
func newRig(t *testing.T, o telegramtest.Options, change func(*telegram.Config, *telegram.Deps)) *rig {
	t.Helper()
	r := &rig{Server: telegramtest.New(o), log: &logBook{}}
	cfg := telegram.Config{Token: telegramtest.Token}
	deps := telegram.Deps{
		Log:       slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Transport: r.Transport(),
		Jitter:    func() float64 { return 0.5 },
	}
	if change != nil {
		change(&cfg, &deps)
	}
	a, err := telegram.New(cfg, deps)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	r.adapter = a
	t.Cleanup(func() {
		for _, v := range r.Violations() {
			t.Errorf("violation: %s", v)
		}
		if strings.Contains(r.log.String(), telegramtest.Token) {
			t.Error("the token is in the log")
		}
	})
	return r
}

// run runs the adapter until stop is called or the test ends.
func (r *rig) run(t *testing.T, h bots.Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := r.adapter.Run(ctx, h); err != nil {
			t.Errorf("Run: %v", err)
		}
	}()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return stop
}

func (r *rig) say(chat int64, text string) int {
	return r.Say(telegramtest.Said{Chat: chat, Text: text, Lang: "en"})
}

// messages is an Await condition.
func messages(n int) func([]telegramtest.Message) bool {
	return func(m []telegramtest.Message) bool { return len(m) >= n }
}

func texts(ms []telegramtest.Message) []string {
	var out []string
	for _, m := range ms {
		out = append(out, m.Text)
	}
	return out
}

func private(id bots.ChatID) bots.Chat {
	return bots.Chat{Platform: "telegram", ID: id, Kind: bots.Private}
}

// newRigOn is a second adapter on the same server, as after a restart.
func newRigOn(t *testing.T, s *telegramtest.Server, change func(*telegram.Config, *telegram.Deps)) *rig {
	t.Helper()
	r := newRig(t, telegramtest.Options{}, func(c *telegram.Config, d *telegram.Deps) {
		d.Transport = s.Transport()
		if change != nil {
			change(c, d)
		}
	})
	r.Server = s
	return r
}
