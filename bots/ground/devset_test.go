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
// The files under testdata/passages hold them as plain text: a line "@ name domain",
// the text, then "= a true sentence" and "- kind: a false sentence". Everything was
// written for this test. The kinds of the false ones: conflict (the text says
// otherwise), baseless (the text says nothing of it), detail (true, with something
// made up in it).
type passage struct {
	name, domain string
	sources      []Source
	good         []string
	bad          []flawed
}

// flawed is a sentence that its sources do not bear out, and in what way.
type flawed struct{ kind, text string }

// readPassages reads every file of testdata/passages.
func readPassages(t testing.TB) []passage {
	t.Helper()
	files, err := filepath.Glob("testdata/passages/*.txt")
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
	for _, p := range readPassages(t) {
		if seen[p.name] {
			t.Errorf("%s is there twice", p.name)
		}
		seen[p.name] = true
		for _, f := range p.bad {
			if f.kind != "conflict" && f.kind != "baseless" && f.kind != "detail" {
				t.Errorf("%s: unknown kind %q", p.name, f.kind)
			}
		}
	}
}
