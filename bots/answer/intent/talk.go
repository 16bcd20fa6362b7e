package intent

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

var talkRules = sync.OnceValue(func() *rules { return loadRules("talk") })

// talk recognises small talk: every word of the message must belong to it.
// Only a probe counts wherever it stands, since it is aimed at the program.
func talk(ts []token) Talk {
	spans := talkRules().find(ts)
	kind, length := NoTalk, 0
	covered := make([]bool, len(ts))
	for _, s := range spans {
		if Talk(s.value) == Probe {
			return Probe
		}
		for i := s.from; i < s.to; i++ {
			covered[i] = true
		}
		if n := s.to - s.from; s.section == "talk" {
			switch t := Talk(s.value); {
			case n > length:
				kind, length = t, n
			case n == length:
				kind = weightier(kind, t)
			}
		}
	}
	if slices.Contains(covered, false) {
		return NoTalk
	}
	return kind
}

// telling orders kinds of small talk: "hi, who are you?" asks who, and does not
// only greet. The longest phrase decides, this order only between equals.
var telling = []Talk{Sources, Themes, Task, Trust, WhoAreYou, Help, HowAreYou, Complaint, Thanks, Praise, Greeting, Goodbye, Chat}

func weightier(a, b Talk) Talk {
	switch {
	case a == NoTalk:
		return b
	case b == NoTalk, slices.Index(telling, a) <= slices.Index(telling, b):
		return a
	}
	return b
}

var stripRules = sync.OnceValue(func() *rules { return loadRules("strip") })

// Strip takes greetings and politeness off both ends of a message. It never
// takes all of it, nor anything between quotation marks.
func Strip(text string) string {
	text = withoutIntroduction(strings.ToValidUTF8(text, " "))
	ts := tokens(text)
	if len(ts) == 0 || len(ts) > maxTokens {
		return text
	}
	spans := stripRules().find(ts)
	from, to := 0, len(ts)
	for moved := true; moved; {
		moved = false
		for _, s := range longestFirst(spans) {
			if s.section == "lead" && s.from <= from && s.to > from && s.to < to && !ts[s.to-1].quoted {
				from, moved = s.to, true
			}
			if s.section == "trail" && s.to >= to && s.from < to && s.from > from && !ts[s.from].quoted {
				to, moved = s.from, true
			}
		}
	}
	if from == 0 && to == len(ts) {
		return text
	}
	start, end := ts[from].start, len(text)
	if from == 0 {
		start = 0
	}
	if to < len(ts) {
		end = ts[to].start
	}
	if cut := trimEnds(text[start:end]); cut != "" {
		return cut
	}
	return text
}

func longestFirst(spans []span) []span {
	out := slices.Clone(spans)
	slices.SortStableFunc(out, func(a, b span) int { return cmp.Compare(b.to-b.from, a.to-a.from) })
	return out
}

// withoutIntroduction takes off a clause in which people say who they are or
// what they need the answer for: "I am a journalist writing about returns, ...".
func withoutIntroduction(text string) string {
	cut := strings.IndexAny(text, ",:;،؛")
	if cut < 0 {
		return text
	}
	const least = 3 // words of a question
	rest := strings.TrimLeft(text[cut:], " ,:;،؛")
	if strings.ContainsAny(text[:cut], "\"“”«»") || len(strings.Fields(rest)) < least {
		return text
	}
	ts := tokens(text[:cut])
	for _, s := range pleaRules().find(ts) {
		if s.section == "role" && s.from <= 1 {
			return rest
		}
	}
	return text
}
