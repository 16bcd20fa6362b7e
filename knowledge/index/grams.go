package index

import (
	"math"
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// gramIndex compares questions with units by the character n-grams they
// share, which forgives typing errors and endings in any language.
type gramIndex struct {
	ids   map[uint64]int32
	from  []int32 // units of gram g are unit[from[g]:from[g+1]]
	unit  []int32
	idf   []float32
	norm  []float32 // by unit
	where []int32   // grams of unit u are gram[where[u]:where[u+1]]
	gram  []int32
}

// Lengths of the n-grams.
const (
	shortestGram = 2
	longestGram  = 5
	// longestUnit bounds the runes of a unit that are cut into n-grams.
	longestUnit = 300
)

// In a corpus of more than stopGramsFrom units, n-grams that stand in more than
// this share of them tell nothing and cost most: they are left out.
const (
	stopGramsFrom = 400
	stopGramShare = 0.03
)

// eachGram calls f with a hash of every n-gram of the folded text, words
// joined by single spaces.
func eachGram(runes []rune, f func(hash uint64)) {
	for i := range runes {
		h := uint64(14695981039346656037)
		for n := 1; n <= longestGram && i+n <= len(runes); n++ {
			h = (h ^ uint64(runes[i+n-1])) * 1099511628211
			if n >= shortestGram {
				f(h ^ uint64(n)<<60)
			}
		}
	}
}

// gramText is the text that n-grams are cut from.
func gramText(text string) []rune {
	out := make([]rune, 1, min(len(text)+2, longestUnit+2))
	out[0] = ' '
	last := -1
	for _, t := range words.Tokens(text, 0) {
		if t.Kind == words.Piece {
			// Pieces overlap: a piece at the place of the last adds what is new.
			r := []rune(t.Fold)
			if t.Pos == last {
				continue
			}
			last = t.Pos
			out = append(out, r[0])
			continue
		}
		out = append(append(out, []rune(t.Fold)...), ' ')
		if len(out) > longestUnit {
			break
		}
	}
	if out[len(out)-1] != ' ' {
		out = append(out, ' ')
	}
	return out
}

func buildGrams(x *Index) gramIndex {
	g := gramIndex{ids: map[uint64]int32{}}
	if !x.on("ngrams") {
		g.norm = make([]float32, len(x.units))
		return g
	}
	var count []int32
	g.where = append(g.where, 0)
	var own []int32
	for _, u := range x.units {
		own = own[:0]
		eachGram(gramText(u.text), func(h uint64) {
			id, ok := g.ids[h]
			if !ok {
				id = int32(len(count))
				g.ids[h] = id
				count = append(count, 0)
			}
			own = append(own, id)
		})
		slices.Sort(own)
		own = slices.Compact(own)
		for _, id := range own {
			count[id]++
		}
		g.gram = append(g.gram, own...)
		g.where = append(g.where, int32(len(g.gram)))
	}
	g.turn(count, len(x.units))
	return g
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

// vector returns the known grams of a text, sorted, and the length of its
// vector with the unknown ones.
func (g *gramIndex) vector(text string) (ids []int32, norm float32) {
	var all []uint64
	eachGram(gramText(text), func(h uint64) { all = append(all, h) })
	slices.Sort(all)
	rare := float32(math.Log(1 + float64(max(len(g.norm), 1))))
	sum := float32(0)
	for _, h := range slices.Compact(all) {
		if id, ok := g.ids[h]; ok {
			if g.idf[id] == 0 {
				continue
			}
			ids = append(ids, id)
			sum += g.idf[id] * g.idf[id]
			continue
		}
		sum += rare * rare
	}
	return ids, sqrt(sum)
}

// score adds to acc the similarity of each unit to the text.
func (g *gramIndex) score(text string, acc *accumulator) {
	ids, norm := g.vector(text)
	if norm == 0 {
		return
	}
	for _, id := range ids {
		w := g.idf[id] * g.idf[id] / norm
		for _, u := range g.unit[g.from[id]:g.from[id+1]] {
			acc.add(u, w)
		}
	}
	for _, u := range acc.used {
		acc.sum[u] /= g.norm[u]
	}
}
