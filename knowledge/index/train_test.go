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

// mass is how much the kinds of examples of a bank count. Banks of a group
// share the mass of the group, so that fifteen small banks of the same wishes do
// not outweigh a large one.
var mass = map[exampleKind]float64{plainly: 0.30, hardly: 0.25, nearMiss: 0.12, elsewhere: 0.12, withheld: 0.12, addedTo: 0.05}

// wrongMass is what a question in scope counts whose first hit is wrong: little,
// since its confidence should be low for the answer's sake, and high for the
// question's.
const wrongMass = 0.15

// gatherer collects examples.
type gatherer struct{ out []example }

// ask keeps the evidence for the first hit of a question, relative to what is
// usual for wrong hits of the bank.
func (g *gatherer) ask(x *Index, bank string, a asked, kind exampleKind) {
	s := x.scratch()
	defer x.pool.Put(s)
	q := x.analyze(a.Text, "", s)
	found := x.find(q, s)
	if len(found) == 0 || found[0].verbatim {
		return // decided otherwise
	}
	e := example{bank: bank, group: strings.Fields(bank)[0], kind: kind, f: x.features(q, found, 0, x.missing(q, &found[0]))}
	for i := range e.f {
		if i != biasFeature {
			e.f[i] -= x.scale.wrong[i]
		}
	}
	e.right = e.inScope() && slices.Contains(a.Expect, x.entries[found[0].entry].ID)
	g.out = append(g.out, e)
}

// bank asks a bank its own questions, what others are asked, what it had an
// entry for in each of its quarters, and its own questions with something
// definite put behind that no entry has.
func (g *gatherer) bank(b bank, others []bank) {
	corpus := b.knowledge()
	x := Build(corpus)
	for i, a := range b.asked {
		switch {
		case !a.InScope && strings.HasPrefix(a.Style, "off"):
			g.ask(x, b.name, a, elsewhere)
		case !a.InScope:
			g.ask(x, b.name, a, nearMiss)
		case a.Style == "hard" || a.Style == "indirect" || a.Style == "slang":
			g.ask(x, b.name, a, hardly)
		default:
			g.ask(x, b.name, a, plainly)
		}
		if text := withMore(a, i/3); a.InScope && i%3 == 0 && text != "" {
			g.ask(x, b.name, asked{Text: text}, addedTo)
		}
	}
	for i, o := range others {
		for k, a := range o.asked {
			if a.InScope && k%5 == i%5 && o.name != strings.Fields(b.name)[0] {
				g.ask(x, b.name, asked{Text: a.Text}, elsewhere)
			}
		}
	}
	const parts = 4
	for part := range parts {
		w := b.withheldPart(part, parts)
		c := *corpus
		c.Entries = w.entries
		x := Build(&c)
		for _, a := range w.asked {
			if !a.InScope {
				g.ask(x, b.name, a, withheld)
			}
		}
	}
}

// more is what is put behind questions: places, times, people and organizations
// that none of the banks is about.
var more = map[string][]string{
	"en": {"in kenya", "in March 2017", "according to Merkel", "for brazilian citizens", "in Nairobi", "in 1997", "for UNICEF", "on 3 August", "in new zealand", "in december", "by Trudeau", "at the fourth meeting"},
	"fr": {"au kenya", "en mars 2017", "selon Merkel", "pour les brésiliens", "à Nairobi", "en 1997", "pour l'UNICEF", "le 3 août", "en nouvelle-zélande", "en décembre", "selon Trudeau"},
	"es": {"en kenia", "en marzo de 2017", "según Merkel", "para los brasileños", "en Nairobi", "en 1997", "para UNICEF", "el 3 de agosto", "en nueva zelanda", "en diciembre", "según Trudeau"},
	"ar": {"في كينيا", "في مارس 2017", "في البرازيل", "في عام 1997", "في ديسمبر", "في نيوزيلندا"},
}

func withMore(a asked, n int) string {
	list := more[a.Lang]
	if len(list) == 0 {
		return ""
	}
	return strings.TrimRight(a.Text, "?؟ .") + " " + list[n%len(list)]
}

// trainingBanks are the banks the weights are fitted on, in the shapes that
// people bring.
func trainingBanks(t testing.TB) (banks, others []bank) {
	for _, name := range []string{"city", "uni", "software", "museum", "clinic", "support", "travel", "handbook", "helpdesk"} {
		b := readBank(t, name, "")
		others = append(others, b)
		banks = append(banks, b)
		switch name {
		case "clinic", "helpdesk":
			banks = append(banks, b.without("questions"))
		case "city", "software":
			banks = append(banks, b.without("titles"))
		}
	}
	for _, l := range languages {
		banks = append(banks, readBank(t, "langs", l))
	}
	banks = append(banks, readBank(t, "langs", ""))
	banks = append(banks, serviceBanks(t)...)
	return append(banks, idmBanks(t)[0]), others
}

