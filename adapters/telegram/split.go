package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxSpans stays below the 100 entities that Telegram keeps of a message.
	maxSpans = 90
	// maxRaw stays below the 32 KiB that a text may have before parsing.
	maxRaw = 30_000
	// leastFill is the part of a message that has to be full before a break
	// between paragraphs or sentences is preferred to a later, worse one.
	leastFill = 4
)

// split cuts r into parts of at most limit UTF-16 units each, at paragraphs,
// else lines, else sentences, else words, and only inside a word that is
// longer than a message. Every part has its own complete spans. Parts without
// anything visible are left out.
func split(r rich, limit int) []rich {
	var parts []rich
	at := 0
	for {
		at += blanks(r.text[at:])
		if at == len(r.text) {
			return parts
		}
		end := at + breakAt(r.text[at:], limit)
		part := r.cut(at, at+lenTrimmed(r.text[at:end]))
		for size := limit / 2; tooMuch(part) && size >= 1; size /= 2 {
			end = at + breakAt(r.text[at:], size)
			part = r.cut(at, at+lenTrimmed(r.text[at:end]))
		}
		if visible(part.text) {
			parts = append(parts, part)
		}
		at = end
	}
}

func tooMuch(r rich) bool {
	return len(r.spans) > maxSpans || len(r.text)*5 > maxRaw && len(r.html()) > maxRaw || urlBytes(r) > maxRaw/2
}

func urlBytes(r rich) int {
	n := 0
	for _, s := range r.spans {
		n += len(s.url)
	}
	return n
}

func blanks(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }

func lenTrimmed(s string) int { return len(strings.TrimRightFunc(s, unicode.IsSpace)) }

// breakAt returns where the first part of s ends, in bytes, at least 1.
func breakAt(s string, limit int) int {
	end := fitting(s, limit)
	if end == len(s) {
		return end
	}
	// One rune more: a blank right after the limit is a good place too.
	_, next := utf8.DecodeRuneInString(s[end:])
	window := s[:end+next]
	least := end / leastFill
	if i := strings.LastIndex(window, "\n\n"); i > least {
		return i
	}
	if i := lastSentence(window, least); i > 0 {
		return i
	}
	if i := strings.LastIndexFunc(window, unicode.IsSpace); i > 0 {
		return i
	}
	if i := wholeCluster(s, end); i > 0 {
		return i
	}
	_, first := utf8.DecodeRuneInString(s)
	return first
}

// lastSentence returns where the last sentence or line of s ends that ends
// after least, or 0.
func lastSentence(s string, least int) int {
	for i := len(s); i > least; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if r == '\n' {
			return i - size
		}
		if unicode.IsSpace(r) && endsSentence(s[:i-size]) {
			return i - size
		}
		i -= size
	}
	return 0
}

// endsSentence looks past closing quotes and brackets for the mark that ends
// a sentence in one of the languages we speak.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…؟۔。！？", r)
}
