package telegram_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// crowd is a number of chats that each ask again as soon as they are answered.
type crowd struct {
	s     *telegramtest.Server
	mu    sync.Mutex
	asked map[int64]time.Time
	took  []time.Duration
	left  int
	// spread is how many chats stand behind each of those that ask: the whole
	// bot does not let one person ask a hundred times a second.
	spread, chats int64
	done          chan struct{}
}

// newCrowd makes a server with a latency a call, and a crowd that asks n
// questions in all.
func newCrowd(latency time.Duration, n int) *crowd {
	c := &crowd{spread: 1, asked: map[int64]time.Time{}, left: n, done: make(chan struct{})}
	c.s = telegramtest.New(telegramtest.Options{Latency: latency, Lenient: true, Sent: c.answered})
	return c
}

func (c *crowd) ask(chat int64) {
	c.mu.Lock()
	c.asked[chat] = time.Now()
	c.mu.Unlock()
	c.s.Say(telegramtest.Said{Chat: chat, Text: "What about women?", Lang: "en"})
}

func (c *crowd) answered(chat int64) {
	c.mu.Lock()
	c.took = append(c.took, time.Since(c.asked[chat]))
	c.left--
	left := c.left
	c.mu.Unlock()
	switch {
	case left == 0:
		close(c.done)
	case left > 0:
		c.ask((chat-1+c.chats)%(c.chats*c.spread) + 1)
	}
}

// measure lets the chats ask until all n questions are answered.
func (c *crowd) measure(b *testing.B, chats int) {
	c.chats = int64(chats)
	began := time.Now()
	for i := range chats {
		c.ask(int64(1 + i))
	}
	<-c.done
	d := time.Since(began)
	c.mu.Lock()
	defer c.mu.Unlock()
	slices.Sort(c.took)
	at := func(q float64) float64 { return float64(c.took[int(q*float64(len(c.took)-1))].Microseconds()) / 1000 }
	b.ReportMetric(float64(len(c.took))/d.Seconds(), "updates/s")
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(0, "ns/op")
}

// plainLoop is the loop of the library's manual.
func plainLoop(ctx context.Context, url string, client *http.Client) error {
	bot, err := tgbotapi.NewBotAPIWithClient(telegramtest.Token, url+"/bot%s/%s", client)
	if err != nil {
		return err
	}
	u := tgbotapi.NewUpdate(0)
	u.Timeout = 1
	updates := bot.GetUpdatesChan(u)
	defer bot.StopReceivingUpdates()
	for {
		select {
		case <-ctx.Done():
			return nil
		case up := <-updates:
			if up.Message == nil {
				continue
			}
			if _, err := bot.Send(tgbotapi.NewMessage(up.Message.Chat.ID, up.Message.Text)); err != nil {
				return err
			}
		}
	}
}

// BenchmarkUpdates measures from an update to its answer, over loopback and
// with one chat or 50: the plain loop of the library, ours with the same echo, ours
// with a database, and the whole bot.
func BenchmarkUpdates(b *testing.B) {
	_ = tgbotapi.SetLogger(log.New(io.Discard, "", 0))
	for _, set := range []struct {
		chats   int
		latency time.Duration
	}{{1, 0}, {50, 0}, {50, 50 * time.Millisecond}} {
		for _, kind := range []string{"plain", "echo", "echo-sqlite", "bot", "bot-sqlite"} {
			name := fmt.Sprintf("chats=%d/latency=%s/%s", set.chats, set.latency, kind)
			b.Run(name, func(b *testing.B) { benchUpdates(b, kind, set.chats, set.latency) })
		}
	}
}

func benchUpdates(b *testing.B, kind string, chats int, latency time.Duration) {
	c := newCrowd(latency, max(b.N, 2*chats))
	server := httptest.NewServer(c.s)
	defer server.Close()
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	run := func() error {
		return plainLoop(ctx, server.URL, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}})
	}
	if kind != "plain" {
		run = ours(ctx, b, kind, server.URL)
	}
	if strings.HasPrefix(kind, "bot") {
		c.spread = 200
	}
	var running sync.WaitGroup
	running.Go(func() {
		if err := run(); err != nil {
			b.Error(err)
		}
	})
	b.ResetTimer()
	c.measure(b, chats)
	b.StopTimer()
	cancel()
	running.Wait()
}

// ours is the adapter with an echo or the whole bot, in memory or on a
// database.
func ours(ctx context.Context, b *testing.B, kind, url string) (run func() error) {
	b.Helper()
	var deps telegram.Deps
	var memory bots.Memory
	if strings.HasSuffix(kind, "-sqlite") {
		s, err := store.Open(ctx, "sqlite:"+filepath.Join(b.TempDir(), "idmbot.db"), nil)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		deps.Inbox, memory = s, s
	}
	var h bots.Handler = &quietEcho{}
	if strings.HasPrefix(kind, "bot") {
		e, err := engine()
		if err != nil {
			b.Fatal(err)
		}
		h = realBot(e, memory)
	}
	a, err := telegram.New(telegram.Config{Token: telegramtest.Token, APIURL: url}, deps)
	if err != nil {
		b.Fatal(err)
	}
	return func() error { return a.Run(ctx, h) }
}

// quietEcho answers with the text; unlike botstest.Script it keeps nothing.
type quietEcho struct{}

func (*quietEcho) Handle(_ bots.Context, m bots.Message) bots.Reply { return botstest.Say(m.Text) }

// BenchmarkInline measures one inline query over the curated corpus.
func BenchmarkInline(b *testing.B) {
	e, err := engine()
	if err != nil {
		b.Fatal(err)
	}
	source := telegram.Entries{Bot: realBot(e, nil), Today: today}
	for b.Loop() {
		source.Inline(b.Context(), telegram.InlineQuery{Text: "women", Limit: 10, From: bots.Person{ID: "1", Lang: "en"}})
	}
}
