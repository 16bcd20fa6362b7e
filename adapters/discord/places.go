package discord

import (
	"strconv"
	"sync"
)

// places know which channels belong to which guild, as far as the gateway told:
// when the bot is removed from a guild, only the guild is named. Ids are kept
// as numbers, 8 bytes each.
type places struct {
	mu      sync.Mutex
	of      map[uint64][]uint64
	removed map[uint64]bool // channels of guilds that we were removed from
}

func newPlaces() *places {
	return &places{of: map[uint64][]uint64{}, removed: map[uint64]bool{}}
}

func number(id string) uint64 {
	n, _ := strconv.ParseUint(id, 10, 64) // what is no id is not found again
	return n
}

// joined notes a guild and its channels, and reports whether it was unknown.
func (p *places) joined(guild string, channels []string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	g := number(guild)
	_, known := p.of[g]
	list := make([]uint64, 0, len(channels))
	for _, c := range channels {
		list = append(list, number(c))
		delete(p.removed, number(c))
	}
	p.of[g] = list
	return !known
}

// expected notes a guild whose channels will be told.
func (p *places) expected(guild string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if g := number(guild); p.of[g] == nil {
		p.of[g] = nil
	}
}

// removedFrom notes that the bot was removed from a guild, and returns its
// channels.
func (p *places) removedFrom(guild string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for _, c := range p.of[number(guild)] {
		p.removed[c] = true
		out = append(out, strconv.FormatUint(c, 10))
	}
	delete(p.of, number(guild))
	return out
}

// left reports whether the channel is one of a guild that the bot was removed
// from.
func (p *places) left(channel string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.removed[number(channel)]
}
