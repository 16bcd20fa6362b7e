package index

import (
	"math"
)

// example is one question with the evidence for its first hit.
type example struct {
	bank, group string
	kind        exampleKind
	f           features
	right       bool // the first hit is right
	weight      float64
}

// exampleKind says where an example comes from.
type exampleKind string

const (
	plainly   exampleKind = "plain"    // in scope, as people ask who know what it is about
	hardly    exampleKind = "hard"     // in scope, in words of their own
	nearMiss  exampleKind = "near"     // out of scope, but of the subject
	elsewhere exampleKind = "foreign"  // what other banks are asked
	withheld  exampleKind = "withheld" // what the bank had an entry for
	addedTo   exampleKind = "added to" // in scope, but for something definite put behind
)

func (e *example) inScope() bool { return e.kind == plainly || e.kind == hardly }

// fitted is a logistic regression over the features.
type fitted struct {
	examples []example
	total    float64
	penalty  float64
	// sign holds 1 for a feature that must not speak against an entry, -1 for
	// one that must not speak for it, 0 for others.
	sign [featureCount]int
}

// fit finds the weights by Newton's method; weights that end up on the wrong
// side of zero are taken out, and the others found anew.
func (t *fitted) fit() features {
	var w features
	var use []int
	for i := range featureCount {
		use = append(use, i)
	}
	for {
		for range 20 {
			if t.step(&w, use) < 1e-4 {
				break
			}
		}
		var kept []int
		for _, i := range use {
			if w[i]*float64(t.sign[i]) < 0 {
				w[i] = 0
			} else {
				kept = append(kept, i)
			}
		}
		if len(kept) == len(use) {
			return w
		}
		use = kept
	}
}

// step goes one step of Newton's method, halved until it makes things better,
// and returns the greatest change of a weight.
func (t *fitted) step(w *features, use []int) float64 {
	n := len(use)
	gradient, hessian := make([]float64, n), make([][]float64, n)
	for i := range hessian {
		hessian[i] = make([]float64, n)
		hessian[i][i] = 1e-9
	}
	for k := range t.examples {
		e := &t.examples[k]
		p := 1 / (1 + math.Exp(-dotProduct(w, &e.f)))
		d, h := (p-e.y())*e.weight/t.total, p*(1-p)*e.weight/t.total
		for a, i := range use {
			gradient[a] += d * e.f[i]
			for b, j := range use[:a+1] {
				hessian[a][b] += h * e.f[i] * e.f[j]
			}
		}
	}
	for a, i := range use {
		for b := range a {
			hessian[b][a] = hessian[a][b]
		}
		if i != biasFeature {
			gradient[a] += t.penalty * w[i]
			hessian[a][a] += t.penalty
		}
	}
	direction, before := solve(hessian, gradient), t.loss(w)
	for by := 1.0; by > 1e-4; by /= 2 {
		next, change := *w, 0.0
		for a, i := range use {
			next[i] -= by * direction[a]
			change = max(change, math.Abs(by*direction[a]))
		}
		if t.loss(&next) <= before {
			*w = next
			return change
		}
	}
	return 0
}

func (t *fitted) loss(w *features) float64 {
	sum := 0.0
	for k := range t.examples {
		e := &t.examples[k]
		z := dotProduct(w, &e.f)
		sum += e.weight / t.total * (max(z, 0) + math.Log1p(math.Exp(-math.Abs(z))) - e.y()*z)
	}
	for i, v := range w {
		if i != biasFeature {
			sum += t.penalty / 2 * v * v
		}
	}
	return sum
}

func (e *example) y() float64 {
	if e.right {
		return 1
	}
	return 0
}

func dotProduct(a, b *features) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// solve solves a system of linear equations by elimination with pivots.
func solve(matrix [][]float64, right []float64) []float64 {
	n := len(right)
	m := make([][]float64, n)
	for i := range m {
		m[i] = append(append([]float64{}, matrix[i]...), right[i])
	}
	for i := range n {
		best := i
		for r := i + 1; r < n; r++ {
			if math.Abs(m[r][i]) > math.Abs(m[best][i]) {
				best = r
			}
		}
		m[i], m[best] = m[best], m[i]
		for r := i + 1; r < n; r++ {
			f := m[r][i] / m[i][i]
			for c := i; c <= n; c++ {
				m[r][c] -= f * m[i][c]
			}
		}
	}
	out := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = m[i][n]
		for c := i + 1; c < n; c++ {
			out[i] -= m[i][c] * out[c]
		}
		out[i] /= m[i][i]
	}
	return out
}
