package index

import (
	"database/sql"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/idmbot/idmbot/knowledge"
	_ "modernc.org/sqlite"
)

// engine is something that finds entries: this package, or a ready-made one
// to compare it with.
type engine struct {
	name  string
	build func(*testing.B, *knowledge.Corpus) (search func(string), close func())
}

var engines = []engine{
	{"index", func(_ *testing.B, c *knowledge.Corpus) (func(string), func()) {
		x := Build(c)
		return func(q string) { x.Search(q, "") }, func() {}
	}},
	{"fts5", buildFTS5},
	{"bleve", buildBleve},
}

func buildFTS5(b *testing.B, c *knowledge.Corpus) (func(string), func()) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		b.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	run := func(stmt string, args ...any) {
		if _, err := db.Exec(stmt, args...); err != nil {
			b.Fatal(err)
		}
	}
	run(`CREATE VIRTUAL TABLE entries USING fts5(title, body, questions, tokenize = 'porter unicode61')`)
	run(`BEGIN`)
	for _, e := range c.Entries {
		run(`INSERT INTO entries VALUES (?, ?, ?)`, e.Title, e.Text, strings.Join(e.Questions, "\n"))
	}
	run(`COMMIT`)
	return func(q string) {
		rows, err := db.Query(`SELECT rowid FROM entries WHERE entries MATCH ? ORDER BY bm25(entries) LIMIT 10`, anyOf(q))
		if err != nil {
			b.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
		}
		if err := rows.Err(); err != nil {
			b.Fatal(err)
		}
	}, func() { db.Close() }
}

// anyOf writes a question in FTS5's query language: any of its words.
func anyOf(q string) string {
	var out []string
	for _, w := range strings.Fields(q) {
		out = append(out, `"`+strings.ReplaceAll(w, `"`, "")+`"`)
	}
	return strings.Join(out, " OR ")
}

func buildBleve(b *testing.B, c *knowledge.Corpus) (func(string), func()) {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	index, err := bleve.NewMemOnly(mapping)
	if err != nil {
		b.Fatal(err)
	}
	batch := index.NewBatch()
	flush := func() {
		if err := index.Batch(batch); err != nil {
			b.Fatal(err)
		}
		batch = index.NewBatch()
	}
	for i, e := range c.Entries {
		if err := batch.Index(e.ID, map[string]any{"title": e.Title, "text": e.Text, "questions": e.Questions}); err != nil {
			b.Fatal(err)
		}
		if i%1000 == 999 {
			flush()
		}
	}
	flush()
	return func(q string) {
		if _, err := index.Search(bleve.NewSearchRequest(bleve.NewMatchQuery(q))); err != nil {
			b.Fatal(err)
		}
	}, func() { index.Close() }
}

// BenchmarkBeside builds and searches the same corpora with this package and
// with ready-made engines. It reports the build in ms, the memory that stays in
// MB (where it is Go's), and quantiles of a search in µs.
func BenchmarkBeside(b *testing.B) {
	for _, size := range []struct {
		name   string
		corpus func(testing.TB) *knowledge.Corpus
	}{
		{"curated", curated},
		{"2000long", func(b testing.TB) *knowledge.Corpus { return long(b, 2000, 200) }},
		{"100000", func(b testing.TB) *knowledge.Corpus { return long(b, 100000, 30) }},
	} {
		for _, e := range engines {
			b.Run(fmt.Sprintf("%s/%s", size.name, e.name), func(b *testing.B) {
				if size.name == "100000" && e.name == "bleve" {
					b.Skip("bleve needs minutes to index 100,000 entries")
				}
				beside(b, e, size.corpus(b))
			})
		}
	}
}

func beside(b *testing.B, e engine, c *knowledge.Corpus) {
	before, start := heap(), time.Now()
	search, end := e.build(b, c)
	defer end()
	built := time.Since(start)
	kept := heap() - before
	var took []time.Duration
	for b.Loop() {
		at := time.Now()
		search(benchQuestions[len(took)%len(benchQuestions)])
		took = append(took, time.Since(at))
	}
	slices.Sort(took)
	b.ReportMetric(float64(built.Milliseconds()), "build-ms")
	b.ReportMetric(kept, "MB")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
	runtime.KeepAlive(c)
}

// heap is what lives on it, in MB.
func heap() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}
