package quote

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// core is one way to read a text: the words that may be the quotation, and the
// rest, which may name who said them.
type core struct {
	words []piece
	rest  []piece
	left  int // words taken away from the text
}

// penalty prefers, of two readings that fit as well, the one that takes less away.
func (c core) penalty() float64 { return min(.4, float64(c.left)*.004) }

// maxAttribution is how many words an attribution before or behind a quotation has
// at most.
const maxAttribution = 14

func words(list string) map[string]bool {
	table := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		table[word] = true
	}
	return table
}

// speech are the words by which somebody is quoted.
var speech = words(`said says saying say stated states state declared declares told tells noted notes wrote writes added
	adds warned warns put puts called calls stressed stresses urged urges argued argues explained explains according
	quote quoted quoting quotes reminded reminds insisted insists remarked observed words by from
	dit disait déclare déclaré selon affirme affirmé écrit rappelle
	dijo dice declaró según afirma afirmó escribió recordó
	قال قالت يقول تقول صرح صرحت أكد أكدت حسب`)

// cores lists the readings of a text: the whole; what stands between quotation
// marks; and the text without an attribution before or behind.
func cores(pieces []piece, quotes []int) []core {
	list := []core{}
	add := func(from, to int) {
		inner := trim(pieces[from:to])
		if len(inner) == 0 {
			return
		}
		rest := append(append([]piece{}, pieces[:from]...), pieces[to:]...)
		list = append(list, core{words: inner, rest: rest, left: countWords(rest)})
	}
	add(0, len(pieces))
	list = append(list, quotedCores(pieces, quotes)...)
	starts, ends := []int{0}, []int{len(pieces)}
	for i := range pieces {
		if i > maxAttribution || len(pieces)-i < 3 {
			break
		}
		if pieces[i].key == ":" || i > 0 && opens(pieces, i) {
			starts = append(starts, i+1)
		}
	}
	for i := len(pieces) - 1; i > 2 && len(pieces)-i <= maxAttribution; i-- {
		if speech[pieces[i].key] || pieces[i].key == "(" || pieces[i].capital && pieces[i-1].mark || pieces[i].capital && !pieces[i-1].capital {
			ends = append(ends, i)
		}
		if pieces[i].key == "as" || pieces[i].key == "," {
			ends = append(ends, i)
		}
	}
	for _, from := range starts {
		for _, to := range ends {
			if (from > 0 || to < len(pieces)) && to-from >= 3 {
				if attributes(pieces[:from]) && attributes(pieces[to:]) {
					add(from, to)
				}
			}
		}
	}
	return list
}

// opens tells whether an attribution may end with piece i: a verb of speech, its
// "that", or the comma behind one.
func opens(pieces []piece, i int) bool {
	if speech[pieces[i].key] || pieces[i].key == "that" || pieces[i].key == "que" || pieces[i].key == "it" {
		return true
	}
	return pieces[i].key == "," || pieces[i].key == "،"
}

// attributes tells whether words taken away can be an attribution at all: few words
// with a verb of speech or a colon, or nothing but names, offices and dates.
func attributes(outside []piece) bool {
	if len(trim(outside)) == 0 {
		return true
	}
	names, plain, cue := 0, 0, false
	for i := range outside {
		p := &outside[i]
		switch {
		case speech[p.key] || p.key == ":":
			cue = true
		case p.mark || titles[p.key]:
		case p.capital || unicode.IsDigit([]rune(p.raw)[0]):
			names++
		default:
			plain++
		}
	}
	return cue && plain <= 8 || names > 0 && names <= 6 && plain == 0
}

// repeats tells whether the words taken away hold words of the quotation: then they
// are no attribution, but a part of it that was changed.
func (c core) repeats(quoted []piece, speaker map[string]bool) bool {
	inRest, _, _ := common(c.rest, quoted)
	telling := 0
	for i, in := range inRest {
		if in && len(c.rest[i].key) >= 4 && !speaker[plainKey(c.rest[i].key)] && !titles[c.rest[i].key] {
			telling++
		}
	}
	return telling >= 2
}

