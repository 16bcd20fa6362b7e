package index

import (
	"math"
	"slices"
)

// gramTable numbers hashes of n-grams: open addressing in one flat slice,
// since a corpus has hundreds of thousands and a map costs most of a build.
type gramTable struct {
	slots []gramSlot
	n     int32
}

type gramSlot struct {
	hash uint64 // 0 is free; hashes are never 0
	id   int32
	last int32 // while building: the last unit that holds it, from 1
}

// slot is where a hash stands or would stand.
func (t *gramTable) slot(h uint64) *gramSlot {
	mask := len(t.slots) - 1
	i := int((h*0x9e3779b97f4a7c15)>>32) & mask
	for t.slots[i].hash != 0 && t.slots[i].hash != h {
		i = (i + 1) & mask
	}
	return &t.slots[i]
}

func (t *gramTable) find(h uint64) (int32, bool) {
	if t.n == 0 {
		return 0, false
	}
	s := t.slot(h)
	return s.id, s.hash != 0
}

// take returns the slot of a hash, which gets the next number if it is new.
func (t *gramTable) take(h uint64) *gramSlot {
	if int(t.n)*2 >= len(t.slots) {
		t.grow()
	}
	s := t.slot(h)
	if s.hash == 0 {
		s.hash, s.id = h, t.n
		t.n++
	}
	return s
}

func (t *gramTable) grow() {
	old := t.slots
	t.slots = make([]gramSlot, max(1024, 2*len(old)))
	for _, s := range old {
		if s.hash != 0 {
			*t.slot(s.hash) = s
		}
	}
}

// gramBuilder collects the n-grams of units in their order.
type gramBuilder struct {
	on bool
	g  gramIndex
}

func newGramBuilder(on bool) gramBuilder {
	return gramBuilder{on: on, g: gramIndex{where: []int32{0}}}
}

// add adds the next unit.
func (b *gramBuilder) add(hashes []uint64) {
	if !b.on {
		return
	}
	unit := int32(len(b.g.where))
	for _, h := range hashes {
		if s := b.g.ids.take(h); s.last != unit {
			s.last = unit
			b.g.gram = append(b.g.gram, s.id)
		}
	}
	b.g.where = append(b.g.where, int32(len(b.g.gram)))
}

func (b *gramBuilder) build(units int) gramIndex {
	if !b.on {
		return gramIndex{norm: make([]float32, units)}
	}
	count := make([]int32, b.g.ids.n)
	for _, id := range b.g.gram {
		count[id]++
	}
	b.g.turn(count, units)
	return b.g
}

// turn inverts the lists of grams by unit, and weighs them.
func (g *gramIndex) turn(count []int32, units int) {
	g.from = make([]int32, len(count)+1)
	g.idf = make([]float32, len(count))
	for i, n := range count {
		g.from[i+1] = g.from[i]
		if units > stopGramsFrom && float64(n) > stopGramShare*float64(units) {
			continue
		}
		g.from[i+1] += n
		g.idf[i] = float32(math.Log(1 + float64(units)/float64(n)))
	}
	g.unit = make([]int32, g.from[len(count)])
	next := slices.Clone(g.from)
	g.norm = make([]float32, units)
	for u := range units {
		sum := float32(0)
		for _, id := range g.gram[g.where[u]:g.where[u+1]] {
			if g.idf[id] == 0 {
				continue
			}
			g.unit[next[id]] = int32(u)
			next[id]++
			sum += g.idf[id] * g.idf[id]
		}
		g.norm[u] = sqrt(sum)
	}
}
