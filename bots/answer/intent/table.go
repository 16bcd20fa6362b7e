package intent

import (
	"bufio"
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed tables/*.txt
var tableFiles embed.FS

// label is the heading of a table: "plea danger" is {"plea", "danger"}.
type label struct{ section, value string }

// spellings says how short spellings are written out.
type spellings map[string][]string

func (s spellings) has(w string) bool    { _, ok := s[w]; return ok }
func (s spellings) of(w string) []string { return s[w] }

var spelling = sync.OnceValue(func() spellings {
	out := spellings{}
	for line := range lines("spelling.txt") {
		short, long, ok := strings.Cut(line, "=")
		if !ok {
			panic("spelling.txt: no = in " + line)
		}
		words := strings.Fields(long)
		for i := range words {
			words[i] = normal(words[i])
		}
		for key := range strings.FieldsSeq(short) {
			a, b, pair := strings.Cut(key, "'")
			if !pair {
				out[normal(a)] = words
				continue
			}
			out[normal(a)+"'"+normal(b)] = words
		}
	}
	return out
})

// lines yields the lines of a table without remarks and empty ones. A table is
// part of the program, so one that cannot be read stops it.
func lines(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		f, err := tableFiles.Open("tables/" + name)
		if err != nil {
			panic(fmt.Sprintf("intent: open table %s: %v", name, err))
		}
		defer func() { _ = f.Close() }()
		s := bufio.NewScanner(f)
		for s.Scan() {
			line, _, _ := strings.Cut(s.Text(), "#")
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
		if err := s.Err(); err != nil {
			panic(fmt.Sprintf("intent: read table %s: %v", name, err))
		}
	}
}

// loadRules reads the tables of a subject in all languages.
func loadRules(subject string) *rules {
	files, err := tableFiles.ReadDir("tables")
	if err != nil {
		panic(fmt.Sprintf("intent: list tables: %v", err))
	}
	b := newBuilder()
	for _, f := range files {
		if strings.HasPrefix(f.Name(), subject+".") {
			if err := b.file(f.Name()); err != nil {
				panic(fmt.Sprintf("intent: %v", err))
			}
		}
	}
	return b.done()
}

// file adds one table.
func (b *builder) file(name string) error {
	classes := map[string][]string{}
	var heading label
	for line := range lines(name) {
		switch line[0] {
		case '[':
			section, value, _ := strings.Cut(strings.Trim(line, "[]"), " ")
			heading = label{section, strings.TrimSpace(value)}
		case '@':
			key, list, ok := strings.Cut(line[1:], "=")
			if !ok {
				return fmt.Errorf("%s: no = in %q", name, line)
			}
			classes[strings.TrimSpace(key)] = append(classes[strings.TrimSpace(key)], strings.Fields(list)...)
		default:
			if heading.section == "" {
				return fmt.Errorf("%s: %q stands before any heading", name, line)
			}
			if err := b.phrase(heading, line, classes); err != nil {
				return fmt.Errorf("%s: %q: %w", name, line, err)
			}
		}
	}
	return nil
}
