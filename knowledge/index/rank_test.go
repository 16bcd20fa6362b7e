package index

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
)

// race is one question in scope with the parts of its candidates, the right
// ones marked.
type race struct {
	parts  []weights
	right  []bool
	weight float64
	group  string
	asked  bool
}

func races(t testing.TB, banks []bank, idmBank bool) []race {
	var out []race
	for _, b := range banks {
		corpus := knowledge.New(b.entries, "")
		if idmBank {
			corpus = b.corpus
		}
		x := Build(corpus)
		n := 0
		for _, a := range b.asked {
			if a.InScope {
				n++
			}
		}
		for _, a := range b.asked {
			if !a.InScope {
				continue
			}
			s := x.scratch()
			q := x.analyze(a.Text, "", s)
			found := x.find(q, s)
			r := race{weight: 1 / float64(n), group: strings.Fields(b.name)[0]}
			any := false
			for i := range found {
				c := &found[i]
				var w weights
				factor := float32(1)
				if base := dot(&c.parts, x.weightsFor(c.doc)); base > 0 {
					factor = c.score / base // what demotion took
				}
				for p := range w {
					w[p] = c.parts[p] * factor
				}
				right := slices.Contains(a.Expect, x.entries[c.entry].ID)
				any = any || right
				r.parts, r.right = append(r.parts, w), append(r.right, right)
				r.asked = x.docs[c.doc].asked > 0
			}
			x.pool.Put(s)
			if any && len(r.parts) > 1 {
				out = append(out, r)
			}
		}
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

// fitRanking is listwise: the right candidates shall have the greatest share of
// a softmax over all. Weights stay positive.
func fitRanking(rs []race) [partCount]float64 {
	const steps, rate, penalty, temperature = 3000, 0.5, 2e-3, 6
	var w, velocity [partCount]float64
	for i := range w {
		w[i] = 0.5
	}
	total := 0.0
	for _, r := range rs {
		total += r.weight
	}
	for range steps {
		var grad [partCount]float64
		for _, r := range rs {
			p := make([]float64, len(r.parts))
			top := math.Inf(-1)
			for i := range r.parts {
				for k, v := range r.parts[i] {
					p[i] += w[k] * float64(v)
				}
				p[i] *= temperature
				top = max(top, p[i])
			}
			sum, rightSum := 0.0, 0.0
			for i := range p {
				p[i] = math.Exp(p[i] - top)
				sum += p[i]
				if r.right[i] {
					rightSum += p[i]
				}
			}
			for i := range p {
				g := p[i] / sum
				if r.right[i] {
					g -= p[i] / max(rightSum, 1e-12)
				}
				g *= r.weight / total * temperature
				for k, v := range r.parts[i] {
					grad[k] += g * float64(v)
				}
			}
		}
		for k := range w {
			velocity[k] = 0.9*velocity[k] - rate*0.1*(grad[k]+penalty*w[k])
			w[k] = max(0, w[k]+velocity[k])
		}
	}
	return w
}

func accuracy(rs []race, w [partCount]float64) float64 {
	right, total := 0.0, 0.0
	for _, r := range rs {
		best, at := math.Inf(-1), -1
		for i := range r.parts {
			s := 0.0
			for k, v := range r.parts[i] {
				s += w[k] * float64(v)
			}
			if s > best {
				best, at = s, i
			}
		}
		if r.right[at] {
			right += r.weight
		}
		total += r.weight
	}
	return right / total
}

// TestTrainRanking fits the weights of the parts, and reports how they do on
// banks they were not fitted on.
func TestTrainRanking(t *testing.T) {
	if !*trainFlag {
		t.Skip("weights are fitted with -train only")
	}
	faq, bots, langs := devBanks(t)
	all := append(races(t, slices.Concat(faq, bots, langs), false), races(t, idmBanks(t)[:1], true)...)
	for _, asked := range []bool{true, false} {
		var of []race
		groups := map[string]bool{}
		for _, r := range all {
			if r.asked == asked {
				of = append(of, r)
				groups[r.group] = true
			}
		}
		now := plainWeights
		if asked {
			now = askedWeights
		}
		var current [partCount]float64
		for i := range current {
			current[i] = float64(now[i])
		}
		for _, g := range sortedKeys(groups) {
			var rest, held []race
			for _, r := range of {
				if r.group == g {
					held = append(held, r)
				} else {
					rest = append(rest, r)
				}
			}
			t.Logf("held out %-10s asked %-5v first right: %.3f with the weights in force, %.3f with fitted ones", g, asked, accuracy(held, current), accuracy(held, fitRanking(rest)))
		}
		w := fitRanking(of)
		var b strings.Builder
		for i, v := range w {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%.2f", v)
		}
		fmt.Fprintf(os.Stdout, "asked %v: weights{%s} now %.3f fitted %.3f\n", asked, b.String(), accuracy(of, current), accuracy(of, w))
	}
}
