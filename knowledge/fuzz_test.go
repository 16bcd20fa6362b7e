package knowledge_test

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/idmbot/idmbot/knowledge"
)

// FuzzReadJSONL: whatever is in the file, there is a corpus or there are
// findings with a line, and what was read can be written and read again.
func FuzzReadJSONL(f *testing.F) {
	f.Add([]byte(`{"id":"a","text":"b","questions":["c"],"source":{"title":"d"}}`))
	f.Add([]byte("{\"id\":\"a\",\"te\n\xff\xfe"))
	f.Add([]byte(`{"id":1}` + "\n\n" + `[]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := knowledge.ReadJSONL(bytes.NewReader(data), "x.jsonl")
		if err != nil {
			var findings knowledge.Findings
			if !errors.As(err, &findings) || len(findings) == 0 || findings[0].Line < 1 {
				t.Fatalf("no finding with a line: %v", err)
			}
			return
		}
		var out bytes.Buffer
		if err := knowledge.Export(&out, c, "jsonl"); err != nil {
			t.Fatal(err)
		}
		again, err := knowledge.ReadJSONL(&out, "y.jsonl")
		if err != nil || len(again.Entries) != len(c.Entries) {
			t.Fatalf("what was written is not read again: %v", err)
		}
	})
}

// FuzzEntry: any file in the place of an entry gives findings or a corpus,
// never a panic.
func FuzzEntry(f *testing.F) {
	f.Add("---\ntitle: x\nkind: about\nlevel: reporting\nthemes: [t]\n---\n\ntext\n")
	f.Add("---\ntitle: [\n---\n")
	f.Add("---\ntitle: x\ntitle: y\nnope: 1\n---\nx")
	f.Fuzz(func(t *testing.T, text string) {
		files := fstest.MapFS{
			"themes.yaml": {Data: []byte("- id: t\n  name: {en: T}\n")}, "s/source.yaml": {Data: []byte("title: S\n")},
			"s/e.md": {Data: []byte(text)}, "s/e.fr.md": {Data: []byte(text)},
		}
		c, findings, err := knowledge.Check(files, nil)
		if err != nil || c == nil {
			t.Fatal(err)
		}
		for _, found := range findings {
			if s := found.String(); strings.Contains(s, "%!") || found.Problem == "" || found.Remedy == "" {
				t.Errorf("a finding that says nothing: %q", s)
			}
		}
	})
}

// TestFindings: each mistake a curator can make has a line and a remedy.
func TestFindings(t *testing.T) {
	good := "---\ntitle: Boats\nkind: statement\nlevel: statement\nspeaker: Ada\nthemes: [t]\nsee_also: [e2]\nquote: there were boats\nquestions: [a1, b1, c1, d1, e1, f1, g1, h1]\n---\n\nAda says there were boats in 2020.\n"
	second := "---\ntitle: Ships\nkind: about\nlevel: reporting\nthemes: [t]\nquestions: [a2, b2, c2, d2, e2, f2, g2, h2]\n---\n\nShips.\n"
	for _, c := range []struct {
		name, file, text, want string
	}{
		{"clean", "s/e.md", good, ""},
		{"theme", "s/e.md", strings.Replace(good, "[t]", "[tt]", 1), `s/e.md:6: unknown theme "tt"; did you mean "t"?`},
		{"see also", "s/e.md", strings.Replace(good, "[e2]", "[e3]", 1), `s/e.md:7: unknown entry "e3" in see_also; did you mean`},
		{"speaker", "s/e.md", strings.Replace(good, "speaker: Ada", "speaker: Eve", 1), `s/e.md:5: "Eve" is not a speaker of this source`},
		{"no speaker", "s/e.md", strings.Replace(good, "speaker: Ada\n", "", 1), "a statement needs the person who made it"},
		{"other's speaker", "s/e.md", strings.Replace(good, "Ada says", "Bob says", 1), "the text names Bob, who is a speaker of \"z\""},
		{"kind", "s/e.md", strings.Replace(good, "kind: statement", "kind: nonsense", 1), `s/e.md:3: unknown kind "nonsense"`},
		{"duplicate question", "s/e.md", strings.Replace(good, "a1", `"A2?"`, 1), "stands already at"},
		{"quotation", "s/e.md", strings.Replace(good, "there were boats", "there was a boat", 1), "the quotation does not stand in the source text a.txt"},
		{"too long", "s/e.md", good + strings.Repeat("More and more. ", 100), "too long for a chat message"},
		{"markup", "s/e.md", good + "\n**bold**\n", "the text holds markup (**)"},
		{"unknown field", "s/e.md", strings.Replace(good, "title: Boats", "title: Boats\ntilte: x", 1), `s/e.md:3: unknown field "tilte"`},
		{"few questions", "s/e.md", strings.Replace(good, ", h1", "", 1), "there are 7 questions"},
		{"dead translation", "s/gone.fr.md", "---\ntitle: x\n---\n\nx\n", `a translation of "gone", which does not exist`},
		{"lost number", "s/e.fr.md", "---\ntitle: Bateaux\n---\n\nDes bateaux.\n", "the number 2020 of the first-language text is missing"},
		{"language", "s/e.de.md", "---\ntitle: Boote\n---\n\nBoote 2020.\n", `"de" is not a language of this corpus`},
		{"same id", "z/e.md", good, `the id "e" is used already, in s/e.md`},
		{"no head", "s/e.md", "text", "the head is missing"},
		{"not UTF-8", "s/e.md", "\xff\xfe", "the file is not UTF-8 text"},
		{"gap without a way on", "unanswered.yaml", "- id: g\n  title: {en: Next}\n  text: {en: Not held.}\n  questions: {en: [a3, b3, c3, d3, e3, f3, g3, h3]}\n", "g: nothing is offered instead"},
		{"gap with too few questions", "unanswered.yaml", "- id: g\n  title: {en: Next}\n  text: {en: Not held.}\n  questions: {en: [a3]}\n  instead: [e]\n", "fewer than 8 questions"},
		{"gap that leads nowhere", "unanswered.yaml", "- id: g\n  title: {en: Next}\n  text: {en: Not held.}\n  questions: {en: [a3, b3, c3, d3, e3, f3, g3, h3]}\n  instead: [e9]\n", `g: unknown entry "e9"`},
		{"gap with an entry's question", "unanswered.yaml", "- id: g\n  title: {en: Next}\n  text: {en: Not held.}\n  questions: {en: [a1, b3, c3, d3, e3, f3, g3, h3]}\n  instead: [e]\n", "stands already at s/e.md"},
		{"stray file", "notes.txt", "x", "this file is not part of the knowledge"},
	} {
		files := fstest.MapFS{
			"corpus.yaml": {Data: []byte("name: c\nlanguages: [en, fr]\n")}, "themes.yaml": {Data: []byte("- id: t\n  name: {en: T}\n")},
			"s/source.yaml": {Data: []byte("title: S\ntext: a.txt\nspeakers: [{name: Ada}]\n")},
			"z/source.yaml": {Data: []byte("title: Z\nspeakers: [{name: Bob}]\n")},
			"s/e.md":        {Data: []byte(good)}, "s/e2.md": {Data: []byte(second)},
		}
		files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		_, findings, err := knowledge.Check(files, fs.FS(fstest.MapFS{"a.txt": {Data: []byte("Truly, there were boats.")}}))
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, found := range findings {
			all = append(all, found.String())
		}
		if got := strings.Join(all, "\n"); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: findings\n%s\nwant %s", c.name, got, c.want)
		}
	}
}
