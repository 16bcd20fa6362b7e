package answer

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	lexical "github.com/idmbot/idmbot/knowledge/index/words"
)

// TestWords: a word is a longest run of letters and numbers, as the pattern
// says, whatever stands around it.
func TestWords(t *testing.T) {
	pattern := regexp.MustCompile(`[\p{L}\p{N}]+`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("asS 12'’-é中ع٣²Ⅷ\u0301\ufffd")))).Draw(t, "text")
		var want []string
		for _, w := range pattern.FindAllString(lexical.Fold(text), -1) {
			if w[0] < '0' || w[0] > '9' {
				want = append(want, w)
			}
		}
		got := words(text)
		if !slices.EqualFunc(got, want, func(g, w string) bool { return g == w || len(w) > 3 && g == strings.TrimSuffix(w, "s") }) {
			t.Errorf("words(%q) = %q, the pattern finds %q", text, got, want)
		}
	})
}

func TestWordsLeaveOutNumbersAndPlurals(t *testing.T) {
	got := words("The 4 avenues of 2024, l'été, the US and its 2nd IDM’s")
	want := []string{"the", "avenue", "of", "l", "ete", "the", "us", "and", "its", "idm", "s"}
	if !slices.Equal(got, want) {
		t.Errorf("words: %q, want %q", got, want)
	}
}
