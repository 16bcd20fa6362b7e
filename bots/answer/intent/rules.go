package intent

import (
	"errors"
	"slices"
	"strings"
)

// rules are compiled tables. Every word they know has a number; a place in a
// phrase is a set of such words. Rules never change once built.
type rules struct {
	words    map[string]int32
	prefixes map[string]int32
	// sets of a word, sorted, and the phrases that may begin with it.
	sets     [][]int32
	starts   [][]int32
	phrases  []compiled
	typos    map[string][]int32
	spelt    []string // the word of a number
	shortest int      // bytes of the shortest prefix
	// lengths are, by first byte, the lengths of prefixes in bytes, a bit each
	// (the last for all from 63).
	lengths [256]uint64
}

// compiled is a phrase ready for matching.
type compiled struct {
	label      *label
	steps      []step
	begin, end bool
}

// step is one place of a phrase: a word of a set, any word, or a gap.
type step struct {
	set      int32
	optional bool
	any      bool
	gap      int
}

// builder collects the tables.
type builder struct {
	r      *rules
	sets   map[string]int32
	labels map[label]*label
}

func newBuilder() *builder {
	return &builder{
		r:    &rules{words: map[string]int32{}, prefixes: map[string]int32{}, typos: map[string][]int32{}, shortest: 99},
		sets: map[string]int32{}, labels: map[label]*label{},
	}
}

func (b *builder) add(l label, parts []part, begin, end bool) error {
	if len(parts) == 0 || parts[0].gap > 0 || parts[0].any || parts[0].optional {
		// A phrase is looked up by its first word.
		if len(parts) > 1 && parts[0].optional {
			if err := b.add(l, parts[1:], begin, end); err != nil {
				return err
			}
			first := slices.Clone(parts)
			first[0].optional = false
			return b.add(l, first, begin, end)
		}
		return errors.New("a phrase must begin with a word")
	}
	if b.labels[l] == nil {
		b.labels[l] = &l
	}
	c := compiled{label: b.labels[l], begin: begin, end: end}
	for _, p := range parts {
		s := step{optional: p.optional, any: p.any, gap: p.gap, set: -1}
		if p.gap == 0 && !p.any {
			s.set = b.set(p.alternatives)
		}
		c.steps = append(c.steps, s)
	}
	n := int32(len(b.r.phrases))
	b.r.phrases = append(b.r.phrases, c)
	for _, w := range parts[0].alternatives {
		id := b.word(w)
		b.r.starts[id] = append(b.r.starts[id], n)
	}
	return nil
}

// set returns the number of a set of words.
func (b *builder) set(words []string) int32 {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	key := strings.Join(words, " ")
	if n, ok := b.sets[key]; ok {
		return n
	}
	n := int32(len(b.sets))
	b.sets[key] = n
	for _, w := range words {
		id := b.word(w)
		b.r.sets[id] = append(b.r.sets[id], n)
	}
	return n
}

// word returns the number of a word or, with a star, of a beginning.
func (b *builder) word(w string) int32 {
	in := b.r.words
	stem, star := strings.CutSuffix(w, "*")
	if star {
		in = b.r.prefixes
		b.r.shortest = min(b.r.shortest, len(stem))
		if stem != "" {
			b.r.lengths[stem[0]] |= 1 << min(len(stem), 63)
		}
	}
	if id, ok := in[stem]; ok {
		return id
	}
	id := int32(len(b.r.sets))
	in[stem] = id
	b.r.sets, b.r.starts, b.r.spelt = append(b.r.sets, nil), append(b.r.starts, nil), append(b.r.spelt, stem)
	if !star {
		for _, d := range deletions(stem) {
			b.r.typos[d] = append(b.r.typos[d], id)
		}
	}
	return id
}

func (b *builder) done() *rules {
	for i := range b.r.starts {
		slices.Sort(b.r.starts[i])
		b.r.starts[i] = slices.Compact(b.r.starts[i])
		slices.Sort(b.r.sets[i])
	}
	return b.r
}
