package knowledge_test

import (
	"os"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
)

// sourceTexts is where the five source texts lie during development.
const sourceTexts = "../../shared/sources"

// TestCuratedCorpusIsClean runs the curators' check over the real corpus, with
// the quotations compared byte by byte where the source texts are at hand.
func TestCuratedCorpusIsClean(t *testing.T) {
	var c *knowledge.Corpus
	var findings knowledge.Findings
	var err error
	if _, statErr := os.Stat(sourceTexts); statErr == nil {
		c, findings, err = knowledge.Check(idm.Files, os.DirFS(sourceTexts))
	} else {
		t.Log("the source texts are not beside the project: quotations are not compared")
		c, findings, err = knowledge.Check(idm.Files, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Error(f)
	}
	t.Logf("%d entries, version %s", len(c.Entries), c.Version)
}

func BenchmarkLoadCurated(b *testing.B) {
	for b.Loop() {
		if _, err := knowledge.Load(idm.Files); err != nil {
			b.Fatal(err)
		}
	}
}
