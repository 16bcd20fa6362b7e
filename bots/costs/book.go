package costs

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"time"
)

// Counts are numbers by name.
type Counts map[string]int64

// add adds another's numbers.
func (c Counts) add(other Counts) {
	for name, n := range other {
		c[name] += n
	}
}

// Store keeps counts by day (UTC, "2006-01-02"). adapters/store implements it.
type Store interface {
	// AddUse adds counts to those of a day, all or none.
	AddUse(ctx context.Context, day string, c Counts) error
	// Use returns the counts of all days from a day on.
	Use(ctx context.Context, from string) (map[string]Counts, error)
}

// Book counts. It is safe for use by several goroutines; counting never waits
// for a store.
type Book struct {
	clock  func() time.Time
	saving sync.Mutex // one Save at a time

	mu      sync.Mutex
	totals  Counts            // since the start of the process
	unsaved map[string]Counts // by day
	day     string            // of saved
	saved   Counts            // what the store holds of that day, of all processes
}

// New returns an empty book. A nil clock is that of the system.
func New(clock func() time.Time) *Book {
	if clock == nil {
		clock = time.Now
	}
	return &Book{clock: clock, totals: Counts{}, unsaved: map[string]Counts{}}
}

// Add counts n more today.
func (b *Book) Add(name string, n int64) {
	if n == 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.totals[name] += n
	day := b.today()
	if b.unsaved[day] == nil {
		b.unsaved[day] = Counts{}
	}
	b.unsaved[day][name] += n
}

func (b *Book) today() string { return b.clock().UTC().Format(time.DateOnly) }

// Today is the count of the day so far: what this process counted, and what
// others did as of the last Save.
func (b *Book) Today(name string) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	day := b.today()
	n := b.unsaved[day][name]
	if day == b.day {
		n += b.saved[name]
	}
	return n
}

// Totals are the counts since the start of the process.
func (b *Book) Totals() Counts {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.totals)
}

// Save adds what is not saved yet to the store and reads what all processes
// have there for today. After an error nothing is lost; it is saved next time.
func (b *Book) Save(ctx context.Context, s Store) error {
	b.saving.Lock()
	defer b.saving.Unlock()
	b.mu.Lock()
	taken, day := b.unsaved, b.today()
	b.unsaved = map[string]Counts{}
	if b.day == day {
		// Until the store answers, what is being saved still counts.
		b.saved = maps.Clone(b.saved)
	} else {
		b.day, b.saved = day, Counts{}
	}
	b.saved.add(taken[day])
	b.mu.Unlock()
	for d, c := range taken {
		if err := s.AddUse(ctx, d, c); err != nil {
			b.putBack(taken, day)
			return err
		}
		delete(taken, d)
	}
	days, err := s.Use(ctx, day)
	if err != nil {
		return err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.saved = Counts{}
	b.saved.add(days[day])
	return nil
}

// putBack returns to unsaved what a store did not take.
func (b *Book) putBack(left map[string]Counts, day string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for d, c := range left {
		if b.unsaved[d] == nil {
			b.unsaved[d] = Counts{}
		}
		b.unsaved[d].add(c)
		if d == day {
			for name, n := range c {
				b.saved[name] -= n
			}
		}
	}
}

const (
	// saveEvery is how much a kill may lose.
	saveEvery = time.Minute
	// lastSave bounds the saving at the end.
	lastSave = 2 * time.Second
)

// Run saves every minute until ctx ends, and then a last time. What cannot be
// saved is logged once until it can be again.
func (b *Book) Run(ctx context.Context, s Store, log *slog.Logger) error {
	ticker := time.NewTicker(saveEvery)
	defer ticker.Stop()
	held := false
	for {
		err := b.Save(ctx, s)
		if failed := err != nil && ctx.Err() == nil; failed != held {
			held = failed
			if failed {
				log.WarnContext(ctx, "the use of services cannot be saved; it is tried again", "err", err)
			}
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			end, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastSave)
			defer cancel()
			return b.Save(end, s)
		}
	}
}
