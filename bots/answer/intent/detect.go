package intent

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// maxTokens is how much of a message is looked at: pleas and small talk are
// short, and a plea at the end of a longer text is rare enough.
const maxTokens = 400

var pleaRules = sync.OnceValue(func() *rules { return loadRules("plea") })

// Detect tells pleas and small talk from questions. A plea wins over small
// talk; danger to life wins over every other need.
func Detect(text string) Intent {
	ts := tokens(strings.ToValidUTF8(text, " "))
	if len(ts) == 0 || !legible(ts) {
		return Intent{Talk: Nothing}
	}
	ts = ts[:min(len(ts), maxTokens)]
	if need, certain := plea(ts); need != NoNeed {
		return Intent{Need: need, Certain: certain}
	}
	kind := talk(ts)
	return Intent{Talk: kind, Certain: kind != NoTalk}
}

// legible reports whether a message has a word, or is a number as people type
// it; "{{7*7}}" is neither.
func legible(ts []token) bool {
	for _, t := range ts {
		for _, r := range t.text {
			if unicode.IsLetter(r) {
				return true
			}
		}
	}
	return len(ts) == 1
}

// sentenceMarks are what the phrases say of one sentence.
type sentenceMarks struct {
	person, ask, cry, meta, third bool
	first                         Need // of "plea"
	likely, trouble, matter       Need
}

// plea weighs the phrases sentence by sentence.
func plea(ts []token) (need Need, certain bool) {
	spans := unexcused(pleaRules().find(ts))
	marks := map[int]*sentenceMarks{}
	role, cried, states := false, false, false
	for _, s := range spans {
		k := ts[s.from].sentence
		if marks[k] == nil {
			marks[k] = &sentenceMarks{}
		}
		m := marks[k]
		switch s.section {
		case "plea":
			m.first = graver(m.first, Need(s.value))
		case "likely":
			m.likely = graver(m.likely, Need(s.value))
		case "trouble":
			m.trouble = graver(m.trouble, Need(s.value))
		case "matter":
			m.matter = graver(m.matter, Need(s.value))
		case "person":
			m.person, states = true, true
		case "ask":
			m.ask = true
		case "cry":
			m.cry, cried = true, true
		case "meta":
			m.meta = true
		case "third":
			m.third = true
		case "role":
			role = true
		}
	}
	for _, m := range marks {
		// What is said of others in general, in a sentence about what somebody
		// said, is policy and not a plea.
		if !m.meta || !m.third || m.person {
			need = graver(need, m.first)
			certain = certain || m.first != NoNeed
		}
		if m.meta || role {
			continue
		}
		need = graver(need, m.likely)
		if m.trouble != NoNeed && (m.person && !m.third || m.cry || cried && !m.third) {
			need = graver(need, m.trouble)
		}
		if m.matter != NoNeed && (m.ask || m.cry || cried && states) && !m.third {
			need = graver(need, m.matter)
		}
	}
	return need, certain
}

// gravity orders needs: what may cost a life comes first.
var gravity = []Need{Danger, Trafficking, MissingFamily, Health, Asylum, Return, Fraud, Work, Papers, Money, General}

func graver(a, b Need) Need {
	switch {
	case a == NoNeed:
		return b
	case b == NoNeed, slices.Index(gravity, a) <= slices.Index(gravity, b):
		return a
	}
	return b
}

// unexcused drops the phrases that an excuse overlaps: "help me understand".
func unexcused(spans []span) []span {
	return slices.DeleteFunc(slices.Clone(spans), func(s span) bool {
		return s.section != "excuse" && slices.ContainsFunc(spans, func(x span) bool {
			return x.section == "excuse" && x.from < s.to && s.from < x.to
		})
	})
}
