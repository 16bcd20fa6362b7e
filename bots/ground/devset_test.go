package ground

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// passage is one text of the development set with sentences about it.
//
// The files under testdata hold them as plain text: a line "@ name domain",
// the text, then "= a true sentence" and "- kind: a false sentence". Everything was
// written for these tests. There are three sets. The false sentences of the first are
// of three broad kinds, those of the others of the kinds in flawKinds; their true ones
// are freer paraphrases, which join, count up and generalise. The third is small and
// was never fitted on nor looked at: what it shows is what to expect.
type passage struct {
	set          string
	name, domain string
	sources      []Source
	good         []string
	bad          []flawed
}

// flawed is a sentence that its sources do not bear out, and in what way.
type flawed struct{ kind, text string }

// The sets of passages, folders of testdata.
const (
	firstSet  = "passages"
	secondSet = "second"
	thirdSet  = "third"
)

const secondKinds = `baseless subtle conflict value relation cause general merged modality quote unmentioned`

// flawKinds are the ways in which a sentence of a set may be false.
var flawKinds = map[string]map[string]bool{
	firstSet: set(`conflict baseless detail`),
	// conflict: the text says otherwise. baseless: it says nothing of it. subtle: true but
	// for a small addition. relation: who does what to whom. value: a number or property
	// that belongs to something else. cause: a reason that is not given. general: said of
	// all what is true of some. merged: two facts made one. modality: asked for, planned or
	// possible, told as done. quote: words nobody said. unmentioned: "the text does not
	// say" of what it says.
	secondSet: set(secondKinds),
	thirdSet:  set(secondKinds),
}

// readPassages reads every file of a set.
func readPassages(t testing.TB, name string) []passage {
	t.Helper()
	files, err := filepath.Glob("testdata/" + name + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no passages: %v", err)
	}
	sort.Strings(files)
	var all []passage
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for block := range strings.SplitSeq("\n"+string(text), "\n@ ") {
			if strings.TrimSpace(block) == "" {
				continue
			}
			p := readPassage(t, file, block)
			p.set = name
			all = append(all, p)
		}
	}
	return all
}

func readPassage(t testing.TB, file, block string) passage {
	t.Helper()
	head, rest, _ := strings.Cut(block, "\n")
	p := passage{}
	p.name, p.domain, _ = strings.Cut(strings.TrimSpace(head), " ")
	var text strings.Builder
	for line := range strings.Lines(rest) {
		trimmed := strings.TrimSpace(line)
		if good, ok := strings.CutPrefix(trimmed, "= "); ok {
			p.good = append(p.good, good)
		} else if bad, ok := strings.CutPrefix(trimmed, "- "); ok && len(p.good) > 0 {
			kind, sentence, ok := strings.Cut(bad, ": ")
			if !ok {
				t.Fatalf("%s: %s: %q has no kind", file, p.name, bad)
			}
			p.bad = append(p.bad, flawed{kind, sentence})
		} else {
			text.WriteString(line)
		}
	}
	if p.domain == "" || len(p.good) == 0 || len(p.bad) == 0 || text.Len() == 0 {
		t.Fatalf("%s: the passage %q is incomplete", file, p.name)
	}
	p.sources = []Source{{ID: p.name, Text: strings.TrimSpace(text.String())}}
	return p
}

func TestPassagesAreWellFormed(t *testing.T) {
	seen := map[string]bool{}
	for name, kinds := range flawKinds {
		for _, p := range readPassages(t, name) {
			if seen[p.name] {
				t.Errorf("%s is there twice", p.name)
			}
			seen[p.name] = true
			for _, f := range p.bad {
				if !kinds[f.kind] {
					t.Errorf("%s: unknown kind %q", p.name, f.kind)
				}
			}
		}
	}
}