func trainingExamples(t testing.TB) []example {
	banks, others := trainingBanks(t)
	var g gatherer
	for _, b := range banks {
		from := others
		if name := strings.Fields(b.name)[0]; name == "langs" || name == "services" || name == "idm" {
			from = nil // what is out of scope is among their own questions
		}
		g.bank(b, from)
	}
	weigh(g.out)
	return g.out
}

func weigh(es []example) {
	count, banks := map[string]float64{}, map[string]map[string]bool{}
	for _, e := range es {
		count[e.bank+"/"+string(e.kind)]++
		if banks[e.group] == nil {
			banks[e.group] = map[string]bool{}
		}
		banks[e.group][e.bank] = true
	}
	for i := range es {
		e := &es[i]
		e.weight = mass[e.kind] / count[e.bank+"/"+string(e.kind)] / float64(len(banks[e.group]))
		if e.inScope() && !e.right {
			e.weight *= wrongMass
		}
		if e.group == "idm" {
			e.weight *= 2
		}
	}
}

func fit(es []example) features {
	t := fitted{examples: es, penalty: 3e-4}
	for _, e := range es {
		t.total += e.weight
	}
	for i := range t.sign {
		switch i {
		case biasFeature, brevityFeature, heldFeature:
		case unknownFeature, missingFeature, lastFeature, yearFeature, numberFeature, nameFeature, strangeFeature, countlessFeature:
			t.sign[i] = -1
		default:
			t.sign[i] = 1
		}
	}
	return t.fit()
}

// decided are figures of a bank whose confidences were computed with weights
// fitted without it.
//
// reached is the confidence that nine of ten plain questions with a right first
// hit reach; one threshold serves all banks as far as it is the same in all.
type decided struct{ auroc, near, withheld, fpr, joint, refused, answered, reached float64 }

func decide(es []example, w *features) decided {
	out := map[exampleKind][]float64{}
	var in, all, plain []float64
	var d decided
	right, refused, answered := 0.0, 0.0, 0.0
	for i := range es {
		e := &es[i]
		p := 1 / (1 + math.Exp(-dotProduct(&e.f, w)))
		yes := p >= threshold
		switch {
		case e.inScope():
			in = append(in, p)
			if e.kind == plainly && e.right {
				plain = append(plain, p)
			}
			if yes && e.right {
				right++
			} else if !yes {
				refused++
			}
		case e.kind == addedTo:
		default:
			all = append(all, p)
			out[e.kind] = append(out[e.kind], p)
			if yes {
				answered++
			}
		}
	}
	d.auroc, d.fpr = auroc(in, all), fprAt95(in, all)
	d.near, d.withheld = auroc(in, out[nearMiss]), auroc(in, out[withheld])
	d.refused, d.answered = refused/float64(len(in)), answered/float64(len(all))
	if slices.Sort(plain); len(plain) > 0 {
		d.reached = plain[len(plain)/10]
	}
	// Three of five questions are in scope, whatever the bank has.
	d.joint = 0.6*right/float64(len(in)) + 0.4*(1-d.answered)
	return d
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
	var sum decided
	for _, g := range sortedKeys(groups) {
		var rest []example
		held := map[string][]example{}
		for _, e := range all {
			if e.group == g {
				held[e.bank] = append(held[e.bank], e)
			} else {
				rest = append(rest, e)
			}
		}
		w := fit(rest)
		var m decided
		for _, b := range sortedKeys(held) {
			m.add(decide(held[b], &w), 1/float64(len(held)))
		}
		t.Logf("held out %-10s %s", g, m)
		sum.add(m, 1/float64(len(groups)))
	}
	t.Logf("mean                %s", sum)
	w := fit(all)
	fmt.Fprintf(os.Stdout, "\tconfidenceWeights = features{%s}\n", listed(w))
	fmt.Fprintf(os.Stdout, "\tusualWrong = features{%s}\n", listed(usual(t)))
}

func (d *decided) add(o decided, share float64) {
	d.auroc += o.auroc * share
	d.near += o.near * share
	d.withheld += o.withheld * share
	d.fpr += o.fpr * share
	d.joint += o.joint * share
	d.refused += o.refused * share
	d.answered += o.answered * share
	d.reached += o.reached * share
}

func (d decided) String() string {
	return fmt.Sprintf("AUROC %.3f (near misses %.3f, withheld %.3f) FPR95 %.3f joint %.3f refused %.3f answered out of scope %.3f reached %.2f",
		d.auroc, d.near, d.withheld, d.fpr, d.joint, d.refused, d.answered, d.reached)
}

// usual is what wrong hits look like, over the training banks.
func usual(t testing.TB) features {
	banks, _ := trainingBanks(t)
	var sum features
	for _, b := range banks {
		x := Build(knowledge.New(b.entries, ""))
		for i, v := range x.scale.wrong {
			sum[i] += v / float64(len(banks))
		}
	}
	return sum
}

func listed(f features) string {
	var parts []string
	for _, v := range f {
		parts = append(parts, fmt.Sprintf("%.3g", math.Round(v*1000)/1000))
	}
	return strings.Join(parts, ", ")
}
