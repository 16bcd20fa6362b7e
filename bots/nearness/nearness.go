package nearness

import (
	"context"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/brake"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/scrub"
)

// Embedder makes vectors of texts. Its errors are for the operator: they hold
// neither the texts nor a secret.
type Embedder interface {
	// Name is the name of the model, under which vectors are kept.
	Name() string
	// Embed returns a vector for each text, in their order and all of one
	// length, each with a direction.
	Embed(ctx context.Context, texts []string) (Embedding, error)
}

// Embedding is the vectors of some texts and what they cost: 0 tokens where the
// service did not say.
type Embedding struct {
	Vectors [][]float32
	Tokens  int
}

// Store keeps vectors of the texts of the knowledge. adapters/store implements
// it.
type Store interface {
	// Vectors returns all vectors of a model by the hash of their text.
	Vectors(ctx context.Context, model string) (map[string][]float32, error)
	// PutVectors adds or replaces some.
	PutVectors(ctx context.Context, model string, vectors map[string][]float32) error
	// DropVectors removes those of a model with these hashes.
	DropVectors(ctx context.Context, model string, hashes []string) error
}

// Options are the limits. Zero means the usual.
type Options struct {
	// Patience is how long a question waits for its vector; 0 means 300 ms.
	Patience time.Duration
	// MaxConcurrent bounds the questions asked at once; 0 means 8.
	MaxConcurrent int
	// Daily is what all services together may spend on a day, Price what a
	// million tokens cost.
	Daily costs.Limit
	Price float64
	Book  *costs.Book
	Clock func() time.Time
	Log   *slog.Logger
}

// usualPatience is hardly noticed before an answer, and five times what a
// service nearby needs.
const usualPatience = 300 * time.Millisecond

// Nearness implements answer.Nearness.
type Nearness struct {
	embedder Embedder
	store    Store // may be nil: then vectors end with the process
	o        Options
	slots    chan struct{}
	brake    brake.Brake
	asked    recent
	space    atomic.Pointer[space]
	// length is how long the service's vectors were last, 0 if unknown. A model
	// may change under its name.
	length atomic.Int64
}

var _ answer.Nearness = (*Nearness)(nil)

// New returns a Nearness that answers as soon as Run has made the vectors.
func New(e Embedder, s Store, o Options) *Nearness {
	if o.Patience <= 0 {
		o.Patience = usualPatience
	}
	if o.MaxConcurrent <= 0 {
		o.MaxConcurrent = 8
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Book == nil {
		o.Book = costs.New(o.Clock)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Nearness{embedder: e, store: s, o: o, slots: make(chan struct{}, o.MaxConcurrent)}
}

// Near implements answer.Nearness.
func (n *Nearness) Near(version, text string) []string {
	s := n.space.Load()
	if s == nil || s.version != version {
		return nil
	}
	text = scrub.Question(text, s.words)
	if text == "" {
		return nil
	}
	n.o.Book.Add(costs.Near, 1)
	key := fmt.Sprint(s.dims, "\x00", version, "\x00", text)
	v, ok := n.asked.get(key)
	if ok {
		n.o.Book.Add(costs.NearCached, 1)
	} else {
		if v, ok = n.ask(text, s.dims); !ok {
			return nil
		}
		n.asked.put(key, v)
	}
	return s.nearest(v)
}

// ask makes the vector of a question within all limits.
func (n *Nearness) ask(text string, dims int) ([]float32, bool) {
	if !n.brake.Ready(n.o.Clock()) {
		n.o.Book.Add(costs.NearBraked, 1)
		return nil, false
	}
	if !n.affordable([]string{text}) {
		n.o.Book.Add(costs.NearOverrun, 1)
		return nil, false
	}
	select {
	case n.slots <- struct{}{}:
		defer func() { <-n.slots }()
	default:
		n.o.Book.Add(costs.NearLate, 1)
		return nil, false
	}
	ctx, cancel := context.WithTimeout(context.Background(), n.o.Patience)
	defer cancel()
	got, err := n.embed(ctx, []string{text})
	switch {
	case err != nil && ctx.Err() != nil:
		n.o.Book.Add(costs.NearLate, 1)
	case err != nil:
		n.o.Book.Add(costs.NearFailed, 1)
	case len(got[0]) != dims:
		n.length.Store(int64(len(got[0]))) // all are made anew
		n.o.Book.Add(costs.NearFailed, 1)
		return nil, false
	default:
		n.brake.Worked()
		return got[0], true
	}
	n.brake.Failed(n.o.Clock())
	return nil, false
}

// embed makes vectors of length 1 and books what they cost.
func (n *Nearness) embed(ctx context.Context, texts []string) ([][]float32, error) {
	got, err := n.embedder.Embed(ctx, texts)
	if got.Tokens == 0 && (err == nil || ctx.Err() != nil) {
		got.Tokens = tokens(texts)
	}
	n.o.Book.Add(costs.NearTokens, int64(got.Tokens))
	n.o.Book.Add(costs.NearMoney, n.price(got.Tokens))
	if err != nil {
		return nil, err
	}
	for _, v := range got.Vectors {
		normalize(v)
	}
	return got.Vectors, nil
}

func (n *Nearness) price(tokens int) int64 { return int64(n.o.Price * float64(tokens)) }

// affordable reports whether the day's budget allows for texts.
func (n *Nearness) affordable(texts []string) bool {
	spent, micros := n.o.Book.Spent()
	more := tokens(texts)
	return n.o.Daily.Allows(spent+more, micros+n.price(more))
}

// tokens estimates how many tokens texts have: one is rarely shorter than three
// bytes.
func tokens(texts []string) int {
	n := 0
	for _, t := range texts {
		n += (len(t) + 2) / 3
	}
	return n
}
