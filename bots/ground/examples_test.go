package ground

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// example is a sentence of the development set, measured.
type example struct {
	features features
	judged   Sentence // what the program says of it
	bad      bool
	kind     string
	domain   string
	passage  string
	text     string
	weight   float64 // how often its like is met, for training and for the figures
	filler   bool    // claims nothing, no features
}

// kindWeights make the set as hard as what is met outside: invented sentences are
// the commonest, one-word edits the rarest. They were chosen so that the share of
// words found in the sources separates as well here as is reported for public sets
// (area .82, half of the flaws at one false alarm in ten); a set of all kinds in
// equal number is far harder and would teach that overlap means nothing.
var kindWeights = map[string]float64{"good": 1, "close": 1, "baseless": 1, "detail": .8, "conflict": .3,
	"joined good": .7, "joined baseless": 1, "joined detail": .8, "joined conflict": .3,
	"subtle": .8, "cause": .5, "quote": .5, "general": .3, "merged": .3, "relation": .3, "value": .3, "modality": .3, "unmentioned": .3}

const (
	programWeight = .06 // each of the kinds made by a program
	recordWeight  = 1.5 // more is made up about records than about prose
	freeWeight    = .5  // true sentences as free as those of the second set
)

// rng gives the same chances for the same name.
func rng(name string, seed uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name))
	return rand.New(rand.NewPCG(h.Sum64(), seed))
}

// newExample measures one sentence about a passage.
func newExample(e *evidence, p *passage, text, kind string, bad bool) example {
	weight, ok := kindWeights[kind]
	if plain, joined := strings.CutPrefix(kind, "joined "); joined && !ok {
		weight, ok = kindWeights[plain], true
	}
	if p.set != firstSet && bad {
		weight /= 2 // each stands alone and joined to a true one
	}
	if !ok || p.set == firstSet && flawKinds[secondSet][kind] && !flawKinds[firstSet][kind] {
		weight = programWeight
	}
	if p.set != firstSet && kind == "good" {
		weight = freeWeight
	}
	if bad && p.domain == "record" {
		weight *= recordWeight
	}
	x := example{bad: bad, kind: kind, domain: p.domain, passage: p.name, text: text, weight: weight}
	x.judged, _ = e.judge(text, "en", nil)
	stripped, what := cutFiller(text)
	x.filler = what != claiming
	x.features, _ = e.measureClaim(e.prepare(stripped))
	return x
}

// examples measures a set, with what a program makes of it.
func examples(t testing.TB, name string, seed uint64) []example {
	passages := readPassages(t, name)
	var all []example
	for i := range passages {
		p := &passages[i]
		c := &corrupter{Rand: rng(p.name, seed), own: p}
		for j := range passages {
			if j != i && (passages[j].domain == p.domain || p.domain != "news" && p.domain != "qa" && p.domain != "record" && p.domain != "idm") {
				c.others = append(c.others, passages[j])
			}
		}
		e := newEvidence(p.sources, "en")
		add := func(text, kind string, bad bool) { all = append(all, newExample(e, p, text, kind, bad)) }
		for _, text := range p.good {
			add(text, "good", false)
		}
		close := c.faithful(len(p.good) / 2)
		for _, text := range close {
			add(text, "close", false)
		}
		for _, f := range p.bad {
			add(f.text, f.kind, true)
		}
		for range 3 {
			if text := c.joinedGood(); text != "" {
				add(text, "joined good", false)
			}
		}
		if name != firstSet {
			for _, f := range p.bad { // long sentences are no truer than short ones
				if text := c.join(c.pick(p.good), f.text); text != "" && f.kind != "unmentioned" {
					add(text, "joined "+f.kind, true)
				}
			}
			continue // it has false sentences of the kinds below, written by hand
		}
		for _, kind := range []string{"baseless", "detail", "conflict"} {
			if text := c.joinedBad(kind); text != "" {
				add(text, "joined "+kind, true)
			}
		}
		base := append(append([]string{}, p.good...), close...)
		for _, k := range corruptions {
			for _, at := range c.Perm(len(base)) {
				if text := k.make(c, base[at]); text != "" && text != base[at] {
					add(text, k.kind, true)
					break
				}
			}
		}
	}
	return all
}

// scored judges the examples with the given model.
func scored(all []example, m *model) []judged {
	out := make([]judged, len(all))
	for i := range all {
		x := &all[i]
		score := x.judged.Score
		if !x.filler {
			score = 1 - m.doubt(&x.features)
		}
		out[i] = judged{score: score, bad: x.bad, kind: x.kind, weight: x.weight}
	}
	return out
}

// model is the logistic score as a value, so that several can be compared.
type model struct {
	bias    float64
	weights features
}

func shipped() *model {
	return &model{bias, weights}
}

func (m *model) doubt(f *features) float64 {
	sum := m.bias
	for i, w := range m.weights {
		sum += w * f[i]
	}
	return 1 / (1 + math.Exp(-sum))
}
