package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/idmbot/idmbot/adapters/openai/openaitest"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/costs"
)

// TestDoctorOnServices: whether the model can be asked, and what was spent.
func TestDoctorOnServices(t *testing.T) {
	t.Chdir(t.TempDir())
	database := "sqlite:" + filepath.Join(t.TempDir(), "idmbot.db")
	db, err := store.Open(t.Context(), database, nil)
	if err != nil {
		t.Fatal(err)
	}
	today := time.Now().UTC().Format(time.DateOnly)
	if err := db.AddUse(t.Context(), today, costs.Counts{costs.Questions: 3, costs.Shown: 2, costs.Calls: 3, costs.Money: 1500}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		models []string
		key    string
		want   []string
	}{
		{"fine", []string{"small:latest", "vectors"}, openaitest.Key, []string{"ok    summaries", "ok    embeddings", today + ": 3 summaries wanted: 2 shown", "cost 0.0015"}},
		{"no list", nil, openaitest.Key, []string{"ok    summaries", "ok    embeddings"}},
		{"model missing", []string{"vectors", "large"}, openaitest.Key, []string{"WRONG summaries", "large, vectors", "ok    embeddings"}},
		{"wrong key", []string{"small"}, "wrong", []string{"WRONG summaries", "status 401", "OPENAI_API_KEY"}},
	} {
		s := openaitest.New(nil)
		s.Models = c.models
		for k, v := range map[string]string{"OPENAI_API_KEY": c.key, "OPENAI_BASE_URL": s.URL + "/v1", "OPENAI_MODEL": "small",
			"OPENAI_EMBEDDING_MODEL": "vectors", "DATABASE_URL": database} {
			t.Setenv(k, v)
		}
		var out bytes.Buffer
		run(t.Context(), []string{"doctor"}, strings.NewReader(""), &out, &bytes.Buffer{})
		for _, want := range c.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, out.String())
			}
		}
		if strings.Contains(out.String(), "hunter2") {
			t.Errorf("%s: the key is shown", c.name)
		}
		s.Close()
	}
}

// told is a log that closes a channel when a line says something.
type told struct {
	slog.Handler
	what string
	once *sync.Once
	said chan struct{}
}

func (h told) Enabled(context.Context, slog.Level) bool { return true }

func (h told) Handle(ctx context.Context, r slog.Record) error {
	if strings.Contains(r.Message, h.what) {
		h.once.Do(func() { close(h.said) })
	}
	return h.Handler.Handle(ctx, r)
}

// TestEmbeddings: vectors of the whole knowledge are made once and kept; the
// answers are the same kind with them and without the service.
func TestEmbeddings(t *testing.T) {
	server := openaitest.New(func(int, openaitest.Call) openaitest.Answer { return openaitest.Answer{} })
	defer server.Close()
	s, err := readSettings("", []string{"OPENAI_API_KEY=" + openaitest.Key, "OPENAI_BASE_URL=" + server.URL + "/v1", "OPENAI_EMBEDDING_MODEL=vectors"})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := openEngine("", io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "idmbot.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the folder goes anyway
	ask := func(b *bots.Bot) bots.Object {
		return b.Ask(t.Context(), bots.Request{Text: "cooperation between cities on climate", Summary: true})
	}
	alone := ask(bots.New(bots.Options{Engine: engine}))
	sent := 0
	for _, run := range []string{"first start", "second start"} {
		log := told{slog.DiscardHandler, "are in force", &sync.Once{}, make(chan struct{})}
		v := newServices(s, true, slog.New(log))
		v.connectNearness(s, db, slog.New(log))
		bot := bots.New(bots.Options{Engine: engine, Nearness: v.near()})
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for _, p := range v.parts(s, db, bot, slog.New(log)) {
			if p.run != nil {
				wg.Go(func() {
					if err := p.run(ctx); err != nil {
						t.Error(err)
					}
				})
			}
		}
		<-log.said
		if got := ask(bot); got.Outcome != alone.Outcome || len(got.Shown) != len(alone.Shown) {
			t.Errorf("%s: %s with vectors, %s without", run, got.Outcome, alone.Outcome)
		}
		stop()
		wg.Wait()
		made := int(v.book.Totals()[costs.NearTexts])
		if want := run == "first start"; (made > 1000) != want || made != 0 && !want {
			t.Errorf("%s: %d vectors were made", run, made)
		}
		sent = len(server.Calls())
	}
	if v := server.Violations(); len(v) > 0 || sent == 0 {
		t.Errorf("%d calls, violations %v", sent, v)
	}
	server.Close()
	v := newServices(s, true, slog.New(slog.DiscardHandler))
	v.connectNearness(s, db, slog.New(slog.DiscardHandler))
	if got := ask(bots.New(bots.Options{Engine: engine, Nearness: v.near()})); got.Outcome != alone.Outcome {
		t.Errorf("without the service: %s", got.Outcome)
	}
	days, err := db.Use(t.Context(), "2000-01-01")
	if err != nil || len(days) == 0 {
		t.Errorf("no use was kept: %v", err)
	}
}

// TestBooksAreMetrics: every count has a name and help, once.
func TestBooksAreMetrics(t *testing.T) {
	book := costs.New(nil)
	book.Add(costs.Shown, 3)
	r := prometheus.NewPedanticRegistry()
	r.MustRegister(bookCollector{book})
	all, err := r.Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range all {
		got[f.GetName()] = f.GetMetric()[0].GetCounter().GetValue()
	}
	if got["idmbot_summary_shown_total"] != 3 || len(got) < 20 {
		t.Errorf("%v", got)
	}
}
