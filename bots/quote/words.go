package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// piece is a word or a punctuation mark of a text.
type piece struct {
	raw     string // as written
	key     string // what equal pieces share
	start   int    // bytes
	end     int
	mark    bool // punctuation
	capital bool
}

// split cuts text into words and punctuation. Quotation marks and dashes are left
// out; where they stood is kept in quotes, as the index of the piece they stand
// before.
func split(text string) (pieces []piece, quotes []int) {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	fold := cases.Fold()
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isQuote(r):
			quotes = append(quotes, len(pieces))
			at += size
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Pd, r) || r == '−':
			at += size
		case inWord(r):
			end := wordEnd(text, at)
			raw := text[at:end]
			pieces = append(pieces, piece{raw: raw, key: key(fold, raw), start: at, end: end, capital: unicode.IsUpper(r)})
			at = end
		default:
			pieces = append(pieces, piece{raw: text[at : at+size], key: text[at : at+size], start: at, end: at + size, mark: true})
			at += size
		}
	}
	return pieces, quotes
}

func isQuote(r rune) bool {
	return strings.ContainsRune("\"“”„‟«»‹›「」『』`'‘’‚‛", r)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\uFFFD' || unicode.IsNumber(r)
}

// wordEnd returns the end of the word that begins at text[at]; an apostrophe
// between letters and invisible characters belong to the word.
func wordEnd(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !inWord(r) && !(unicode.Is(unicode.Cf, r)) {
			next, _ := utf8.DecodeRuneInString(text[at+size:])
			if (r != '\'' && r != '’' && r != '‘') || !unicode.IsLetter(next) {
				break
			}
		}
		at += size
	}
	return at
}

// key folds the case of a word and takes invisible characters out.
func key(fold cases.Caser, raw string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case r == '’' || r == '‘':
			return '\''
		}
		return r
	}, raw)
	return norm.NFC.String(fold.String(visible))
}

// trim leaves punctuation at both ends out.
func trim(pieces []piece) []piece {
	for len(pieces) > 0 && pieces[0].mark {
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].mark {
		pieces = pieces[:len(pieces)-1]
	}
	return pieces
}

// countWords counts the pieces that are words.
func countWords(pieces []piece) int {
	n := 0
	for i := range pieces {
		if !pieces[i].mark {
			n++
		}
	}
	return n
}
