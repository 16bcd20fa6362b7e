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

// Completion is what a model wrote, and the tokens it cost.
type Completion struct {
	Text   string
	Tokens int
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
	// DailyTokens and PersonTokens are budgets a day (UTC).
	DailyTokens, PersonTokens int
	Clock                     func() time.Time
	Log                       *slog.Logger
}

// Summariser implements bots.Summaries.
type Summariser struct {
	model  Model
	o      Options
	slots  chan struct{}
	budget *budget
	brake  *brake
	kept   *cache

	mu    sync.Mutex
	busy  map[bots.Owner]chan struct{} // closed when the call is over
	stats Stats
}

// Stats counts what became of requests.
type Stats struct {
	Asked, Cached, Shown     int
	Refused                  int // what the model wrote was not true enough
	Failed                   int // the model did not answer in time or at all
	OverBudget, Busy, Braked int
	Tokens                   int
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
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Summariser{model: m, o: o, slots: make(chan struct{}, o.MaxConcurrent), budget: newBudget(o),
		brake: &brake{}, kept: newCache(), busy: map[bots.Owner]chan struct{}{}}
}

var _ bots.LiveSummaries = (*Summariser)(nil)

// Stats returns the counts so far.
func (s *Summariser) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stats
}

func (s *Summariser) count(f func(*Stats)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.stats)
}

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
	s.count(func(st *Stats) { st.Asked++ })
	question := scrub(q.Question, m.known)
	key := s.key(question, m, q.Answer.Version)
	if kept, ok := s.kept.get(key, s.o.Clock()); ok {
		s.count(func(st *Stats) { st.Cached++ })
		if each != nil {
			for _, one := range kept.Sentences {
				each(one)
			}
		}
		return kept, len(kept.Sentences) > 0
	}
	v := &verifier{material: m, each: each}
	if !s.ask(ctx, m.prompt(question), q.Person, v) {
		// What was shown before the model broke off was verified, and stays.
		return v.summary()
	}
	out, ok := v.summary()
	if ok {
		s.count(func(st *Stats) { st.Shown++ })
	} else {
		s.count(func(st *Stats) { st.Refused++ })
	}
	s.kept.put(key, out, s.o.Clock())
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
	if !s.brake.ready(now) {
		s.count(func(st *Stats) { st.Braked++ })
		return false
	}
	// A token is rarely shorter than three bytes; the real cost is booked after.
	if !s.budget.allow(person, now, (len(p.System)+len(p.User))/3) {
		s.count(func(st *Stats) { st.OverBudget++ })
		return false
	}
	if !s.enter(ctx, person) {
		s.count(func(st *Stats) { st.Busy++ })
		return false
	}
	defer s.leave(person)
	ctx, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	c, err := s.call(ctx, p, v)
	s.budget.book(person, s.o.Clock(), c.Tokens)
	s.count(func(st *Stats) { st.Tokens += c.Tokens })
	if err != nil {
		s.count(func(st *Stats) { st.Failed++ })
		if !errors.Is(err, context.Canceled) {
			s.brake.failed(s.o.Clock())
			s.o.Log.WarnContext(ctx, "no summary", "component", "summary", "err", err)
		}
		return false
	}
	s.brake.worked()
	return true
}

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
