package ground

import "testing"

// TestPatterns: every pattern that is compiled late can be compiled.
func TestPatterns(t *testing.T) {
	for _, f := range forbidden {
		f.pattern()
	}
	for _, list := range [][]phrase{fillers, admissions} {
		for _, p := range list {
			p.pattern()
		}
	}
	longToken()
}
