package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// respeltShortest is from how many letters on a word is put right: shorter ones
// differ by a letter from too many.
const respeltShortest = 6

// respelt is the question as it reads with the words put right that were taken
// for words of the corpus, "" if there are none. Names stay as they are: one
// letter makes another person.
func (q *query) respelt() string {
	text := q.text
	for _, c := range q.fixed {
		if utf8.RuneCountInString(c.From) >= respeltShortest && vowelled(c.From) && !q.names(c.From) {
			text = strings.Replace(text, c.From, c.To, 1)
		}
	}
	if text == q.text {
		return ""
	}
	return text
}

// vowelled reports words of a script that writes all its vowels. In the others
// one letter often makes another word.
func vowelled(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool {
		return unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
	})
}

// names reports whether a word of the question is, or belongs to, a name.
func (q *query) names(word string) bool {
	return slices.ContainsFunc(q.named, func(n naming) bool { return slices.Contains(strings.Fields(n.text), word) })
}

// read analyzes a question, and once more as it reads with its slips put right.
func (x *Index) read(text, lang string, s *scratch) *query {
	q := x.analyze(text, lang, s)
	respelt := q.respelt()
	if respelt == "" {
		return q
	}
	fixed := q.fixed
	q = x.analyze(respelt, lang, s)
	q.fixed = fixed
	return q
}
