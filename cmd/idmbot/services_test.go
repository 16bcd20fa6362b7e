package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/idmbot/idmbot/adapters/openai/openaitest"
	"github.com/idmbot/idmbot/adapters/store"
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
