package store_test

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// BenchmarkMillion measures a day of a million subscribers who all want their
// message at the same minute, the worst case:
//
//	go test -run '^$' -bench Million -benchtime 1x ./adapters/store
//
// It reports how long it takes to plan them, the time from the due minute to
// the first message, the database's size, and the memory of the process.
func BenchmarkMillion(b *testing.B) {
	for name, address := range addresses(b) {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				million(b, address(b), 1_000_000)
			}
		})
	}
}

func million(b *testing.B, address string, n int) {
	s, err := store.Open(b.Context(), address, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	start := time.Now()
	due := manySubscribers(b, s, n)
	b.ReportMetric(time.Since(start).Seconds(), "store-s")

	start = time.Now()
	planner := &digest.Planner{Store: s}
	ctx, cancel := context.WithCancel(b.Context())
	first := make(chan time.Duration, 1)
	go func() {
		// As in earnest: the sender works while the planner still plans.
		a := &counting{first: first, start: start, stop: cancel}
		sender := &digest.Sender{Store: s, Adapter: a, Composer: dated{newMessages(smallCorpus())}, Owner: "bench",
			Clock: func() time.Time { return due.Add(time.Minute) }}
		for ctx.Err() == nil {
			_, _ = sender.Run(ctx) // ends with ctx
		}
	}()
	done, err := planner.Run(b.Context(), due)
	if err != nil || done.Rows != n {
		b.Fatalf("planned %d rows, %v", done.Rows, err)
	}
	b.ReportMetric(time.Since(start).Seconds(), "plan-s")
	b.ReportMetric(float64((<-first).Milliseconds()), "first-ms")
	b.ReportMetric(sizeOf(b, address)/1e6, "db-MB")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "process-MB")
	b.ReportMetric(0, "ns/op")
}

func manySubscribers(b *testing.B, s *store.Store, n int) (due time.Time) {
	due = time.Date(2026, time.March, 2, 7, 0, 0, 0, time.UTC)
	for from := 0; from < n; from += 10_000 {
		var batch []digest.Subscription
		for i := from; i < from+10_000; i++ {
			sub := digest.Subscription{
				Chat:     bots.Chat{Platform: "plain", ID: bots.ChatID(strconv.Itoa(1_000_000_000 + i))},
				By:       bots.UserID(strconv.Itoa(1_000_000_000 + i)),
				Schedule: digest.Schedule{At: 7 * 60, Days: digest.EveryDay, Every: digest.Daily},
				Zone:     "UTC", Lang: "en", State: digest.Active, Created: due.Add(-time.Hour),
			}
			sub.Promise(nil, due.Add(-time.Hour))
			batch = append(batch, sub)
		}
		if _, err := s.Load(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	return due
}

// sizeOf is how large the database is, in bytes, with what is not yet moved
// from its journal.
func sizeOf(b *testing.B, address string) float64 {
	if path, ok := strings.CutPrefix(address, "sqlite:"); ok {
		total := 0.0
		for _, suffix := range []string{"", "-wal"} {
			if info, err := os.Stat(path + suffix); err == nil {
				total += float64(info.Size())
			}
		}
		return total
	}
	n, err := server.Size(address)
	if err != nil {
		b.Fatal(err)
	}
	return float64(n)
}

// counting is an adapter that takes everything at once.
type counting struct {
	first chan time.Duration
	start time.Time
	stop  context.CancelFunc
}

func (*counting) Platform() bots.Platform { return "plain" }
func (*counting) Limits() bots.Limits     { return bots.Limits{Text: 4000} }

func (*counting) Run(ctx bots.Context, _ bots.Handler) error {
	<-ctx.Done()
	return nil
}

func (c *counting) Send(bots.Context, bots.Chat, bots.Reply) (bots.MessageID, error) {
	select {
	case c.first <- time.Since(c.start):
		c.stop()
	default:
	}
	return "1", nil
}

// BenchmarkSend measures how fast the ledger lets messages go, if the platform
// takes no time at all: far above any platform's rate.
func BenchmarkSend(b *testing.B) {
	for name, address := range addresses(b) {
		b.Run(name, func(b *testing.B) {
			s := open(b, address(b))
			const n = 10_000
			due := manySubscribers(b, s, n)
			if _, err := (&digest.Planner{Store: s}).Run(b.Context(), due); err != nil {
				b.Fatal(err)
			}
			sender := &digest.Sender{Store: s, Adapter: &counting{}, Composer: dated{newMessages(smallCorpus())}, Owner: "bench",
				Clock: func() time.Time { return due.Add(time.Minute) }}
			b.ResetTimer()
			start := time.Now()
			if _, err := sender.Run(b.Context()); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(n/time.Since(start).Seconds(), "messages/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}
