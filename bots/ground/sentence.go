package ground

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviations end with a full stop that does not end the sentence.
var abbreviations = set(`mr mrs ms dr prof sr jr st no vs etc al fig eq approx dept est inc ltd co corp gen col sgt
	lt capt rep sen gov rev hon jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.k u.n a.m p.m
	m mme mlle art p pp vol cf av env sra ud`)

// splitSentences cuts text into sentences and gives their bytes. Line breaks that
// begin a list item, a heading or a paragraph end a sentence as well; a break
// inside a flowing paragraph does not. White space around a sentence is left out.
func splitSentences(text string) [][2]int {
	var spans [][2]int
	start := 0
	cut := func(end int) {
		piece := text[start:end]
		left := len(piece) - len(strings.TrimLeftFunc(piece, unicode.IsSpace))
		right := len(strings.TrimRightFunc(piece, unicode.IsSpace))
		if right > left {
			spans = append(spans, [2]int{start + left, start + right})
		}
		start = end
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		at += size
		switch r {
		case '\n':
			if breaksLine(text, start, at) {
				cut(at)
			}
		case '。', '！', '？', '؟', '۔':
			cut(closeQuote(text, at))
		case '.', '!', '?', '…':
			for at < len(text) && strings.IndexByte(".!?", text[at]) >= 0 {
				at++
			}
			if end := closeQuote(text, at); endsSentence(text, start, at-1, end, r) {
				at = end
				cut(end)
			}
		}
	}
	cut(len(text))
	return spans
}

// closeQuote moves past quotation marks and brackets that close behind a stop.
func closeQuote(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !strings.ContainsRune(`"”’')]»*_`, r) {
			break
		}
		at += size
	}
	return at
}

// endsSentence decides whether the stop at text[stop] ends the sentence that began
// at start; end is the place behind closing quotation marks.
func endsSentence(text string, start, stop, end int, r rune) bool {
	if end >= len(text) {
		return true
	}
	next, size := utf8.DecodeRuneInString(text[end:])
	if !unicode.IsSpace(next) {
		return next == '[' // a citation marker glued to the stop
	}
	rest := strings.TrimLeft(text[end+size:], " \t\r*_\"“«'(-•[")
	following, _ := utf8.DecodeRuneInString(rest)
	if r != '.' {
		return !unicode.IsLower(following)
	}
	word := text[start:stop]
	if cut := strings.LastIndexFunc(word, func(r rune) bool { return unicode.IsSpace(r) || r == '(' }); cut >= 0 {
		word = word[cut+1:]
	}
	lower := strings.ToLower(strings.Trim(word, `"“'*_`))
	if isListNumber(lower) && strings.TrimSpace(strings.Trim(text[start:stop], "*_ ")) == strings.TrimSpace(strings.Trim(word, "*_ ")) {
		return false // "1." before its item
	}
	if abbreviations[lower] {
		// "at 5 p.m. The": a capital ends it only after the times of day and "etc".
		return (lower == "a.m" || lower == "p.m" || lower == "etc") && unicode.IsUpper(following)
	}
	if utf8.RuneCountInString(lower) == 1 && unicode.IsLetter([]rune(lower)[0]) && lower != "i" {
		return false // an initial
	}
	return !unicode.IsLower(following)
}

func isListNumber(text string) bool {
	if text == "" || len(text) > 2 {
		return false
	}
	for _, r := range text {
		if !unicode.IsDigit(r) {
			return len(text) == 1
		}
	}
	return true
}

// breaksLine decides whether the line break before at ends a sentence.
func breaksLine(text string, start, at int) bool {
	line := strings.TrimSpace(text[start:at])
	rest := strings.TrimLeft(text[at:], " \t\r")
	if line == "" || rest == "" || rest[0] == '\n' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune("-*•·–#>|\"“«{[", r) || unicode.IsUpper(r) || unicode.IsDigit(r) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	return strings.ContainsRune(".!?:;。！？", last) || !unicode.IsLower(r) && !unicode.IsUpper(r)
}
