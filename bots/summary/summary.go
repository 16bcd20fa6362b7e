package summary

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/brake"
	"github.com/idmbot/idmbot/bots/costs"
	"github.com/idmbot/idmbot/bots/scrub"
)

// Model completes a prompt. Its errors are for the operator: they hold neither
// the prompt nor a secret.
type Model interface {
	// Name is part of the key under which summaries are kept.
	Name() string
	Complete(ctx context.Context, p Prompt) (Completion, error)
}

// Streamer is a Model that hands over what it writes piece by piece.
type Streamer interface {
	Model
	// Stream is Complete, with each called for every piece in order, from one
	// goroutine. Where each returns false, the rest is not wanted and the call
	// ends without an error. An error after the first piece means that the
	// answer is not whole.
	Stream(ctx context.Context, p Prompt, each func(piece string) bool) (Completion, error)
}

// Completion is what a model wrote, and the tokens it cost: 0 where the service
// did not say.
type Completion struct {
	Text    string
	In, Out int
}

// Options are the limits of a Summariser. Zero means no limit, except where
// said otherwise.
type Options struct {
	// Timeout is how long a summary may take; 0 means 10 seconds.
	Timeout time.Duration
	// FirstToken is how long a model that streams may take until it begins to
	// write; 0 means two thirds of Timeout.
	FirstToken time.Duration
	// MaxConcurrent bounds the calls at once; 0 means 8.
	MaxConcurrent int
	// Daily and Person are what may be spent on a day (UTC), in all and by one
	// person; Prices are what it costs.
	Daily, Person costs.Limit
	Prices        Prices
	// Book counts what becomes of requests; nil means one that nobody reads.
	Book  *costs.Book
	Clock func() time.Time
	Log   *slog.Logger
}

// Summariser implements bots.Summaries.
type Summariser struct {
	model  Model
	o      Options
	slots  chan struct{}
	budget *budget
	brake  brake.Brake
	kept   *cache

	mu   sync.Mutex
	busy map[bots.Owner]chan struct{} // closed when the call is over
}