// quotedCores reads what stands between quotation marks: each run by itself, and
// all of them as one interrupted quotation.
func quotedCores(pieces []piece, quotes []int) []core {
	var list []core
	var all, bare []piece // with and without the comma that "he said" brings in
	if len(quotes) < 2 {
		return nil
	}
	inside := make([]bool, len(pieces))
	for i := 0; i+1 < len(quotes); i += 2 {
		from, to := quotes[i], quotes[i+1]
		if to-from < 1 {
			continue
		}
		run := pieces[from:to]
		for k := from; k < to; k++ {
			inside[k] = true
		}
		all = append(all, run...)
		bare = append(trimInterruption(bare), run...)
		rest := append(append([]piece{}, pieces[:from]...), pieces[to:]...)
		if words := trim(run); len(words) > 0 {
			list = append(list, core{words: words, rest: rest, left: countWords(rest)})
		}
	}
	var rest []piece
	for k := range pieces {
		if !inside[k] {
			rest = append(rest, pieces[k])
		}
	}
	for _, joined := range [][]piece{all, bare} {
		if words := trim(joined); len(words) > 0 {
			list = append(list, core{words: words, rest: rest, left: countWords(rest)})
		}
	}
	return list
}

// trimInterruption drops the comma that an interrupted quotation gets before "he
// said".
func trimInterruption(pieces []piece) []piece {
	if n := len(pieces); n > 0 && pieces[n-1].key == "," {
		return pieces[:n-1]
	}
	return pieces
}

// titles are words of an attribution that name an office, an organisation or a date
// rather than a person.
var titles = words(`director general secretary president minister prime chief mr mrs ms dr prof professor un united nations iom
	unesco international organization organisation for migration the in on at as a an day migrants dialogue idm deputy former
	january february march april may june july august september october november december he she they his her
	according madame monsieur señor señora sir dame lady ambassador commissioner spokesperson executive head of and source`)

// attributed looks for a speaker in the words around a quotation. It gives nil when
// none is named, or the right one.
func attributed(rest []piece, held []Held, at int) *Attribution {
	if len(rest) == 0 || held[at].Speaker == "" {
		return nil
	}
	own := nameWords(held[at].Speaker)
	var other string
	for i := 0; i < len(rest); i++ {
		if own[plainKey(rest[i].key)] {
			return nil
		}
		if !rest[i].capital || titles[rest[i].key] || speech[rest[i].key] {
			continue
		}
		end := i + 1
		for end < len(rest) && rest[end].capital && !titles[rest[end].key] && !speech[rest[end].key] {
			end++
		}
		for k := i; k < end; k++ {
			if own[plainKey(rest[k].key)] {
				return nil
			}
		}
		if other == "" && (isSpeaker(rest[i:end], held) || besideSpeech(rest, i, end)) {
			other = join(rest[i:end])
		}
		i = end - 1
	}
	if other == "" {
		return nil
	}
	return &Attribution{Given: other, Held: held[at].Speaker}
}

func isSpeaker(run []piece, held []Held) bool {
	for i := range held {
		table := nameWords(held[i].Speaker)
		for k := range run {
			if table[plainKey(run[k].key)] {
				return true
			}
		}
	}
	return false
}

// besideSpeech tells whether a verb of speech or the end of the text stands within
// two words of the run.
func besideSpeech(rest []piece, from, to int) bool {
	for i := max(0, from-2); i < min(len(rest), to+2); i++ {
		if speech[rest[i].key] || rest[i].key == ":" {
			return true
		}
	}
	return from == 0 && to == len(rest)
}

// nameWords are the words of a name that tell a person from another.
func nameWords(name string) map[string]bool {
	table := map[string]bool{}
	pieces, _ := split(name)
	for i := range pieces {
		if word := plainKey(pieces[i].key); !pieces[i].mark && len(word) >= 3 && !titles[word] {
			table[word] = true
		}
	}
	return table
}

// plainKey takes accents off, as names are often typed without them, and the
// possessive s.
func plainKey(text string) string {
	text = strings.TrimSuffix(text, "'s")
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}
