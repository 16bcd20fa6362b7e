package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one comparable piece of a text: a word, a number, or two or three
// neighbouring signs of a script that writes no spaces.
type Token struct {
	Exact  string // as Exact gives it
	Fold   string // as Fold gives it
	Raw    string // as written
	Pos    int    // counts words; pieces of one run follow each other
	Kind   Kind
	Upper  bool // begins with a capital letter
	First  bool // begins a sentence
	Script Script
}

// Kind says what sort of token it is.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota
	Number      // begins with a digit
	Piece       // of a script without spaces
)

// Script is the writing a token stands in, as far as it matters here.
type Script uint8

// The scripts told apart.
const (
	Other Script = iota
	Latin
	Cyrillic
	Greek
	Arabic
	Hebrew
	Devanagari
	Bengali
	Tamil
	Han
	Kana
	Hangul
	Thai
	Khmer
	Lao
	Myanmar
)

var tables = []struct {
	script Script
	table  *unicode.RangeTable
}{
	{Latin, unicode.Latin}, {Cyrillic, unicode.Cyrillic}, {Arabic, unicode.Arabic},
	{Han, unicode.Han}, {Kana, unicode.Hiragana}, {Kana, unicode.Katakana},
	{Hangul, unicode.Hangul}, {Thai, unicode.Thai}, {Devanagari, unicode.Devanagari},
	{Greek, unicode.Greek}, {Hebrew, unicode.Hebrew}, {Bengali, unicode.Bengali},
	{Tamil, unicode.Tamil}, {Khmer, unicode.Khmer}, {Lao, unicode.Lao}, {Myanmar, unicode.Myanmar},
}

// ScriptOf returns the script of a letter, Other if it is none of the above.
func ScriptOf(r rune) Script {
	if uint32(r) < lowEnd {
		return low[r].script
	}
	return findScript(r)
}

func findScript(r rune) Script {
	if r < utf8.RuneSelf {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return Latin
		}
		return Other
	}
	if r == 'ー' { // the long-vowel sign belongs to no script of its own
		return Kana
	}
	for _, t := range tables {
		if unicode.Is(t.table, r) {
			return t.script
		}
	}
	return Other
}

// Spaceless reports scripts that do not separate words.
func (s Script) Spaceless() bool {
	return s == Han || s == Kana || s >= Thai
}

// Tokens cuts text into tokens, at most limit of them (0 = all).
func Tokens(text string, limit int) []Token { return AppendTokens(nil, text, limit) }

// AppendTokens is Tokens into memory that is there already: the tokens replace
// what buffer holds.
func AppendTokens(buffer []Token, text string, limit int) []Token {
	out := buffer[:0]
	c := cutter{first: true}
	for i := 0; i < len(text) && (limit == 0 || len(out) < limit); {
		if asciiWord[text[i]] {
			if end, letters, upper, ok := plainWord(text, i); ok {
				out = c.plain(out, text[i:end], letters, upper)
				i = end
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			if endsSentence(r) {
				c.first = true
			}
			i += size
			continue
		}
		end, script := wordEnd(text, i)
		out = c.add(out, text[i:end], script)
		i = end
	}
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// asciiWord are the bytes that a plain word begins with.
var asciiWord = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = findInWord(rune(c))
	}
	return t
}()

func inWord(r rune) bool {
	if uint32(r) < lowEnd {
		return low[r].inWord
	}
	return findInWord(r)
}

func findInWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r)
}

func endsSentence(r rune) bool {
	switch r {
	case '.', '!', '?', '\n', '。', '\uff01', '\uff1f', '؟', '।', '…', '¿', '¡', ':':
		return true
	}
	return false
}

