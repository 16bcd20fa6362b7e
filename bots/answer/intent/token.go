package intent

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// token is one word of a message. Several tokens share start and end where one
// word was spelt out ("im" is read as "i am").
type token struct {
	text       string // as normal gives it
	start, end int    // bytes in the message
	sentence   int
	// quoted is set for words between quotation marks that are closed again.
	quoted bool
	// apostrophe and colon say what stands between this word and the one
	// before it.
	apostrophe, colon bool
}

// tokens cuts a message into words. Punctuation only separates them, but the
// ends of sentences and quotation marks leave their trace.
func tokens(text string) []token {
	out := make([]token, 0, len(text)/5+4)
	var gap gap
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		if w := normal(text[start:end]); w != "" {
			if len(out) == 0 {
				gap.sentence = 0
			}
			out = append(out, token{text: w, start: start, end: end, sentence: gap.sentence,
				apostrophe: gap.apostrophe && gap.width == 1, colon: gap.colon})
			gap.apostrophe, gap.colon, gap.width = false, false, 0
		}
		start = -1
	}
	var quotes quotes
	for i, r := range text {
		switch {
		case isWord(r):
			if start < 0 {
				start = i
			}
			continue
		case isJoiner(r):
			continue
		}
		flush(i)
		gap.add(r, text[i+utf8.RuneLen(max(r, 0)):])
		quotes.add(r, len(out))
	}
	flush(len(text))
	quotes.mark(out)
	return respell(out)
}

// gap is what was seen between two words.
type gap struct {
	sentence          int
	width             int
	apostrophe, colon bool
}

func (g *gap) add(r rune, rest string) {
	g.width++
	switch r {
	case '\'', '’', '‘', 'ʼ', '`', '´':
		g.apostrophe = true
	case ':', '：':
		g.colon = true
	case '.':
		// A full stop inside a word or a number ends no sentence.
		if next, n := utf8.DecodeRuneInString(rest); n > 0 && isWord(next) {
			return
		}
		g.sentence++
	case '!', '?', '؟', '¡', '¿', ';', '؛', '…', '\n', '。', '।', '۔', '！', '？', '።', '|':
		g.sentence++
	}
}

// quotes finds the words between quotation marks.
type quotes struct {
	open  int // index of the first quoted token, plus one; 0 if none is open
	spans [][2]int
}

func (q *quotes) add(r rune, n int) {
	switch r {
	case '“', '«', '„':
		q.open = n + 1
	case '”', '»', '‟':
		q.close(n)
	case '"', '＂':
		if q.open > 0 {
			q.close(n)
		} else {
			q.open = n + 1
		}
	}
}

func (q *quotes) close(n int) {
	if q.open > 0 {
		q.spans = append(q.spans, [2]int{q.open - 1, n})
		q.open = 0
	}
}

func (q *quotes) mark(ts []token) {
	for _, s := range q.spans {
		for i := s[0]; i < s[1] && i < len(ts); i++ {
			ts[i].quoted = true
		}
	}
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && !isVariation(r)
}

// isJoiner reports characters that are invisible inside a word.
func isJoiner(r rune) bool {
	return r == '\u200c' || r == '\u200d' || r == '\u00ad' || isVariation(r)
}

// isVariation reports the selectors and enclosing keycap that go with emoji.
func isVariation(r rune) bool { return r >= 0xfe00 && r <= 0xfe0f || r == 0x20e3 }

// respell writes contractions and common short spellings out, so that the
// tables need one spelling only.
func respell(in []token) []token {
	change := slices.ContainsFunc(in, func(t token) bool { return t.apostrophe || spelling().has(t.text) })
	if !change {
		return in
	}
	out := make([]token, 0, len(in)+4)
	for i := 0; i < len(in); i++ {
		t, n := in[i], 1
		key := t.text
		if i+1 < len(in) && in[i+1].apostrophe {
			if pair := key + "'" + in[i+1].text; spelling().has(pair) {
				key, n = pair, 2
				t.end = in[i+1].end
			}
		}
		words := spelling().of(key)
		if words == nil {
			out = append(out, t)
			continue
		}
		for j, w := range words {
			s := t
			s.text = w
			s.apostrophe = s.apostrophe && j == 0
			out = append(out, s)
		}
		i += n - 1
	}
	return out
}
