package ground

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

type kind uint8

const (
	word kind = iota
	number
	mark // punctuation that ends a clause or a sentence, or a quotation mark
)

// token is one word, number or mark of a text.
type token struct {
	raw        string  // as written
	text       string  // lower case, without accents
	stem       string  // what equal words share
	start, end int     // bytes in the text
	kind       kind    //
	capital    bool    // begins with a capital letter
	first      bool    // first word of its sentence
	function   bool    // carries grammar only
	negated    bool    // stands in the reach of a negation
	void       bool    // a field of a record without a value
	glued      bool    // no space between this token and the one before
	weight     float64 // how much finding it proves, 0 for function words and marks
	sentence   int32   // index of its sentence
	part       int16   // counts the breaks between the main clauses of its sentence
	quantity   int32   // index+1 into the quantities of the text
	lex        int32   // its place in the vocabulary
	class      wordClass
}

// tokenize splits text into words, numbers and marks. Camel case and joined
// letters and digits are split ("hasWifi", "5km"); scripts without spaces are cut
// into overlapping pairs of letters.
func tokenize(text string) []token {
	return appendTokens(make([]token, 0, len(text)/5+4), text)
}

// appendTokens is tokenize behind the tokens that are there.
func appendTokens(tokens []token, text string) []token {
	begin := len(tokens)
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unspaced(r):
			end := at
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if !unspaced(next) && !unicode.Is(unicode.M, next) {
					break
				}
				end += n
			}
			tokens = appendPairs(tokens, text, at, end)
			at = end
		case unicode.IsDigit(r):
			end := scanNumber(text, at)
			tokens = append(tokens, token{raw: text[at:end], text: text[at:end], start: at, end: end, kind: number})
			at = end
		case unicode.IsLetter(r):
			end := scanWord(text, at)
			tokens = appendWord(tokens, text, at, end)
			at = end
		case isMark(r):
			tokens = append(tokens, token{raw: text[at : at+size], text: text[at : at+size], start: at, end: at + size, kind: mark})
			at += size
		default:
			at += size
		}
	}
	for i := begin + 1; i < len(tokens); i++ {
		tokens[i].glued = tokens[i-1].end == tokens[i].start
	}
	return tokens
}

// isMark tells punctuation that is kept.
func isMark(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiMarks[r]
	}
	return strings.ContainsRune("“”«»„‟—–€£¥°。،؛؟！？；：、", r)
}

var asciiMarks = func() (table [utf8.RuneSelf]bool) {
	for _, r := range ".,;:!?()[]{}\"-$%/|\n&+#*<>=~" {
		table[r] = true
	}
	return table
}()

// unspaced tells letters of scripts that put no space between words.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func appendPairs(tokens []token, text string, from, to int) []token {
	var starts []int
	for i := range text[from:to] {
		starts = append(starts, from+i)
	}
	starts = append(starts, to)
	if len(starts) == 2 {
		return append(tokens, token{raw: text[from:to], text: text[from:to], start: from, end: to, weight: .5})
	}
	for i := 0; i+2 < len(starts); i++ {
		piece := text[starts[i]:starts[i+2]]
		tokens = append(tokens, token{raw: piece, text: piece, start: starts[i], end: starts[i+2], weight: .5})
	}
	return tokens
}

// scanNumber returns the end of the number that begins at text[at]: digits, and
// points, commas and colons that stand between digits.
func scanNumber(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsDigit(r) {
			at += size
			continue
		}
		if r == '.' || r == ',' || r == ':' {
			if next, _ := utf8.DecodeRuneInString(text[at+size:]); unicode.IsDigit(next) {
				at += size
				continue
			}
		}
		break
	}
	return at
}

// scanWord returns the end of the word that begins at text[at]. A word ends where
// a small letter is followed by a capital one.
func scanWord(text string, at int) int {
	small := false
	for at < len(text) {
		if c := text[at]; 'a' <= c && c <= 'z' {
			small = true
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unspaced(r):
			return at
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			if small && unicode.IsUpper(r) {
				return at
			}
			small = unicode.IsLower(r)
		case unicode.IsDigit(r):
			small = false
		case (r == '\'' || r == '’') && at+size < len(text):
			next, _ := utf8.DecodeRuneInString(text[at+size:])
			if !unicode.IsLetter(next) {
				return at
			}
			small = false
		default:
			return at
		}
		at += size
	}
	return at
}

// appendWord adds a word, cut at its apostrophe: a possessive s goes, "n't" is the
// word "not", and an elided article ("l'accord") stands alone.
func appendWord(tokens []token, text string, at, end int) []token {
	piece := text[at:end]
	cut := apostrophe(piece)
	if cut <= 0 {
		return append(tokens, plainToken(text, at, end))
	}
	_, size := utf8.DecodeRuneInString(piece[cut:])
	head, tail := piece[:cut], strings.ToLower(piece[cut+size:])
	switch {
	case tail == "t" && strings.HasSuffix(strings.ToLower(head), "n"):
		stop := at + cut
		if folded := strings.ToLower(head); folded != "can" {
			stop--
		}
		if stop > at {
			tokens = append(tokens, plainToken(text, at, stop))
		}
		not := plainToken(text, stop, end)
		not.text = "not"
		return append(tokens, not)
	case tail == "s" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" || tail == "m":
		return append(tokens, plainToken(text, at, at+cut))
	default:
		tokens = append(tokens, plainToken(text, at, at+cut))
		return appendWord(tokens, text, at+cut+size, end)
	}
}

// apostrophe gives the place of the first apostrophe, straight or curly, or -1.
func apostrophe(text string) int {
	for i := 0; i < len(text); i++ {
		if text[i] == '\'' || text[i] == 0xE2 && strings.HasPrefix(text[i:], "’") {
			return i
		}
	}
	return -1
}

func plainToken(text string, at, end int) token {
	raw := text[at:end]
	first, _ := utf8.DecodeRuneInString(raw)
	return token{raw: raw, text: fold(raw), start: at, end: end, capital: unicode.IsUpper(first)}
}

// fold lowers the case and takes accents, vowel signs and variants of Arabic
// letters away.
func fold(raw string) string {
	ascii := true
	for i := 0; i < len(raw); i++ {
		if raw[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(raw)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == 'ـ':
			return -1
		case r == 'ى':
			return 'ي'
		case r == 'ة':
			return 'ه'
		case r == '’':
			return '\''
		}
		return r
	}, norm.NFKD.String(strings.ToLower(raw)))
}
