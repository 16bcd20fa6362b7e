package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// widest is where a line of the transcript is cut: what entries say is not
// what it is about.
const widest = 132

// note writes down what somebody sees, and returns it whole.
func (st *stage) note(text string) string {
	for l := range strings.Lines(strings.TrimRight(text, "\n")) {
		r := []rune(strings.TrimRight(l, "\n"))
		if len(r) > widest {
			r = append(r[:widest], '…')
		}
		st.script.WriteString("    " + string(r) + "\n")
	}
	return text
}

// Moments differ from run to run.
var moments = []struct {
	is   *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day, \d+ [a-z]+ \d{4}`), "‹day›"},
	{regexp.MustCompile(`(?i)(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) \d+ \pL+ \d{4}`), "‹jour›"},
	{regexp.MustCompile(`(?i)(lunes|martes|miércoles|jueves|viernes|sábado|domingo) \d+ de [a-z]+ de \d{4}`), "‹día›"},
	{regexp.MustCompile(`(now|son las|est) \d\d:\d\d`), "$1 ‹time›"},
	{regexp.MustCompile(`(accessed on|retrieved) [^,)]*?(, \d{4})?([,)]|$)`), "$1 ‹day›$3"},
	{regexp.MustCompile(`(\[(?:✓ )?[A-Z][A-Za-z ]+) \d\d:\d\d\]`), "$1 ‹time›]"},
	{regexp.MustCompile(`20[2-9]\d-\d\d-\d\d`), "‹date›"},
}

// golden compares the transcript with a file.
func (st *stage) golden(name string) {
	st.t.Helper()
	text := strings.NewReplacer(st.names...).Replace(st.script.String())
	for _, m := range moments {
		text = m.is.ReplaceAllString(text, m.with)
	}
	file := filepath.Join("testdata", "discord", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			st.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			st.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		st.t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(text, "\n")); diff != "" {
		st.t.Errorf("%s (run the test with -update if this is meant):\n%s", name, diff)
	}
}

// quietly leaves out of the transcript what depends on the day or the machine.
func (st *stage) quietly(do func() string) string {
	before := st.script.String()
	text := do()
	st.script.Reset()
	st.script.WriteString(before)
	return text
}
