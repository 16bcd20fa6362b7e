package intent

import (
	"slices"
	"strings"
	"sync"
)

// FollowUpKind says how a message leans on the one before it.
type FollowUpKind string

// The kinds of follow-up.
const (
	NoFollowUp FollowUpKind = ""
	NextItem   FollowUpKind = "NextItem"  // "and the second one?"; Ordinal has the number
	Following  FollowUpKind = "Following" // "the next one"
	Preceding  FollowUpKind = "Preceding" // "the previous one"
	Other      FollowUpKind = "Other"     // "the other one"
	More       FollowUpKind = "More"      // "more", "anything else?"
	Shorter    FollowUpKind = "Shorter"
	Longer     FollowUpKind = "Longer"
	Why        FollowUpKind = "Why"
	Who        FollowUpKind = "Who"        // "who said that?"
	Source     FollowUpKind = "Source"     // "where is that from?"
	When       FollowUpKind = "When"       // "when did he say that?"
	InLanguage FollowUpKind = "InLanguage" // "in French please"; Language has it
	// MoreOn asks for more on what the message itself names: "anything else
	// on women?"
	MoreOn FollowUpKind = "MoreOn"
	// SameTopicOther changes what the question names: "what about women?",
	// "in 2024?"
	SameTopicOther FollowUpKind = "SameTopicOther"
)

// maxFollowUp is how many words a follow-up may have: a longer message says
// itself what it is about.
const maxFollowUp = 12

var followRules = sync.OnceValue(func() *rules { return loadRules("follow") })

// follow reads the words of a message and the phrases of the follow-up tables
// in it.
func follow(text string) ([]token, []span) {
	ts := tokens(strings.ToValidUTF8(text, " "))
	ts = ts[:min(len(ts), maxTokens)]
	return ts, followRules().find(ts)
}

// FollowUp recognises messages that only make sense after another one. All
// words of such a message must be its key ("shorter", "who") or words that
// people put around it ("could you make that a bit ... please").
func FollowUp(text string) FollowUpKind {
	ts, spans := follow(text)
	if len(ts) == 0 || len(ts) > maxFollowUp {
		return NoFollowUp
	}
	kind, at := key(spans)
	around := covered(ts, spans, "fill", "lead", "key", "lang")
	if kind != NoFollowUp && !slices.Contains(around, false) {
		return kind
	}
	if _, i, ok := ordinal(ts); ok || loneNumber(ts) {
		rest := covered(ts, spans, "fill", "lead")
		rest[i] = true
		if i > 0 && listNouns[ts[i-1].text] && !ok {
			rest[i-1] = true
		}
		if !slices.Contains(rest, false) {
			return NextItem
		}
	}
	if kind == More && at == 0 || kind == More && lead(spans) > 0 {
		return MoreOn
	}
	if lead(spans) > 0 || onlyYear(ts, spans) {
		return SameTopicOther
	}
	return NoFollowUp
}

// key returns the kind of the longest key of a message, and where it begins;
// of two equally long ones the first in the message counts.
func key(spans []span) (kind FollowUpKind, at int) {
	length := 0
	for _, s := range spans {
		k := FollowUpKind(s.value)
		switch s.section {
		case "lang":
			k = InLanguage
		case "key":
		default:
			continue
		}
		if n := s.to - s.from; n > length {
			kind, at, length = k, s.from, n
		}
	}
	return kind, at
}

// covered tells for each word whether a phrase of these sections holds it.
func covered(ts []token, spans []span, sections ...string) []bool {
	out := make([]bool, len(ts))
	for _, s := range spans {
		if slices.Contains(sections, s.section) {
			for i := s.from; i < s.to; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// loneNumber reports a message that is one number, as people answer a list.
func loneNumber(ts []token) bool {
	if len(ts) != 1 {
		return false
	}
	_, ok := cardinal(ts[0].text)
	return ok
}

// Number is the number a follow-up names an item by, -1 for the last one.
func Number(text string) (n int, ok bool) {
	if n, ok = Ordinal(text); ok {
		return n, true
	}
	ts, _ := follow(text)
	if !loneNumber(ts) {
		return 0, false
	}
	return cardinal(ts[0].text)
}

// onlyYear reports a message that names a year and nothing else: "in 2024?"
func onlyYear(ts []token, spans []span) bool {
	rest, years := covered(ts, spans, "fill", "lead"), 0
	for i, t := range ts {
		if _, ok := year(strings.TrimPrefix(t.text, "و")); ok {
			rest[i] = true
			years++
		}
	}
	return years == 1 && !slices.Contains(rest, false)
}

// Language returns the language in which somebody asks to be answered.
func Language(text string) (lang string, ok bool) {
	_, spans := follow(text)
	for _, s := range spans {
		if s.section == "lang" {
			lang, ok = s.value, true
		}
	}
	return lang, ok
}
