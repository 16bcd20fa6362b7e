package index

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

// race is one question in scope with the parts of its candidates, the right
// ones marked.
type race struct {
	parts   []weights
	right   []bool
	weight  float64
	group   string // the kind of bank
	content string // what the bank is made of
	shape   *weights
}

// runners is how many candidates of a question are in its race.
const runners = 15

// races runs every nth question of a bank that is in scope.
func races(b bank, group string, weight float64, nth int) []race {
	x := Build(b.knowledge())
	var out []race
	for i, a := range b.asked {
		if !a.InScope || i%nth != 0 {
			continue
		}
		s := x.scratch()
		q := x.analyze(a.Text, "", s)
		found := x.find(q, s)
		r := race{group: group, content: strings.Fields(b.name)[0]}
		for i := range found {
			c := &found[i]
			right := slices.Contains(a.Expect, x.entries[c.entry].ID)
			if i >= runners && !right {
				continue
			}
			factor := float32(1)
			if base := dot(&c.parts, x.weightsFor(c.doc)); base > 0 {
				factor = c.score / base // what demotion took
			}
			w := weights(c.parts)
			for p := range w {
				w[p] *= factor
			}
			r.parts, r.right = append(r.parts, w), append(r.right, right)
			r.shape = x.weightsFor(c.doc)
		}
		x.pool.Put(s)
		out = append(out, r)
	}
	for i := range out {
		out[i].weight = weight / float64(len(out))
	}
	return out
}

func dot(a *[partCount]float32, b *weights) float32 {
	sum := float32(0)
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// allRaces runs all banks; each group counts the same, and each bank of it. Of
// banks with many questions every third is enough.
func allRaces(t testing.TB) []race {
	names, groups := breadth(t)
	curated := idmBanks(t)[0]
	groups["curated"] = []bank{curated}
	var (
		mu   sync.Mutex
		wg   sync.WaitGroup
		all  []race
		gate = make(chan bool, 2) // an index takes memory
	)
	for _, name := range append(names, "curated") {
		for _, b := range groups[name] {
			wg.Go(func() {
				gate <- true
				defer func() { <-gate }()
				nth := 1
				if len(b.asked) > 500 && b.corpus == nil {
					nth = 3
				}
				rs := races(b, name, 1/float64(len(groups[name])), nth)
				mu.Lock()
				defer mu.Unlock()
				all = append(all, rs...)
			})
		}
	}
	wg.Wait()
	slices.SortStableFunc(all, func(a, b race) int { return strings.Compare(a.group+a.content, b.group+b.content) })
	return all
}

// fitRanking is listwise: the right candidates shall have the greatest share of
// a softmax over all. Weights stay positive.
func fitRanking(rs []race) weights {
	const steps, rate, penalty = 250, 0.05, 2e-3
	w, first, second := [partCount]float64{}, [partCount]float64{}, [partCount]float64{}
	for i := range w {
		w[i] = 0.5
	}
	total := 0.0
	for _, r := range rs {
		total += r.weight
	}
	for step := 1; step <= steps; step++ {
		var grad [partCount]float64
		for i := range rs {
			rs[i].gradient(&w, &grad, rs[i].weight/total)
		}
		for k := range w {
			g := grad[k] + penalty*w[k]
			first[k] = 0.9*first[k] + 0.1*g
			second[k] = 0.99*second[k] + 0.01*g*g
			mean := first[k] / (1 - math.Pow(0.9, float64(step)))
			spread := second[k] / (1 - math.Pow(0.99, float64(step)))
			w[k] = max(0, w[k]-rate*mean/(math.Sqrt(spread)+1e-8))
		}
	}
	var out weights
	for k, v := range w {
		out[k] = float32(math.Round(100*v) / 100)
	}
	return out
}

// gradient adds that of one race, whose loss is the logarithm of what share of
// the softmax the right candidates miss.
func (r *race) gradient(w, grad *[partCount]float64, weight float64) {
	const temperature = 6
	if !slices.Contains(r.right, true) {
		return
	}
	p := make([]float64, len(r.parts))
	top := math.Inf(-1)
	for i := range r.parts {
		for k, v := range r.parts[i] {
			p[i] += temperature * w[k] * float64(v)
		}
		top = max(top, p[i])
	}
	sum, right := 0.0, 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
		if r.right[i] {
			right += p[i]
		}
	}
	for i := range p {
		g := p[i] / sum
		if r.right[i] {
			g -= p[i] / max(right, 1e-12)
		}
		for k, v := range r.parts[i] {
			grad[k] += g * weight * temperature * float64(v)
		}
	}
}

// accuracy is the share of races that a right candidate wins.
func accuracy(rs []race, w weights) float64 {
	right, total := 0.0, 0.0
	for i := range rs {
		r := &rs[i]
		best, at := float32(-1), -1
		for k := range r.parts {
			if s := dot((*[partCount]float32)(&r.parts[k]), &w); s > best {
				best, at = s, k
			}
		}
		if at >= 0 && r.right[at] {
			right += r.weight
		}
		total += r.weight
	}
	return right / total
}

func racesOf(rs []race, of func(*race) bool) (in, out []race) {
	for i := range rs {
		if of(&rs[i]) {
			in = append(in, rs[i])
		} else {
			out = append(out, rs[i])
		}
	}
	return in, out
}

// TestTrainRanking fits the weights of the parts, and reports how they do on
// the banks they were fitted on and on content they were not fitted on.
func TestTrainRanking(t *testing.T) {
	if !*trainFlag {
		t.Skip("weights are fitted with -train only")
	}
	all := allRaces(t)
	for _, shape := range []struct {
		name string
		now  *weights
	}{{"plain", &plainWeights}, {"few", &fewWeights}, {"asked", &askedWeights}} {
		of, _ := racesOf(all, func(r *race) bool { return r.shape == shape.now })
		w := fitRanking(of)
		groups, contents := map[string]bool{}, map[string]bool{}
		for i := range of {
			groups[of[i].group], contents[of[i].content] = true, true
		}
		for _, g := range sortedKeys(groups) {
			in, _ := racesOf(of, func(r *race) bool { return r.group == g })
			t.Logf("%-6s %-22s first right: %.3f with the weights in force, %.3f with fitted ones", shape.name, g, accuracy(in, *shape.now), accuracy(in, w))
		}
		for _, c := range sortedKeys(contents) {
			held, rest := racesOf(of, func(r *race) bool { return r.content == c })
			t.Logf("%-6s without %-14s first right there: %.3f with the weights in force, %.3f with fitted ones", shape.name, c, accuracy(held, *shape.now), accuracy(held, fitRanking(rest)))
		}
		var b strings.Builder
		for i, v := range w {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%.2f", v)
		}
		fmt.Fprintf(os.Stdout, "\t%sWeights = weights{%s} // %.4f, before %.4f\n", shape.name, b.String(), accuracy(of, w), accuracy(of, *shape.now))
	}
}
