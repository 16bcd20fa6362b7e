package index

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
)

var trainFlag = flag.Bool("train", false, "fit the weights of the confidence and print them")

// example is one question with the evidence for its first hit.
type example struct {
	f      features
	y      float64 // 1: the first hit is right
	weight float64
	group  string
	asked  bool
	scope  bool
}

// collect runs the questions of banks and keeps the evidence for the first hits.
func collect(t testing.TB, banks []bank, idmBank bool) []example {
	var out []example
	for _, b := range banks {
		corpus := knowledge.New(b.entries, "")
		if idmBank {
			corpus = b.corpus
		}
		x := Build(corpus)
		var in, outN int
		for _, a := range b.asked {
			if a.InScope {
				in++
			} else {
				outN++
			}
		}
		for _, a := range b.asked {
			s := x.scratch()
			q := x.analyze(a.Text, "", s)
			found := x.find(q, s)
			if len(found) == 0 {
				x.pool.Put(s)
				continue
			}
			e := example{f: x.features(q, found, 0, x.missing(q, &found[0])), group: strings.Fields(b.name)[0],
				asked: x.docs[found[0].doc].asked > 0, scope: a.InScope}
			x.pool.Put(s)
			right := a.InScope && slices.Contains(a.Expect, x.entries[found[0].entry].ID)
			// Each bank counts the same, and a right first hit somewhat more than
			// a question out of scope: both are then wrong about equally often. A
			// wrong first hit counts little, since what was asked is in scope.
			switch {
			case right:
				e.y, e.weight = 1, 1/float64(max(in, 1))
				if !e.asked {
					e.weight *= 0.6
				}
			case a.InScope:
				e.weight = 0.1 / float64(max(in, 1))
			default:
				e.weight = 0.5 / float64(max(outN, 1))
			}
			e.weight *= groupWeight[e.group]
			out = append(out, e)
		}
	}
	return out
}

// groupWeight evens out how many banks a group has: the same everyday wishes
// in fifteen banks, the curated corpus in two.
var groupWeight = map[string]float64{"services": 0.2, "idm": 2, "city": 1, "clinic": 1, "langs": 1, "museum": 1,
	"software": 1, "support": 1, "uni": 1}

// fit is logistic regression with a penalty on the weights, by gradient descent
// with momentum; features that must not speak against an entry, or for it, are
// kept on their side of zero.
func fit(examples []example) features {
	const steps, rate, penalty = 4000, 1.5, 3e-4
	var w, velocity features
	total := 0.0
	for _, e := range examples {
		total += e.weight
	}
	for range steps {
		var grad features
		for _, e := range examples {
			d := (e.f.confidence(&w) - e.y) * e.weight / total
			for i, v := range e.f {
				grad[i] += d * v
			}
		}
		for i := range w {
			if i > 0 {
				grad[i] += penalty * w[i]
			}
			velocity[i] = 0.9*velocity[i] - rate*0.1*grad[i]
			w[i] += velocity[i]
			switch i {
			case biasFeature, brevityFeature:
			case heaviestFeature, unknownFeature, personFeature, yearFeature, numberFeature, nameFeature:
				w[i] = min(w[i], 0)
			default:
				w[i] = max(w[i], 0)
			}
		}
	}
	return w
}

func trainingExamples(t testing.TB) []example {
	faq, bots, langs := devBanks(t)
	services := serviceBanks(t)
	banks := slices.Concat(services, each(services, bank.withheld), faq, each(faq, bank.withheld), bots, each(bots, bank.withheld), langs, each(langs, bank.withheld))
	return append(collect(t, banks, false), collect(t, idmBanks(t), true)...)
}

// TestTrainConfidence fits the weights; it also reports, bank by bank, how they
// do on a bank that they were not fitted on.
func TestTrainConfidence(t *testing.T) {
	if !*trainFlag {
		t.Skip("weights are fitted with -train only")
	}
	all := trainingExamples(t)
	groups := map[string]bool{}
	for _, e := range all {
		groups[e.group] = true
	}
	for _, asked := range []bool{true, false} {
		var of []example
		for _, e := range all {
			if e.asked == asked {
				of = append(of, e)
			}
		}
		for _, g := range sortedKeys(groups) {
			var rest, held []example
			for _, e := range of {
				if e.group == g {
					held = append(held, e)
				} else {
					rest = append(rest, e)
				}
			}
			if len(held) == 0 || len(rest) == 0 {
				continue
			}
			w := fit(rest)
			var in, out []float64
			right, n := 0.0, 0.0
			for _, e := range held {
				p := e.f.confidence(&w)
				if e.scope {
					in = append(in, p)
				} else {
					out = append(out, p)
				}
				n++
				if (p >= threshold) == (e.y == 1) && (e.y == 1 || p < threshold) {
					right++
				}
			}
			if len(in) > 0 && len(out) > 0 {
				t.Logf("held out %-10s asked %-5v AUROC %.3f FPR95 %.3f decisions right %.3f", g, asked, auroc(in, out), fprAt95(in, out), right/n)
			}
		}
		w := fit(of)
		name := map[bool]string{true: "askedConfidence", false: "plainConfidence"}[asked]
		var b strings.Builder
		for i, v := range w {
			if i > 0 {
				b.WriteString(", ")
			}
			fmt.Fprintf(&b, "%.3g", math.Round(v*1000)/1000)
		}
		fmt.Fprintf(os.Stdout, "\t%s = features{%s}\n", name, b.String())
	}
}
