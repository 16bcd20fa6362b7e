package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// speller finds the words of the corpus that look like a given one.
type speller struct {
	forms []string
	sizes []uint8 // letters of forms
	terms []int32
	grams map[uint64][]int32 // places in forms, by trigram
}

func newSpeller(x *Index) speller {
	s := speller{grams: map[uint64][]int32{}}
	for _, form := range sortedKeys(x.terms.forms) {
		n := utf8.RuneCountInString(form)
		if n < 3 || n > 30 {
			continue
		}
		at := int32(len(s.forms))
		s.forms, s.sizes = append(s.forms, form), append(s.sizes, uint8(n))
		s.terms = append(s.terms, x.terms.forms[form])
		for _, g := range trigrams(form) {
			if l := s.grams[g]; len(l) == 0 || l[len(l)-1] != at {
				s.grams[g] = append(l, at)
			}
		}
	}
	return s
}

// startingWith returns the words of the corpus that begin with some letters.
func (s *speller) startingWith(head string) []string {
	from, _ := slices.BinarySearch(s.forms, head)
	to := from
	for to < len(s.forms) && strings.HasPrefix(s.forms[to], head) {
		to++
	}
	return s.forms[from:to]
}

// trigrams of a word with a space at either end, each packed into one number.
func trigrams(form string) []uint64 {
	out := make([]uint64, 0, len(form))
	last := uint64(' ')
	n := 0
	add := func(r rune) {
		const width, three = 21, 1<<63 - 1
		last = (last<<width | uint64(r)) & three
		if n++; n > 1 {
			out = append(out, last)
		}
	}
	for _, r := range form {
		add(r)
	}
	add(' ')
	return out
}

// alike is a word of the corpus that looks like the one asked for.
type alike struct {
	at     int32
	shared float32 // Dice coefficient of the trigrams
}

// alike returns the words that share the most trigrams with form, at most n.
func (s *speller) alike(form string, least float32, n int) []alike {
	grams := trigrams(form)
	count := make([]uint8, len(s.forms)) // as many as a word has trigrams, at most
	var some []int32
	for _, g := range grams {
		for _, at := range s.grams[g] {
			if count[at] == 0 {
				some = append(some, at)
			}
			count[at]++
		}
	}
	var out []alike
	for _, at := range some {
		if d := 2 * float32(count[at]) / float32(len(grams)+int(s.sizes[at])); d >= least {
			out = append(out, alike{at, d})
		}
	}
	slices.SortFunc(out, func(a, b alike) int {
		if a.shared != b.shared {
			if a.shared > b.shared {
				return -1
			}
			return 1
		}
		return int(a.at - b.at)
	})
	return out[:min(n, len(out))]
}

// Worth of words that only look like the one asked for.
const (
	typoWorth = 0.8
	kinWorth  = 0.6
	kinLeast  = 0.5 // of shared trigrams
	// stemDoubted is from how many letters on a stem alone is not believed.
	stemDoubted = 8
)

// guessWord looks for what an unknown word may have meant: a word with one
// letter wrong, else words of the same family.
func (x *Index) guessWord(t *queryTerm, q *query) {
	n := utf8.RuneCountInString(t.token.Fold)
	if t.token.Kind != words.Word || n < 4 || n > 30 || t.use != words.Content {
		return
	}
	found := x.speller.alike(t.token.Fold, 0.2, 30)
	x.forgive(t, q, found)
	if len(t.alts) > 0 || !x.on("kin") {
		return
	}
	for _, a := range found[:min(len(found), 5)] {
		if a.shared >= kinLeast {
			t.addAll([]int32{x.speller.terms[a.at]}, kinWorth*a.shared, "kin")
		}
	}
}

// doubtStem looks for a word with one letter wrong where only the stem of a long
// word is known: "remitances" is no form of the Spanish "remite".
func (x *Index) doubtStem(t *queryTerm, q *query) {
	n := utf8.RuneCountInString(t.token.Fold)
	if t.token.Kind != words.Word || n < stemDoubted || n > 30 || t.use != words.Content || !vowelled(t.token.Fold) {
		return
	}
	for _, a := range t.alts {
		shown := x.terms.terms[a.term].shown
		if begin := sharedHead(t.token.Fold, shown); begin == len(shown) || begin >= len(t.token.Fold)-3 {
			return
		}
	}
	x.forgive(t, q, x.speller.alike(t.token.Fold, 0.5, 5))
}

// forgive takes a word for those that differ from it by one letter. The nearest
// is what was meant, but rather one of the question's language.
func (x *Index) forgive(t *queryTerm, q *query, found []alike) {
	if !x.on("typos") {
		return
	}
	meant := ""
	for _, a := range found {
		form := x.speller.forms[a.at]
		if !oneOff(t.token.Fold, form) {
			continue
		}
		t.addAll([]int32{x.speller.terms[a.at]}, typoWorth, "typo")
		if meant == "" || !x.worded(meant, q.lang) && x.worded(form, q.lang) {
			meant = form
		}
	}
	if meant != "" {
		q.fixed = append(q.fixed, Correction{From: t.token.Raw, To: meant})
	}
}

// sharedHead is how many bytes two words begin with alike.
func sharedHead(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// oneOff reports words that differ by one letter: wrong, missing, too many,
// or two neighbours swapped.
func oneOff(a, b string) bool {
	r, s := []rune(a), []rune(b)
	if len(r) > len(s) {
		r, s = s, r
	}
	if len(s)-len(r) > 1 {
		return false
	}
	i := 0
	for i < len(r) && r[i] == s[i] {
		i++
	}
	if len(r) < len(s) {
		return slices.Equal(r[i:], s[i+1:])
	}
	if i == len(r) || slices.Equal(r[i+1:], s[i+1:]) {
		return true
	}
	return i+1 < len(r) && r[i] == s[i+1] && r[i+1] == s[i] && slices.Equal(r[i+2:], s[i+2:])
}