// New returns a summariser.
func New(m Model, o Options) *Summariser {
	if o.Timeout <= 0 {
		o.Timeout = 10 * time.Second
	}
	if o.FirstToken <= 0 {
		o.FirstToken = o.Timeout * 2 / 3
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
	return &Summariser{model: m, o: o, slots: make(chan struct{}, o.MaxConcurrent),
		budget: &budget{all: o.Daily, each: o.Person, book: o.Book, by: map[bots.Owner]spent{}},
		kept:   newCache(), busy: map[bots.Owner]chan struct{}{}}
}

var _ bots.LiveSummaries = (*Summariser)(nil)

func (s *Summariser) count(name string) { s.o.Book.Add(name, 1) }

// Summarise implements bots.Summaries.
func (s *Summariser) Summarise(ctx bots.Context, q bots.SummaryRequest) (answer.Summary, bool) {
	return s.SummariseLive(ctx, q, nil)
}

// SummariseLive implements bots.LiveSummaries.
func (s *Summariser) SummariseLive(ctx bots.Context, q bots.SummaryRequest, each func(answer.SummarySentence)) (answer.Summary, bool) {
	if q.Answer.Outcome != answer.Found {
		return answer.Summary{}, false
	}
	m, ok := gather(q.Answer)
	if !ok {
		return answer.Summary{}, false
	}
	s.count(costs.Questions)
	question := scrub.Question(q.Question, m.known)
	key := s.key(question, m, q.Answer.Version)
	if kept, ok := s.kept.get(key, s.o.Clock()); ok {
		s.count(costs.Cached)
		if each != nil {
			for _, one := range kept.Sentences {
				each(one)
			}
		}
		return kept, len(kept.Sentences) > 0
	}
	v := &verifier{material: m, each: each}
	whole := s.ask(ctx, m.prompt(question), q.Person, v)
	out, ok := v.summary()
	s.o.Book.Add(costs.Sentences, int64(len(v.kept)))
	s.o.Book.Add(costs.Dropped, int64(v.dropped))
	switch {
	case ok:
		s.count(costs.Shown)
	case whole:
		s.count(costs.Refused)
	}
	if whole { // half an answer was verified, too, and stays, but for once
		s.kept.put(key, out, s.o.Clock())
	}
	return out, ok
}

// key names a summary by all it depends on, without keeping the question.
func (s *Summariser) key(question string, m material, version string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s", strings.ToLower(question), m.lang, s.model.Name(), version)
	for _, e := range m.entries {
		fmt.Fprintf(h, "\x00%s", e.ID)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// errSilent is why a call ended that did not begin to answer in time.
var errSilent = errors.New("the model did not begin to write in time")

// ask calls the model within all limits and hands what it writes to v. It
// returns false where there is no whole answer.
func (s *Summariser) ask(ctx context.Context, p Prompt, person bots.Owner, v *verifier) bool {
	now := s.o.Clock()
	if !s.brake.Ready(now) {
		s.count(costs.Braked)
		return false
	}
	in := tokens(p.System) + tokens(p.User)
	most := s.cost(in, p.MaxTokens)
	if !s.budget.reserve(person, now, most) {
		s.count(costs.OverBudget)
		return false
	}
	real := spent{}
	defer func() { s.budget.settle(person, most, real) }()
	if !s.enter(ctx, person) {
		s.count(costs.Busy)
		return false
	}
	defer s.leave(person)
	ctx, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	s.count(costs.Calls)
	c, err := s.call(ctx, p, v)
	if c.In+c.Out == 0 && (c.Text != "" || ctx.Err() != nil) {
		// The service did not say, or was left; what it began is paid for.
		c.In, c.Out = in, tokens(c.Text)
	}
	real = s.cost(c.In, c.Out)
	s.o.Book.Add(costs.TokensIn, int64(c.In))
	s.o.Book.Add(costs.TokensOut, int64(c.Out))
	s.o.Book.Add(costs.Money, real.micros)
	if err != nil {
		s.count(costs.Failed)
		if !errors.Is(err, context.Canceled) {
			s.brake.Failed(s.o.Clock())
			s.o.Log.WarnContext(ctx, "no summary", "component", "summary", "err", err)
		}
		return false
	}
	s.brake.Worked()
	return true
}

// tokens estimates how many tokens a text has: one is rarely shorter than three
// bytes.
func tokens(text string) int { return (len(text) + 2) / 3 }

func (s *Summariser) cost(in, out int) spent { return spent{in + out, s.o.Prices.micros(in, out)} }

// call has the model write, piece by piece where somebody watches and the model
// can.
func (s *Summariser) call(ctx context.Context, p Prompt, v *verifier) (Completion, error) {
	streamer, ok := s.model.(Streamer)
	if !ok || v.each == nil {
		c, err := s.model.Complete(ctx, p)
		if err == nil {
			v.take(parse(c.Text))
		}
		return c, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(s.o.FirstToken, func() { cancel(errSilent) })
	defer silence.Stop()
	var r reader
	c, err := streamer.Stream(ctx, p, func(piece string) bool {
		silence.Stop()
		v.take(r.feed(piece))
		return !v.full() && !r.over()
	})
	switch {
	case err != nil && errors.Is(context.Cause(ctx), errSilent):
		return c, errSilent
	case err == nil && !r.structured():
		// Not the JSON asked for: read as a whole, as far as it can be read.
		v.take(parse(c.Text))
	}
	return c, err
}

// handover is how long a person's next question waits for the one before to
// end: when somebody goes on, the old call was cancelled a moment ago.
const handover = time.Second

// enter takes a slot: one at a time for a person, and no queue, since an answer
// is there already and a late summary is worth little.
func (s *Summariser) enter(ctx context.Context, person bots.Owner) bool {
	if person.ID != "" && !s.alone(ctx, person) {
		return false
	}
	select {
	case s.slots <- struct{}{}:
		return true
	default:
		s.release(person)
		return false
	}
}

// alone waits until nothing else is written for the person, and reserves that.
func (s *Summariser) alone(ctx context.Context, person bots.Owner) bool {
	wait := time.NewTimer(handover)
	defer wait.Stop()
	for {
		s.mu.Lock()
		before, busy := s.busy[person]
		if !busy {
			s.busy[person] = make(chan struct{})
		}
		s.mu.Unlock()
		if !busy {
			return true
		}
		select {
		case <-before:
		case <-wait.C:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

func (s *Summariser) release(person bots.Owner) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if done, ok := s.busy[person]; ok {
		close(done)
		delete(s.busy, person)
	}
}

func (s *Summariser) leave(person bots.Owner) {
	<-s.slots
	s.release(person)
}
