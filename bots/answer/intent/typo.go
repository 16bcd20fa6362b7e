package intent

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// minTypo is the length, in letters, from which a word may have one slip of
// the fingers. Shorter words are too close to each other.
const minTypo = 6

// deletions returns the word and the word with each of its letters left out,
// the first one excepted: people rarely miss the first letter.
func deletions(w string) []string {
	if utf8.RuneCountInString(w) < minTypo-1 || w[0] < 'a' || w[0] > 'z' || !isASCII(w) {
		return nil
	}
	out := make([]string, 0, len(w))
	out = append(out, w)
	for i := 1; i < len(w); i++ {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

// typo appends the words that w is with one letter left out, put in, changed
// or swapped with its neighbour.
func (r *rules) typo(ids []int32, w string) []int32 {
	if len(w) < minTypo || strings.ContainsAny(w, "0123456789") {
		return ids
	}
	if w[0] < 'a' || w[0] > 'z' || !isASCII(w) {
		return ids
	}
	seen := len(ids)
	var buffer [64]byte
	for left := range len(w) { // the letter left out; 0 for none
		d := append(buffer[:0], w...)
		if left > 0 {
			d = append(d[:left], w[left+1:]...)
		}
		for _, id := range r.typos[string(d)] {
			if !slices.Contains(ids[seen:], id) && oneSlip(w, r.spelt[id]) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// oneSlip reports whether two ASCII words differ by one edit, a swap of
// neighbours counting as one.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch len(a) - len(b) {
	case 0:
		return i == len(a) || a[i+1:] == b[i+1:] ||
			i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	case 1:
		return a[i+1:] == b[i:]
	}
	return false
}

// minArabic is the number of letters that must be left of an Arabic word when
// its particles are taken off.
const minArabic = 3

// bareArabic returns an Arabic word without the particles written in front of
// it (and, with, to, as, the, will), in the forms it can have, spaces between;
// empty if it has none.
func bareArabic(w string) string {
	if r, _ := utf8.DecodeRuneInString(w); r < 0x600 || r > 0x6ff {
		return ""
	}
	var out []string
	cut := func(s, prefix string) (string, bool) {
		rest, ok := strings.CutPrefix(s, prefix)
		if !ok || utf8.RuneCountInString(rest) < minArabic {
			return s, false
		}
		out = append(out, rest)
		return rest, true
	}
	for _, and := range []string{"و", "ف"} {
		if rest, ok := cut(w, and); ok {
			w = rest
			break
		}
	}
	for _, p := range []string{"بال", "لل", "كال", "ال", "عال"} {
		if _, ok := cut(w, p); ok {
			return strings.Join(out, " ")
		}
	}
	for _, p := range []string{"ب", "ل"} {
		if _, ok := cut(w, p); ok {
			break
		}
	}
	return strings.Join(out, " ")
}
