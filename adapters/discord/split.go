package discord

import (
	"strings"
	"unicode"
)

const (
	// maxContent and maxDescription are how long the text of a message and of
	// an embed may be
	// (https://discord.com/developers/docs/resources/message#create-message-jsonform-params,
	// #embed-object-embed-limits). Title, text and footer together stay below
	// the 6000 that all embeds of a message may have: 256 + 256 + 4096 + 512.
	maxContent     = 2000
	maxDescription = 4096
	// leastPiece is the room below which a line is not broken but put into the
	// next part.
	leastPiece = 200
)

// split cuts lines into texts of at most limit units each: between lines where
// it can, else at sentences, else at words, and only inside a word that is
// longer than a text. No word is lost.
func split(lines []line, limit int) []string {
	var parts []string
	var b strings.Builder
	used := 0
	var fence string // opens again a block of code that a break closed
	flush := func() {
		if used > 0 {
			text := b.String()
			if fence != "" {
				text += "\n```"
			}
			parts = append(parts, text)
		}
		b.Reset()
		used = 0
		if fence != "" {
			b.WriteString(fence)
			used = units(fence)
		}
	}
	put := func(text string, gap bool) {
		if used > 0 {
			b.WriteByte('\n')
			used++
			if gap {
				b.WriteByte('\n')
				used++
			}
		}
		b.WriteString(text)
		used += units(text)
	}
	for _, l := range lines {
		for {
			room := limit - used - 2
			if fence != "" || strings.HasPrefix(l.text, "```") && l.raw {
				room -= len("\n```")
			}
			text := l.markdown()
			if units(text) <= room {
				put(text, l.gap)
				break
			}
			if room < min(leastPiece, limit/2) {
				flush()
				continue
			}
			if used > 0 && units(text) <= limit-2*len("\n```") && used > limit/4 {
				flush()
				continue
			}
			head, rest, ok := l.cut(room)
			if !ok {
				flush()
				continue
			}
			put(head.markdown(), l.gap)
			flush()
			l = rest
			l.gap = false
		}
		switch {
		case l.raw && fence == "" && strings.HasPrefix(l.text, "```"):
			fence = l.text
		case l.raw && l.text == "```":
			fence = ""
		}
	}
	fence = ""
	flush()
	return parts
}

// cut breaks a line into a piece whose Markdown has at most room units, and
// the rest.
func (l line) cut(room int) (head, rest line, ok bool) {
	for size := room; size > 0; size = size * 3 / 4 {
		at := breakAt(l.text, size)
		if at == 0 || at >= len(l.text) {
			if at == 0 {
				return l, l, false
			}
			// Escaping makes it longer than it is: try a smaller piece.
			if size < 8 {
				return l, l, false
			}
			continue
		}
		head, rest = l, l
		head.text = strings.TrimRightFunc(l.text[:at], unicode.IsSpace)
		rest.text = strings.TrimLeftFunc(l.text[at:], unicode.IsSpace)
		if l.label != "" {
			head.url, head.label = "", ""
		}
		if isNumber(l.prefix) {
			rest.prefix = "   "
		}
		if head.text != "" && units(head.markdown()) <= room {
			return head, rest, true
		}
	}
	return l, l, false
}

func isNumber(prefix string) bool { return prefix != "" && prefix[0] >= '0' && prefix[0] <= '9' }

// breakAt returns where to break s so that the first piece has at most limit
// units, in bytes; len(s) if it fits.
func breakAt(s string, limit int) int {
	end := fitting(s, limit)
	if end == len(s) {
		return end
	}
	window := s[:end]
	if next := s[end:]; next[0] == ' ' {
		window = s[:end+1]
	}
	if i := lastSentence(window); i > len(window)/4 {
		return i
	}
	if i := strings.LastIndexFunc(window, unicode.IsSpace); i > 0 {
		return i
	}
	return end
}

// lastSentence returns where the last sentence of s ends, or 0.
func lastSentence(s string) int {
	for i := len(s); i > 0; {
		i = strings.LastIndexFunc(s[:i], unicode.IsSpace)
		if i <= 0 {
			return 0
		}
		if t := strings.TrimRight(s[:i], "\"'”’»)] "); t != "" && endsSentence(t) {
			return i
		}
	}
	return 0
}

// endsSentence looks for the mark that ends a sentence in one of the languages
// we speak.
func endsSentence(s string) bool {
	for _, mark := range []string{".", "!", "?", "…", "؟", "۔"} {
		if strings.HasSuffix(s, mark) {
			return true
		}
	}
	return false
}
