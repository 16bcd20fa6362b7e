package bots_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/idmbot/idmbot/"

type goPackage struct {
	ImportPath, Dir string
	Imports         []string
	TestImports     []string
	XTestImports    []string
	GoFiles         []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-e", "-json", module+"...").Output()
	if err != nil {
		t.Fatalf("list the packages: %v", err)
	}
	var all []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// rank orders the rooms of the house: a package may import only rooms of a
// lower or its own rank.
func rank(path string) int {
	switch room, _, _ := strings.Cut(strings.TrimPrefix(path, module), "/"); room {
	case "knowledge":
		return 0
	case "bots":
		return 1
	case "adapters":
		return 2
	case "cmd":
		return 3
	}
	return -1
}

// TestImportsRunOneWay holds the house's first rule: cmd -> adapters -> bots ->
// knowledge, and no adapter imports another.
func TestImportsRunOneWay(t *testing.T) {
	for _, p := range packages(t) {
		from := rank(p.ImportPath)
		if from < 0 {
			t.Errorf("%s stands outside cmd, bots, knowledge and adapters; move it into the room its subject belongs to", p.ImportPath)
		}
		for _, i := range p.Imports {
			if !strings.HasPrefix(i, module) {
				continue
			}
			if to := rank(i); to > from {
				t.Errorf("%s imports %s, against the one direction cmd -> adapters -> bots -> knowledge; declare an interface where it is needed and connect the two in cmd", p.ImportPath, i)
			}
			if from == 2 && rank(i) == 2 && adapter(p.ImportPath) != adapter(i) {
				t.Errorf("%s imports the adapter %s; adapters do not know each other: what both need belongs to bots", p.ImportPath, i)
			}
		}
	}
}

func adapter(path string) string {
	name, _, _ := strings.Cut(strings.TrimPrefix(path, module+"adapters/"), "/")
	return name
}

// platformNames are what the core must not know.
var platformNames = regexp.MustCompile(`(?i)\b(telegram|discord|openai|gpt)\b`)

// TestNoPlatformInTheCore: bots and knowledge ask for abilities and limits,
// never for a platform's name. Comments may say where a number comes from.
func TestNoPlatformInTheCore(t *testing.T) {
	comment := regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/`)
	for _, p := range packages(t) {
		if rank(p.ImportPath) > 1 {
			continue
		}
		for _, name := range p.GoFiles {
			data, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if m := platformNames.FindString(comment.ReplaceAllString(string(data), "")); m != "" {
				t.Errorf("%s names %q in its code; ask for an ability or read a limit instead", filepath.Join(p.ImportPath, name), m)
			}
		}
	}
}

// topLevel is all that may stand at the top of the repository.
var topLevel = []string{"cmd", "bots", "knowledge", "adapters", "go.mod", "go.sum", "README.md", "LICENSE", "CHANGELOG.md"}

// TestTopLevel keeps the front of the house tidy.
func TestTopLevel(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "git", "ls-files", "--full-name", "..").Output()
	if err != nil {
		t.Skip("not a git checkout: the top level is not looked at")
	}
	for _, name := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(name, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(topLevel, top) {
			t.Errorf("%s stands at the top level; only %s and dot-files belong there", top, strings.Join(topLevel, ", "))
		}
	}
}
