package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// respeltShortest is from how many letters on a word is put right: shorter ones
// differ by a letter from too many.
const respeltShortest = 8

// read analyzes a question, and once more as it reads with its slips put right,
// unless that is another language.
func (x *Index) read(text, lang string, s *scratch) *query {
	q := x.analyze(text, lang, s)
	respelt := x.respelt(q)
	if respelt == "" {
		return q
	}
	fixed, spoken := q.fixed, q.lang
	if q = x.analyze(respelt, lang, s); q.lang != spoken {
		return x.analyze(text, lang, s)
	}
	q.fixed = fixed
	return q
}

// respelt is the question as it reads with the words put right that can only
// have been meant for words of the corpus, "" if there are none. Names stay as
// they are: one letter makes another person.
func (x *Index) respelt(q *query) string {
	text := q.text
	for _, c := range q.fixed {
		if x.isSlip(q, c) {
			text = replaceWord(text, c.From, c.To)
		}
	}
	if text == q.text {
		return ""
	}
	return text
}

// isSlip reports whether a word is a slip of the pen: long, begun right, no name,
// and meant for a word of the question's own language.
func (x *Index) isSlip(q *query, c Correction) bool {
	first, _ := utf8.DecodeRuneInString(strings.ToLower(c.From))
	return utf8.RuneCountInString(c.From) >= respeltShortest && vowelled(c.From) &&
		strings.HasPrefix(c.To, string(first)) && !q.names(c.From) && !x.names.people[c.To] && x.worded(c.To, q.lang)
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

// worded reports whether titles, texts and questions in a language have a word,
// or are in other languages only.
func (x *Index) worded(form, lang string) bool {
	id, ok := x.terms.forms[form]
	if !ok || x.lang.worded == nil {
		return ok
	}
	at, ok := slices.BinarySearch(x.lang.names, lang)
	return !ok || x.lang.worded[int(id)*len(x.lang.names)+at] > 0
}

// replaceWord replaces a word wherever it stands alone.
func replaceWord(text, from, to string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, from)
		if at < 0 {
			return out.String() + text
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(from):])
		out.WriteString(text[:at])
		if inWord(before) || inWord(after) {
			out.WriteString(from)
		} else {
			out.WriteString(to)
		}
		text = text[at+len(from):]
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
