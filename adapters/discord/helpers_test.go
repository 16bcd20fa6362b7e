package discord_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
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
	*discordtest.Server
	adapter *discord.Adapter
	log     *logBook
	http    bool
	// ignoreFailures is set where the test lets somebody see one.
	ignoreFailures bool
	// refused is set where the test lets Run fail.
	refused bool
	result  chan error
}

// apiURL is an address without TLS, as the fake's connections have none.
const apiURL = "http://discord.test"

// newRig makes both. The test fails if the bot violates the API, if somebody
// saw a failure, or if the token gets into the log.
func newRig(t *testing.T, o discordtest.Options, change func(*discord.Config, *discord.Deps)) *rig {
	t.Helper()
	r := &rig{Server: discordtest.New(o), log: &logBook{}}
	t.Cleanup(r.Close)
	r.connect(t, change)
	return r
}

// connect makes the adapter.
func (r *rig) connect(t *testing.T, change func(*discord.Config, *discord.Deps)) {
	t.Helper()
	cfg := discord.Config{Token: discordtest.Token, APIURL: apiURL}
	deps := discord.Deps{
		Log:       slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Transport: r.Transport(),
		Dial:      r.Dial,
		Jitter:    func() float64 { return 0.5 },
	}
	if change != nil {
		change(&cfg, &deps)
	}
	a, err := discord.New(cfg, deps)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	r.adapter, r.http = a, cfg.PublicKey != ""
	t.Cleanup(func() {
		for _, v := range r.Violations() {
			t.Errorf("violation: %s", v)
		}
		for _, f := range r.Failures() {
			if !r.ignoreFailures {
				t.Errorf("somebody saw: %s", f)
			}
		}
		if strings.Contains(r.log.String(), discordtest.Token) {
			t.Error("the token is in the log")
		}
		if t.Failed() {
			t.Log(r.log.String())
		}
	})
}

// run, in a bubble, runs the adapter until stop is called or the test ends, and waits until
// it is connected.
func (r *rig) run(t *testing.T, h bots.Handler) (stop func()) {
	t.Helper()
	stop = r.start(t, h)
	if r.http {
		synctest.Wait()
		r.Endpoint(r.adapter.Endpoint())
	} else {
		r.Until(func() bool { return r.Connected() > 0 })
		synctest.Wait()
	}
	return stop
}

func (r *rig) start(t *testing.T, h bots.Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r.result = make(chan error, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		err := r.adapter.Run(ctx, h)
		if err != nil && !r.refused {
			t.Errorf("Run: %v", err)
		}
		r.result <- err
	}()
	stop = sync.OnceFunc(func() { cancel(); <-done })
	t.Cleanup(stop)
	return stop
}

func direct(user string) bots.Chat {
	return bots.Chat{Platform: "discord", ID: bots.ChatID("@" + user), Kind: bots.Private}
}

func channel(id string) bots.Chat {
	return bots.Chat{Platform: "discord", ID: bots.ChatID(id), Kind: bots.Group}
}
