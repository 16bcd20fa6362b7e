package intent

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// span is a phrase found in a message: tokens from up to, not including, to.
type span struct {
	*label
	from, to int
}

// find returns the phrases in a message. Of one phrase that fits in several
// ways from the same word, the longest is returned.
func (r *rules) find(ts []token) []span {
	ids := make([][]int32, len(ts))
	var buffer [256]int32
	all := buffer[:0]
	for i, t := range ts {
		from := len(all)
		all = r.lookup(all, t.text)
		ids[i] = all[from:len(all):len(all)]
	}
	m := matcher{r: r, ts: ts, ids: ids}
	var out []span
	for i := range ts {
		for _, id := range ids[i] {
			for _, p := range r.starts[id] {
				c := &r.phrases[p]
				if c.begin && i > 0 && ts[i-1].sentence == ts[i].sentence {
					continue
				}
				m.phrase, m.best = c, -1
				m.try(0, i)
				if m.best > i {
					out = append(out, span{c.label, i, m.best})
				}
			}
		}
	}
	return out
}

// matcher tries one phrase at one place.
type matcher struct {
	r      *rules
	ts     []token
	ids    [][]int32
	phrase *compiled
	best   int
}

// try goes on with step k at token i and keeps the longest end.
func (m *matcher) try(k, i int) {
	if k == len(m.phrase.steps) {
		if i > m.best && (!m.phrase.end || i == len(m.ts) || m.ts[i].sentence != m.ts[i-1].sentence) {
			m.best = i
		}
		return
	}
	s := m.phrase.steps[k]
	if s.gap > 0 {
		for n := 0; n <= s.gap; n++ {
			m.try(k+1, i+n)
			if !m.joins(i + n) {
				break
			}
		}
		return
	}
	if s.optional {
		m.try(k+1, i)
	}
	if k > 0 && !m.joins(i) || i >= len(m.ts) {
		return
	}
	if s.any || m.in(i, s.set) {
		m.try(k+1, i+1)
	}
}

// joins reports whether token i exists in the sentence of the one before.
func (m *matcher) joins(i int) bool {
	return i < len(m.ts) && i > 0 && m.ts[i].sentence == m.ts[i-1].sentence
}

func (m *matcher) in(i int, set int32) bool {
	for _, id := range m.ids[i] {
		if _, ok := slices.BinarySearch(m.r.sets[id], set); ok {
			return true
		}
	}
	return false
}

// lookup appends the numbers of the words that w can be: itself, beginnings of
// it, and, where the tables do not know it at all, itself without Arabic
// particles or with one slip of the fingers.
func (r *rules) lookup(ids []int32, w string) []int32 {
	before := len(ids)
	ids = r.known(ids, w)
	if bare := bareArabic(w); bare != "" {
		for _, b := range strings.Fields(bare) {
			ids = r.known(ids, b)
		}
	}
	if len(ids) == before {
		ids = r.typo(ids, w)
	}
	return ids
}

func (r *rules) known(ids []int32, w string) []int32 {
	if id, ok := r.words[w]; ok {
		ids = append(ids, id)
	}
	for n := r.shortest; n <= len(w); n++ {
		if r.lengths[w[0]]&(1<<min(n, 63)) == 0 || n < len(w) && !utf8.RuneStart(w[n]) {
			continue
		}
		if id, ok := r.prefixes[w[:n]]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}
