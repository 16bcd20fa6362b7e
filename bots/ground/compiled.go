package ground

import (
	"regexp"
	"sync"
)

// compiled returns a pattern that is compiled when it is first asked for: the
// patterns of this package together take longer than most commands of the
// program, which need none of them. A test compiles them all.
func compiled(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
