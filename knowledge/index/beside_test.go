package index

import (
	"flag"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"

	"github.com/idmbot/idmbot/knowledge"
)

var besideFlag = flag.Bool("beside", false, "print how this package and a ready-made engine do on the same banks")

// ready is what a ready-made engine (bleve with its analyzer for English) finds,
// best first, and how sure its own score is.
type ready func(question string) (ids []string, score float64)

// readyMade indexes each entry as one document of title, text and questions,
// or each question by itself as well.
func readyMade(t testing.TB, b bank, apart bool) ready {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	index, err := bleve.NewMemOnly(mapping)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	batch := index.NewBatch()
	add := func(entry, n int, text string) {
		id := strconv.Itoa(entry) + " " + strconv.Itoa(n)
		if err := batch.Index(id, map[string]string{"all": text}); err != nil {
			t.Fatal(err)
		}
	}
	for i, e := range b.entries {
		whole := []string{e.Title, e.Text}
		if apart {
			for n, q := range e.Questions {
				add(i, n+1, q)
			}
		} else {
			whole = append(whole, e.Questions...)
		}
		add(i, 0, strings.Join(whole, "\n"))
	}
	if err := index.Batch(batch); err != nil {
		t.Fatal(err)
	}
	return func(question string) ([]string, float64) {
		found, err := index.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), 60, 0, false))
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, h := range found.Hits {
			n, err := strconv.Atoi(strings.Fields(h.ID)[0])
			if err != nil {
				t.Fatal(err)
			}
			if id := b.entries[n].ID; !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		return ids, found.MaxScore
	}
}

func (f ready) measure(b bank) figures {
	var m figures
	var in, out []float64
	for _, a := range b.asked {
		ids, score := f(a.Text)
		if !a.InScope {
			out = append(out, score)
			continue
		}
		in = append(in, score)
		at := slices.IndexFunc(ids, func(id string) bool { return slices.Contains(a.Expect, id) })
		if at == 0 {
			m.first++
		}
		if at >= 0 && at < 10 {
			m.ndcg += 1 / math.Log2(float64(at)+2)
		}
	}
	m.n, m.out = len(in), len(out)
	m.first /= float64(m.n)
	m.ndcg /= float64(m.n)
	if m.out > 0 {
		m.auroc, m.fpr = auroc(in, out), fprAt95(in, out)
	}
	return m
}

// TestBesideReadyMade prints both on the same banks: since nobody's questions are as
// hard as another's, the difference says more than the figures.
func TestBesideReadyMade(t *testing.T) {
	if !*besideFlag {
		t.Skip("takes minutes: -beside")
	}
	names, groups := breadth(t)
	faq, bots, _ := devBanks(t)
	for name, banks := range map[string][]bank{"FAQ, other scope": faq, "bots, other scope": bots,
		"FAQ, near misses": each(faq, bank.withheld), "bots, near misses": each(bots, bank.withheld)} {
		names, groups[name] = append(names, name), banks
	}
	slices.Sort(names[len(names)-4:])
	for _, name := range names {
		var ours, theirs, apart []figures
		for _, b := range groups[name] {
			b = b.thinned(5)
			corpus := b.corpus
			if corpus == nil {
				corpus = knowledge.New(b.entries, "")
			}
			ours = append(ours, measure(Build(corpus), b))
			theirs = append(theirs, readyMade(t, b, false).measure(b))
			apart = append(apart, readyMade(t, b, true).measure(b))
		}
		us, it, alone := mean(ours), mean(theirs), mean(apart)
		t.Logf("%-22s P@1 %.3f, %.3f, questions apart %.3f  nDCG %.3f, %.3f, %.3f  AUROC %.3f, %.3f, %.3f  FPR95 %.3f, %.3f, %.3f", name,
			us.first, it.first, alone.first, us.ndcg, it.ndcg, alone.ndcg, us.auroc, it.auroc, alone.auroc, us.fpr, it.fpr, alone.fpr)
	}
}
