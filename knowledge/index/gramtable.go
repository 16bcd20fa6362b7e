package index

import (
	"math"
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// gramTable numbers hashes of n-grams: open addressing in two flat slices,
// since a corpus has hundreds of thousands and a map costs most of a build.
type gramTable struct {
	hashes []uint64 // 0 is free
	ids    []int32
	n      int32
}

// slot is where a hash stands or would stand. Hashes are never 0.
func (t *gramTable) slot(h uint64) int {
	mask := len(t.hashes) - 1
	i := int((h*0x9e3779b97f4a7c15)>>32) & mask
	for t.hashes[i] != 0 && t.hashes[i] != h {
		i = (i + 1) & mask
	}
	return i
}

func (t *gramTable) find(h uint64) (int32, bool) {
	if t.n == 0 {
		return 0, false
	}
	i := t.slot(h)
	return t.ids[i], t.hashes[i] != 0
}

// id returns the number of a hash, the next one if it is new.
func (t *gramTable) id(h uint64) int32 {
	if int(t.n)*2 >= len(t.hashes) {
		t.grow()
	}
	i := t.slot(h)
	if t.hashes[i] == 0 {
		t.hashes[i], t.ids[i] = h, t.n
		t.n++
	}
	return t.ids[i]
}

func (t *gramTable) grow() {
	old := *t
	size := max(1024, 2*len(old.hashes))
	t.hashes, t.ids = make([]uint64, size), make([]int32, size)
	for i, h := range old.hashes {
		if h != 0 {
			at := t.slot(h)
			t.hashes[at], t.ids[at] = h, old.ids[i]
		}
	}
}

// gramBuilder collects the n-grams of units in their order.
type gramBuilder struct {
	on    bool
	g     gramIndex
	count []int32 // by gram, the units it stands in
	last  []int32 // by gram, the last of them, from 1
	text  []rune
}

func newGramBuilder(on bool) gramBuilder {
	return gramBuilder{on: on, g: gramIndex{where: []int32{0}}}
}

// add adds the next unit.
func (b *gramBuilder) add(tokens []words.Token) {
	if !b.on {
		return
	}
	unit := int32(len(b.g.where))
	b.text = gramText(b.text, tokens)
	eachGram(b.text, func(h uint64) {
		id := b.g.ids.id(h)
		if int(id) == len(b.count) {
			b.count, b.last = append(b.count, 0), append(b.last, 0)
		}
		if b.last[id] != unit {
			b.last[id] = unit
			b.count[id]++
			b.g.gram = append(b.g.gram, id)
		}
	})
	b.g.where = append(b.g.where, int32(len(b.g.gram)))
}

func (b *gramBuilder) build(units int) gramIndex {
	if !b.on {
		return gramIndex{norm: make([]float32, units)}
	}
	b.g.turn(b.count, units)
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
