package knowledge

import (
	"fmt"
	"sort"
	"strings"
)

// Finding is one thing that is wrong with the knowledge, told as a compiler
// would: where, what, and what to write instead.
type Finding struct {
	// File is the path within the knowledge, with forward slashes; Line counts
	// from 1 and is 0 where the whole file is meant.
	File string
	Line int
	// Problem says what is wrong, Remedy what to write instead.
	Problem, Remedy string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d: %s; %s", f.File, max(f.Line, 1), f.Problem, f.Remedy)
}

// Findings is the error of knowledge that was refused.
type Findings []Finding

func (f Findings) Error() string {
	switch len(f) {
	case 0:
		return "no findings"
	case 1:
		return f[0].String()
	}
	return fmt.Sprintf("%s (and %d more; `idmbot knowledge check` lists them)", f[0], len(f)-1)
}

func (f Findings) sorted() Findings {
	sort.SliceStable(f, func(i, j int) bool {
		if f[i].File != f[j].File {
			return f[i].File < f[j].File
		}
		return f[i].Line < f[j].Line
	})
	return f
}

// reporter collects findings about one file.
type reporter struct {
	file string
	to   *Findings
}

func (r reporter) at(line int, problem, remedy string, args ...any) {
	if strings.Contains(remedy, "%") {
		remedy = fmt.Sprintf(remedy, args...)
	}
	*r.to = append(*r.to, Finding{File: r.file, Line: line, Problem: problem, Remedy: remedy})
}
