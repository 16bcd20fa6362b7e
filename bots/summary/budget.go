package summary

import (
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/costs"
)

// Prices are those of a million tokens, in any unit.
type Prices struct{ In, Out float64 }

// micros is the cost of a call in millionths of the prices' unit: a price for a
// million tokens is just that for each token.
func (p Prices) micros(in, out int) int64 { return int64(p.In*float64(in) + p.Out*float64(out)) }

// spent is what was spent or is about to be.
type spent struct {
	tokens int
	micros int64
}

func (s spent) plus(o spent) spent { return spent{s.tokens + o.tokens, s.micros + o.micros} }

// budget keeps to the limits of a day, in all and by person. What is spent in
// all is read from the book, which knows of earlier starts and of other
// processes; what people spend is known to this process only, since nothing
// about them is kept. Calls under way count with the most they may cost.
type budget struct {
	all, each costs.Limit
	book      *costs.Book

	mu       sync.Mutex
	day      string
	reserved spent
	by       map[bots.Owner]spent
}

// reserve sets so much aside, and returns false where a limit is in the way.
func (b *budget) reserve(p bots.Owner, now time.Time, most spent) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if day := now.UTC().Format(time.DateOnly); day != b.day {
		b.day = day
		clear(b.by)
	}
	var all spent
	all.tokens, all.micros = b.book.Spent()
	if all = all.plus(b.reserved).plus(most); !b.all.Allows(all.tokens, all.micros) {
		return false
	}
	if p.ID != "" && b.each != (costs.Limit{}) {
		mine := b.by[p].plus(most)
		if !b.each.Allows(mine.tokens, mine.micros) {
			return false
		}
		b.by[p] = mine
	}
	b.reserved = b.reserved.plus(most)
	return true
}

// settle puts what was spent in the place of what was set aside.
func (b *budget) settle(p bots.Owner, most, real spent) {
	b.mu.Lock()
	defer b.mu.Unlock()
	less := spent{-most.tokens, -most.micros}
	b.reserved = b.reserved.plus(less)
	if mine, ok := b.by[p]; ok { // not if a new day began meanwhile
		b.by[p] = mine.plus(less).plus(real)
	}
}
