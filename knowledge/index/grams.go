package index

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// gramIndex compares questions with units by the character n-grams they
// share, which forgives typing errors and endings in any language.
type gramIndex struct {
	ids   gramTable
	from  []int32 // units of gram g are unit[from[g]:from[g+1]]
	unit  []int32
	idf   []float32
	norm  []float32 // by unit
	where []int32   // while building: grams of unit u are gram[where[u]:where[u+1]]
	gram  []int32
}

// Lengths of the n-grams.
const (
	shortestGram = 2
	longestGram  = 5
	// alphabets bounds the code points of scripts whose letters are sounds.
	alphabets = 0xe00
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
// joined by single spaces. Of alphabets, pairs of letters are left out: nearly
// every text has most of them.
func eachGram(runes []rune, f func(hash uint64)) {
	for i := range runes {
		h := uint64(14695981039346656037)
		shortest := shortestGram
		if runes[i] < alphabets {
			shortest++
		}
		for n := 1; n <= longestGram && i+n <= len(runes); n++ {
			h = (h ^ uint64(runes[i+n-1])) * 1099511628211
			if n >= shortest {
				f((h ^ uint64(n)<<60) | 1)
			}
		}
	}
}

// gramText is the text that n-grams are cut from, written over buffer.
func gramText(buffer []rune, tokens []words.Token) []rune {
	out := append(buffer[:0], ' ')
	last := -1
	for i := range tokens {
		t := &tokens[i]
		if t.Kind == words.Piece {
			// Pieces overlap: a piece at the place of the last adds what is new.
			if t.Pos == last {
				continue
			}
			last = t.Pos
			r, _ := utf8.DecodeRuneInString(t.Fold)
			out = append(out, r)
			continue
		}
		for _, r := range t.Fold {
			out = append(out, r)
		}
		out = append(out, ' ')
		if len(out) > longestUnit {
			break
		}
	}
	if out[len(out)-1] != ' ' {
		out = append(out, ' ')
	}
	return out
}

// read sets the known grams of a question and the length of its vector with the
// unknown ones.
func (g *gramIndex) read(q *query, s *scratch) {
	s.runes = gramText(s.runes, q.all)
	s.hashes = s.hashes[:0]
	eachGram(s.runes, func(h uint64) { s.hashes = append(s.hashes, h) })
	slices.Sort(s.hashes)
	rare := float32(math.Log(1 + float64(max(len(g.norm), 1))))
	sum := float32(0)
	q.grams = s.grams[:0]
	for _, h := range slices.Compact(s.hashes) {
		if id, ok := g.ids.find(h); ok {
			if g.idf[id] == 0 {
				continue
			}
			q.grams = append(q.grams, id)
			sum += g.idf[id] * g.idf[id]
			continue
		}
		sum += rare * rare
	}
	s.grams = q.grams
	q.gramNorm = sqrt(sum)
}

// inCommon adds up what units have of the question's n-grams, the rarest first.
func (g *gramIndex) inCommon(q *query, s *scratch) {
	if q.gramNorm == 0 {
		return
	}
	ids := slices.Clone(q.grams)
	slices.SortFunc(ids, func(a, b int32) int { return cmp.Compare(g.idf[b], g.idf[a]) })
	for _, id := range ids {
		w := g.idf[id] * g.idf[id] / q.gramNorm
		full := s.gram.n >= enough
		for _, u := range g.unit[g.from[id]:g.from[id+1]] {
			if full && s.gram.sum[u] == 0 {
				continue
			}
			s.gram.add(u, w)
		}
	}
}
