package index

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/blevesearch/bleve/v2"
)

// readyMade is bleve with its analyzer for English. Each entry is one document of
// title, text and questions, which finds more than a document for each question;
// how sure it is, is its score.
func readyMade(t testing.TB, b bank) finder {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	index, err := bleve.NewMemOnly(mapping)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { index.Close() })
	batch := index.NewBatch()
	for i, e := range b.entries {
		all := strings.Join(append([]string{e.Title, e.Text}, e.Questions...), "\n")
		if err := batch.Index(strconv.Itoa(i), map[string]string{"all": all}); err != nil {
			t.Fatal(err)
		}
	}
	if err := index.Batch(batch); err != nil {
		t.Fatal(err)
	}
	return func(question string) ([]string, float64, bool) {
		found, err := index.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(question), most, 0, false))
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, h := range found.Hits {
			i, err := strconv.Atoi(h.ID)
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, b.entries[i].ID)
		}
		return ids, found.MaxScore, false
	}
}

// TestBesideReadyMade: on every kind of bank this package finds more than a
// ready-made engine. Since nobody's questions are as hard as another's, the
// difference says more than the figures.
func TestBesideReadyMade(t *testing.T) {
	_, groups := breadth(t)
	// The others are the same entries in still other shapes.
	names := []string{"small FAQ", "joint FAQ", "frequent questions", "long texts", "small bot", "bot", "all examples",
		"title+text", "title+text+questions", "library", "library joint", "services", "services joint"}
	faq, bots, _ := devBanks(t)
	groups["FAQ withheld"], groups["bots withheld"] = each(faq, bank.withheld), each(bots, bank.withheld)
	names = append(names, "FAQ withheld", "bots withheld")
	for _, name := range names {
		var ours, theirs []figures
		for _, b := range groups[name] {
			b = b.thinned(5)
			ours = append(ours, measure(Build(b.knowledge()), b))
			theirs = append(theirs, measureFinder(readyMade(t, b), b))
		}
		us, them := mean(ours), mean(theirs)
		scope := ""
		if us.out > 0 {
			scope = fmt.Sprintf("  AUROC %.3f %.3f  FPR95 %.3f %.3f", us.auroc, them.auroc, us.fpr, them.fpr)
		}
		t.Logf("%-22s P@1 %.3f %.3f  nDCG %.3f %.3f%s", name, us.first, them.first, us.ndcg, them.ndcg, scope)
		if us.first < them.first || us.ndcg < them.ndcg {
			t.Errorf("%s: the ready-made engine finds more", name)
		}
	}
}