// wordEnd finds the end of the run that begins at i: letters of one kind of
// script, with apostrophes and dots inside ("l'eau", "U.N."), or digits with
// separators inside ("1,000", "16.10.2020" stays three numbers).
func wordEnd(text string, i int) (end int, script Script) {
	first, size := utf8.DecodeRuneInString(text[i:])
	script = ScriptOf(first)
	spaceless := script.Spaceless()
	for i += size; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case invisible(r):
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Mc, r), r == 'ー':
		case !inWord(r):
			next, _ := utf8.DecodeRuneInString(text[i+n:])
			if spaceless || !joins(r, first, next) {
				return i, script
			}
		case unicode.IsDigit(r) && !unicode.IsDigit(first) && spaceless:
			return i, script
		default:
			s := ScriptOf(r)
			if s.Spaceless() != spaceless && !unicode.IsDigit(r) {
				return i, script
			}
			if spaceless && s != script && (s > Kana || s < Han || script < Han || script > Kana) {
				return i, script
			}
			if script == Other {
				script = s
			}
		}
		i += n
	}
	return i, script
}

// joins reports a sign that may stand inside a word or number.
func joins(r, first, next rune) bool {
	if !unicode.IsLetter(next) && !unicode.IsDigit(next) {
		return false
	}
	if unicode.IsDigit(first) {
		return r == ',' && unicode.IsDigit(next)
	}
	return false
}

type cutter struct {
	pos   int
	first bool
}

// plain adds a run of unaccented letters and digits.
func (c *cutter) plain(out []Token, raw string, letters, upper bool) []Token {
	t := Token{Exact: raw, Raw: raw, Pos: c.pos, First: c.first}
	if upper {
		t.Exact = strings.ToLower(raw)
		t.Upper = 'A' <= raw[0] && raw[0] <= 'Z'
	}
	t.Fold = t.Exact
	if letters {
		t.Script = Latin
	}
	if isDigit(raw[0]) {
		t.Kind = Number
	}
	c.pos++
	c.first = false
	return append(out, t)
}

func (c *cutter) add(out []Token, raw string, script Script) []Token {
	first := c.first
	c.first = false
	exact := Exact(raw)
	if exact == "" {
		return out
	}
	if script.Spaceless() {
		return c.pieces(out, exact, script, first)
	}
	r, _ := utf8.DecodeRuneInString(raw)
	t := Token{
		Exact: exact, Fold: FoldExact(exact), Raw: raw, Pos: c.pos,
		Upper: unicode.IsUpper(r), First: first, Script: script,
	}
	if unicode.IsDigit(r) {
		t.Kind = Number
		t.Exact = dropCommas(t.Exact)
		t.Fold = dropCommas(t.Fold)
	}
	c.pos++
	if t.Fold == "" {
		return out
	}
	return append(out, t)
}

func dropCommas(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == ',' {
			b := make([]byte, 0, len(s))
			for j := 0; j < len(s); j++ {
				if s[j] != ',' {
					b = append(b, s[j])
				}
			}
			return string(b)
		}
	}
	return s
}

// pieces emits overlapping pairs of signs (single signs where the run is one
// long), and for Thai and its kin triples too, where two are less than a
// syllable.
func (c *cutter) pieces(out []Token, exact string, script Script, first bool) []Token {
	var starts []int
	for i, r := range exact {
		if i == 0 || !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Mc, r) {
			starts = append(starts, i)
		}
	}
	starts = append(starts, len(exact))
	n := len(starts) - 1
	emit := func(from, to int) {
		s := exact[starts[from]:starts[to]]
		out = append(out, Token{Exact: s, Fold: s, Raw: s, Pos: c.pos + from, Kind: Piece,
			First: first && from == 0, Script: script})
	}
	if n == 1 {
		emit(0, 1)
	}
	for i := 0; i+1 < n; i++ {
		emit(i, i+2)
		if script >= Thai && i+2 < n {
			emit(i, i+3)
		}
		if script == Han {
			emit(i, i+1)
		}
	}
	if n > 1 && script == Han {
		emit(n-1, n)
	}
	c.pos += n
	return out
}
