package index

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/knowledge"
)

func curated(b testing.TB) *knowledge.Corpus {
	b.Helper()
	c, err := knowledge.Load(os.DirFS("../idm"))
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkBuildCurated is what a start waits for.
func BenchmarkBuildCurated(b *testing.B) {
	c := curated(b)
	defer reportCPU(b)()
	for b.Loop() {
		Build(c)
	}
}

var benchQuestions = []string{
	"What did the 2020 dialogue say about women?", "vaccines for everybody", "who said to open the door when someone in danger knocks",
	"visa fee for Canada", "wat did gutteres say on vacination", "2020 and 2024 on climate change and displacement", "les femmes en 2020",
}

func BenchmarkSearchCurated(b *testing.B) {
	x := Build(curated(b))
	i := 0
	defer reportCPU(b)()
	for b.Loop() {
		x.Search(benchQuestions[i%len(benchQuestions)], "")
		i++
	}
}

// long makes a corpus of n entries of so many words each, out of the words of
// the curated one.
func long(b testing.TB, n, size int) *knowledge.Corpus {
	b.Helper()
	var vocabulary []string
	for _, e := range curated(b).Entries {
		vocabulary = append(vocabulary, strings.Fields(e.Text)...)
	}
	var entries []*knowledge.Entry
	at := uint32(1)
	next := func() string {
		at = at*1664525 + 1013904223
		return vocabulary[int(at>>8)%len(vocabulary)]
	}
	for i := range n {
		var text strings.Builder
		for w := range size {
			text.WriteString(next())
			if w%14 == 13 {
				text.WriteString(".")
			}
			text.WriteByte(' ')
		}
		entries = append(entries, &knowledge.Entry{ID: fmt.Sprint("e", i), Title: next() + " " + next() + " " + next(), Text: text.String()})
	}
	return knowledge.New(entries, "")
}

func BenchmarkBuild2000Long(b *testing.B) {
	c := long(b, 2000, 200)
	defer reportCPU(b)()
	for b.Loop() {
		Build(c)
	}
}

func BenchmarkSearch2000Long(b *testing.B) {
	x := Build(long(b, 2000, 200))
	i := 0
	defer reportCPU(b)()
	for b.Loop() {
		x.Search(benchQuestions[i%len(benchQuestions)], "")
		i++
	}
}
