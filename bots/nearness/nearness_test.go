package nearness_test

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/nearness"
	"github.com/idmbot/idmbot/knowledge"
)

// words is an embedder for which texts with the same words are near. It fails
// and waits as told.
type words struct {
	mu    sync.Mutex
	dims  int
	wait  time.Duration
	fail  error
	after int // batches that still work before fail
	texts []string
}

func (w *words) Name() string { return "words" }

func (w *words) Embed(ctx context.Context, texts []string) (nearness.Embedding, error) {
	w.mu.Lock()
	dims, wait, fail := w.dims, w.wait, w.fail
	if fail != nil && w.after > 0 {
		w.after--
		fail = nil
	}
	w.texts = append(w.texts, texts...)
	w.mu.Unlock()
	select {
	case <-time.After(wait):
	case <-ctx.Done():
		return nearness.Embedding{}, ctx.Err()
	}
	if fail != nil {
		return nearness.Embedding{}, fail
	}
	out := nearness.Embedding{Tokens: 10 * len(texts)}
	for _, text := range texts {
		v := make([]float32, dims)
		for word := range strings.FieldsSeq(strings.ToLower(text)) {
			h := fnv.New32a()
			_, _ = h.Write([]byte(strings.Trim(word, ".,?")))
			v[int(h.Sum32())%dims]++
		}
		v[0] += 0.01
		out.Vectors = append(out.Vectors, v)
	}
	return out, nil
}

func (w *words) set(f func(*words)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f(w)
}

func (w *words) seen() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.texts)
}

// shelf is a store in memory.
type shelf struct {
	mu sync.Mutex
	of map[string][]float32
}

func (s *shelf) Vectors(context.Context, string) (map[string][]float32, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.of), nil
}

func (s *shelf) PutVectors(_ context.Context, _ string, v map[string][]float32) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.Copy(s.of, v)
	return nil
}

func (s *shelf) DropVectors(_ context.Context, _ string, hashes []string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range hashes {
		delete(s.of, h)
	}
	return nil
}

// corpus is n entries of their own words, as some version.
func corpus(version string, n int) *knowledge.Corpus {
	c := &knowledge.Corpus{Version: version}
	for i := range n {
		c.Entries = append(c.Entries, &knowledge.Entry{ID: fmt.Sprintf("e%d", i), Lang: "en",
			Title: fmt.Sprintf("alpha%d beta%d", i, i), Text: fmt.Sprintf("gamma%d delta%d about subject%d", i, i, i),
			Questions: []string{fmt.Sprintf("what is epsilon%d", i)}})
	}
	return c
}

// running starts Run in a bubble of synctest and returns how to end it.
func running(t *testing.T, n *nearness.Nearness, c func() *knowledge.Corpus) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- n.Run(ctx, c) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestNearIsNear: the entry that shares the question's words comes first, once
// all vectors are there and not before, and for its own version only.
func TestNearIsNear(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, model, store := corpus("v1", 50), &words{dims: 512}, &shelf{of: map[string][]float32{}}
		n := nearness.New(model, store, nearness.Options{})
		if got := n.Near("v1", "epsilon7"); got != nil || len(model.seen()) > 0 {
			t.Errorf("before anything was made: %v", got)
		}
		stop := running(t, n, func() *knowledge.Corpus { return c })
		defer stop()
		synctest.Wait()
		for _, i := range []int{0, 7, 49} {
			for _, q := range []string{fmt.Sprintf("epsilon%d", i), fmt.Sprintf("gamma%d delta%d about?", i, i)} {
				if got := n.Near("v1", q); len(got) != 10 || got[0] != fmt.Sprintf("e%d", i) {
					t.Errorf("%q: %v", q, got)
				}
			}
		}
		if got := n.Near("v2", "epsilon7"); got != nil {
			t.Errorf("for another version: %v", got)
		}
		if len(store.of) != 100 {
			t.Errorf("%d vectors are kept, want 100", len(store.of))
		}
	})
}

// TestOnlyChangesAreMadeAnew, over restarts, changes and a model whose vectors
// change their length; and what is gone is dropped.
func TestOnlyChangesAreMadeAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, model := &shelf{of: map[string][]float32{}}, &words{dims: 64}
		var current *knowledge.Corpus
		step := func(name string, c *knowledge.Corpus, want int) {
			current = c
			before := len(model.seen())
			n := nearness.New(model, store, nearness.Options{})
			stop := running(t, n, func() *knowledge.Corpus { return current })
			synctest.Wait()
			stop()
			if got := len(model.seen()) - before; got != want {
				t.Errorf("%s: %d texts were sent, want %d", name, got, want)
			}
			if n.Near(c.Version, "epsilon1") == nil {
				t.Errorf("%s: nothing is near", name)
			}
			model.set(func(w *words) { w.texts = w.texts[:len(w.texts)-1] }) // the question
			if len(store.of) != 2*len(c.Entries) {
				t.Errorf("%s: %d vectors are kept", name, len(store.of))
			}
		}
		step("first", corpus("v1", 40), 80)
		step("restart", corpus("v1", 40), 0)
		changed := corpus("v2", 40)
		changed.Entries[3].Text = "something else"
		step("one text changed", changed, 1)
		step("fewer entries", corpus("v3", 20), 1)
	})
}

