package knowledge

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sameAsYAML fails where plainHead takes a head that the decoder reads otherwise.
// It returns whether plainHead took it.
func sameAsYAML(t interface {
	Helper()
	Errorf(string, ...any)
}, yml string) bool {
	t.Helper()
	plain, full := document{lines: map[string]int{}}, document{lines: map[string]int{}}
	if !plain.plainHead(yml) {
		return false
	}
	var findings Findings
	if !full.fullHead([]byte(yml), reporter{file: "x.md", to: &findings}) {
		t.Errorf("plainHead takes %q, which the decoder refuses: %v", yml, findings)
		return true
	}
	if d := cmp.Diff(full, plain, cmp.AllowUnexported(document{})); d != "" {
		t.Errorf("%q is read otherwise (-decoder +plain):\n%s", yml, d)
	}
	return true
}

// TestCuratedHeadsArePlain: the curated corpus is read the short way nearly
// everywhere, and means the same.
func TestCuratedHeadsArePlain(t *testing.T) {
	files, plain := 0, 0
	err := fs.WalkDir(os.DirFS("idm"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") || name == "README.md" {
			return err
		}
		data, err := os.ReadFile("idm/" + name)
		if err != nil {
			return err
		}
		yml, _, ok := cutFence(strings.TrimPrefix(string(data), "---\n"))
		if !ok {
			t.Errorf("%s has no head", name)
		}
		files++
		if sameAsYAML(t, yml) {
			plain++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if plain*10 < files*9 {
		t.Errorf("%d of %d heads are read the short way, want nine in ten", plain, files)
	}
	t.Logf("%d of %d", plain, files)
}

func TestPlainHeadsMeanTheSame(t *testing.T) {
	bit := rapid.OneOf(
		rapid.SampledFrom([]string{"title", "questions", "themes", "gcm", "year", "official", "number", "note", "terms", ": ", ":", "\n", "\n  - ",
			" ", ", ", ",", "[", "]", "[a, b]", "[1, 23]", "\"", "'", "\\", "#", " #", "true", "false", "no", "null", "~", "1", "007", "0x1", "1e3",
			"2020", "2020-01-02", "-", "- ", "?", "&a", "*a", "!t", "|", ">", "%", "@", "`", "{", "}", "é", "¿qué?", "نص", "\u00a0", "\u0085",
			"\u2028", "\ufeff", "\t", "\x00", "\x7f", "A word", "a: b", "a:b", "it's", "---", "...", "<<", "=", ".inf", ".nan", "\U0001F600"}),
		rapid.StringN(0, 3, -1),
	)
	line := rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 2).Draw(t, "free") == 0 {
			return strings.Join(rapid.SliceOfN(bit, 0, 8).Draw(t, "bits"), "")
		}
		key := rapid.SampledFrom([]string{"title", "questions", "themes", "gcm", "year", "official", "number", "note", "terms"}).Draw(t, "key")
		open := rapid.SampledFrom([]string{": ", ":", ": \"", ": [", ":\n  - "}).Draw(t, "open")
		end := rapid.SampledFrom([]string{"", "\"", "]", "\n  - more"}).Draw(t, "end")
		return key + open + strings.Join(rapid.SliceOfN(bit, 0, 5).Draw(t, "bits"), "") + end
	})
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		if sameAsYAML(t, strings.Join(rapid.SliceOfN(line, 1, 4).Draw(t, "lines"), "\n")+"\n") {
			taken++
		}
	})
	if taken == 0 {
		t.Error("no head was plain: nothing was compared")
	}
}

func FuzzPlainHead(f *testing.F) {
	for _, s := range []string{"title: A title\nthemes: [a, b]\ngcm: [1, 2]\nquestions:\n  - Who?\n  - \"What: this\"\n", "title: \"a\"b\"\n",
		"year: 010\n", "note: a #b\n", "official: true\n", "title: no\n", "title: a\n  b\n", "terms: [a,b]\n", "title:\n  - a\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { sameAsYAML(t, s) })
}
