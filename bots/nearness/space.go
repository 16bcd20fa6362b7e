package nearness

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/scrub"
	"github.com/idmbot/idmbot/knowledge"
)

// most is how many entries Near returns.
const most = 10

// space is the vectors of one state of the knowledge. It never changes.
type space struct {
	version string
	dims    int
	// vectors lie one after the other; of says to which entry each belongs.
	vectors []float32
	of      []int32
	ids     []string
	// words are those of the knowledge, which are no names of strangers.
	words map[string]bool
}

// nearest are the ids of the nearest entries, nearest first: for each its best
// text counts.
func (s *space) nearest(question []float32) []string {
	best := make([]float32, len(s.ids))
	for i := range best {
		best[i] = -2 // below any cosine
	}
	for i, entry := range s.of {
		best[entry] = max(best[entry], dot(question, s.vectors[i*s.dims:(i+1)*s.dims]))
	}
	order := make([]int, len(best))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(best[b], best[a]) })
	out := make([]string, 0, most)
	for _, i := range order[:min(most, len(order))] {
		out = append(out, s.ids[i])
	}
	return out
}

// dot adds in four sums that do not wait for each other: 1.7 instead of 2.2
// microseconds for 1,536 numbers.
func dot(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(a) >= 4 && len(b) >= 4 {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
		a, b = a[4:], b[4:]
	}
	for i, x := range a {
		s0 += x * b[i]
	}
	return s0 + s1 + s2 + s3
}

// normalize gives a vector the length 1, so that a product is a cosine.
func normalize(v []float32) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return
	}
	length := float32(math.Sqrt(sum))
	for i := range v {
		v[i] /= length
	}
}

// passage is a text of the knowledge of which a vector is made.
type passage struct {
	entry int32
	text  string
	hash  string
}

// maxPassage bounds a text, in runes: beyond that vectors say little about any
// part of it.
const maxPassage = 2000

// passages are two for each wording of each entry: what it says, and what
// people may ask to get it.
func passages(c *knowledge.Corpus) []passage {
	var out []passage
	for i, e := range c.Entries {
		add := func(text string) {
			if r := []rune(text); len(r) > maxPassage {
				text = string(r[:maxPassage])
			}
			if strings.TrimSpace(text) != "" {
				sum := sha256.Sum256([]byte(text))
				out = append(out, passage{int32(i), text, hex.EncodeToString(sum[:])})
			}
		}
		for _, lang := range append([]string{e.Lang}, slices.Sorted(maps.Keys(e.Translations))...) {
			if w, own := e.In(lang); own || lang == e.Lang {
				add(w.Title + "\n" + w.Text)
				add(strings.Join(w.Questions, "\n"))
			}
		}
	}
	return out
}

// newSpace puts vectors together; have holds one of each passage, all of one
// length.
func newSpace(c *knowledge.Corpus, all []passage, have map[string][]float32, dims int) *space {
	s := &space{version: c.Version, dims: dims, words: map[string]bool{}}
	for _, e := range c.Entries {
		s.ids = append(s.ids, e.ID)
		for _, text := range []string{e.Source.Speaker, e.Source.Title} {
			s.know(text)
		}
	}
	for _, p := range all {
		s.vectors = append(s.vectors, have[p.hash]...)
		s.of = append(s.of, p.entry)
		s.know(p.text)
	}
	return s
}

func (s *space) know(text string) {
	for word := range strings.FieldsSeq(text) {
		s.words[scrub.Bare(word)] = true
	}
}