// TestAnotherLengthIsMadeAnew: a model whose vectors change their length under
// the same name is noticed by the next question or the next change.
func TestAnotherLengthIsMadeAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, model := &shelf{of: map[string][]float32{}}, &words{dims: 64}
		var current atomic.Pointer[knowledge.Corpus]
		current.Store(corpus("v1", 40))
		n := nearness.New(model, store, nearness.Options{})
		stop := running(t, n, current.Load)
		defer stop()
		synctest.Wait()
		model.set(func(w *words) { w.dims = 32 })
		if got := n.Near("v1", "epsilon5"); got != nil {
			t.Errorf("lengths were mixed: %v", got)
		}
		check := func(version string, dims int) {
			t.Helper()
			time.Sleep(3 * time.Second)
			synctest.Wait()
			if got := n.Near(version, "epsilon5"); len(got) == 0 || got[0] != "e5" {
				t.Errorf("after new vectors: %v", got)
			}
			for h, v := range store.of {
				if len(v) != dims {
					t.Fatalf("%s has length %d", h, len(v))
				}
			}
		}
		check("v1", 32)
		model.set(func(w *words) { w.dims = 96 })
		current.Store(corpus("v2", 41))
		check("v2", 96)
	})
}

var errDown = errors.New("down")

// TestNobodyWaitsForABrokenService: a slow one costs 300 ms, five times; then
// it is left alone, without any wait, and tried again later.
func TestNobodyWaitsForABrokenService(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := costs.New(nil)
		c, model := corpus("v1", 10), &words{dims: 64}
		n := nearness.New(model, nil, nearness.Options{Book: book})
		stop := running(t, n, func() *knowledge.Corpus { return c })
		defer stop()
		synctest.Wait()
		model.set(func(w *words) { w.wait = time.Hour })
		for i := range 20 {
			began := time.Now()
			if got := n.Near("v1", fmt.Sprintf("epsilon%d", i)); got != nil {
				t.Fatalf("an answer: %v", got)
			}
			want := 300 * time.Millisecond
			if i >= 5 {
				want = 0
			}
			if took := time.Since(began); took != want {
				t.Errorf("question %d waited %v, want %v", i, took, want)
			}
		}
		model.set(func(w *words) { w.wait = 0 })
		time.Sleep(31 * time.Second)
		if n.Near("v1", "epsilon1") == nil {
			t.Error("it works again, and is not asked")
		}
		if got := book.Totals(); got[costs.NearLate] != 5 || got[costs.NearBraked] != 15 {
			t.Errorf("%v", got)
		}
	})
}

// TestWhatWasMadeIsKept: a service that fails half way is asked again later,
// with growing pauses, for the rest only.
func TestWhatWasMadeIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, model, store := corpus("v1", 64), &words{dims: 64, fail: errDown, after: 2}, &shelf{of: map[string][]float32{}}
		n := nearness.New(model, store, nearness.Options{})
		stop := running(t, n, func() *knowledge.Corpus { return c })
		defer stop()
		time.Sleep(time.Minute)
		synctest.Wait()
		if kept, sent := len(store.of), len(model.seen()); kept != 64 || sent > 64+5*32 {
			t.Errorf("%d kept, %d sent", kept, sent)
		}
		if n.Near("v1", "epsilon1") != nil {
			t.Error("half of the knowledge answers")
		}
		model.set(func(w *words) { w.fail = nil })
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if n.Near("v1", "epsilon1") == nil || len(store.of) != 128 {
			t.Errorf("%d kept after the service came back", len(store.of))
		}
	})
}

// TestBudgetsHoldForVectorsToo: neither texts nor questions are sent beyond
// what a day allows.
func TestBudgetsHoldForVectorsToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := costs.New(nil)
		c, model := corpus("v1", 10), &words{dims: 64}
		n := nearness.New(model, nil, nearness.Options{Book: book, Daily: costs.Limit{Tokens: 400}})
		stop := running(t, n, func() *knowledge.Corpus { return c })
		defer stop()
		synctest.Wait()
		for i := range 100 {
			n.Near("v1", fmt.Sprintf("epsilon%d", i))
		}
		if got := book.Totals(); got[costs.NearTokens] > 400 || got[costs.NearOverrun] == 0 {
			t.Errorf("%v", got)
		}
	})
}

// TestOnlyScrubbedQuestionsAreSent, each once.
func TestOnlyScrubbedQuestionsAreSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, model := corpus("v1", 10), &words{dims: 64}
		n := nearness.New(model, nil, nearness.Options{})
		stop := running(t, n, func() *knowledge.Corpus { return c })
		defer stop()
		synctest.Wait()
		before := len(model.seen())
		for range 3 {
			n.Near("v1", "My name is Amina Khalid, amina@example.org, +41 79 123 45 67: what is epsilon3?")
		}
		sent := model.seen()[before:]
		if len(sent) != 1 || strings.Contains(sent[0], "Amina") || strings.Contains(sent[0], "Khalid") || strings.Contains(sent[0], "@") ||
			strings.Contains(sent[0], "123") || !strings.Contains(sent[0], "epsilon3") {
			t.Errorf("sent: %q", sent)
		}
	})
}

// BenchmarkNear is a question whose vector is known, over as much as the
// curated knowledge in four languages, with vectors of 1,536 numbers.
func BenchmarkNear(b *testing.B) {
	c := corpus("v1", 964)
	n := nearness.New(&words{dims: 1536}, nil, nearness.Options{})
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	go n.Run(ctx, func() *knowledge.Corpus { return c }) //nolint:errcheck // always nil
	for n.Near("v1", "epsilon5") == nil {
		time.Sleep(10 * time.Millisecond)
	}
	for b.Loop() {
		n.Near("v1", "epsilon5")
	}
}
