package intent

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lead returns how many words at the front only tie a message to the one
// before it: "and", "what about".
func lead(spans []span) int {
	n := 0
	for _, s := range spans {
		if s.section == "lead" && s.from == 0 && s.to > n {
			n = s.to
		}
	}
	return n
}

// minJoined is the length, in letters, from which an Arabic word may begin
// with "and": shorter ones are mostly words of their own.
const minJoined = 4

// Rest is a message without the words that only tie it to the one before:
// "women" of "and what about women?". ok is false if there are none.
func Rest(text string) (rest string, ok bool) {
	ts, spans := follow(text)
	n := lead(spans)
	if n > 0 && n < len(ts) {
		return text[ts[n].start:], true
	}
	if n == 0 && len(ts) > 0 {
		if bare, joined := strings.CutPrefix(text[ts[0].start:], "و"); joined && utf8.RuneCountInString(ts[0].text) >= minJoined {
			return bare, true
		}
	}
	return text, false
}

// Leaning says that a message speaks of something without naming it.
type Leaning struct {
	// Person is set for "he" and "she", Thing for "it" and "that"; both where
	// the language does not tell them apart.
	Person, Thing bool
}

// Pronoun finds out whether a message leans on another by a pronoun, or by a
// verb of saying that has no subject ("¿qué dijo?").
func Pronoun(text string) Leaning {
	ts, spans := follow(text)
	var l Leaning
	if len(ts) > maxFollowUp {
		return l
	}
	for _, s := range unexcused(spans) {
		if s.section != "pronoun" {
			continue
		}
		l.Person = l.Person || s.value != "thing"
		l.Thing = l.Thing || s.value != "person"
	}
	return l
}

// Named puts a name in the place of the first pronoun, or at the end where
// there is none, as in languages that leave the subject to the verb.
func Named(text, name string) string {
	ts, spans := follow(text)
	for _, s := range unexcused(spans) {
		if s.section == "pronoun" && s.to == s.from+1 && !ts[s.from].apostrophe {
			return text[:ts[s.from].start] + name + text[ts[s.from].end:]
		}
	}
	return text + " " + name
}

// Bare reports whether a comparison names nothing to compare: "compare with
// 2024", "what has changed?"
func Bare(text string) bool {
	ts, spans := follow(text)
	rest := covered(ts, spans, "fill", "lead", "pronoun")
	for _, s := range formRules().find(ts) {
		if s.section == "compare" {
			for i := s.from; i < s.to; i++ {
				rest[i] = true
			}
		}
	}
	for i, t := range ts {
		if _, ok := year(strings.TrimPrefix(t.text, "و")); ok || connecting[t.text] {
			rest[i] = true
		}
	}
	return !slices.Contains(rest, false)
}

// Content is what a message names beside the words that people put around a
// follow-up, pronouns and years: "Vitorino" of "the Vitorino one".
func Content(text string) string {
	ts, spans := follow(text)
	drop := covered(ts, spans, "fill", "lead", "pronoun")
	var out []string
	for i, t := range ts {
		if _, ok := year(t.text); !ok && !drop[i] && !connecting[t.text] {
			out = append(out, text[t.start:t.end])
		}
	}
	return strings.Join(slices.Compact(out), " ")
}

// Short reports whether a message is short enough to be half a question.
func Short(text string) bool {
	const few = 8
	ts, _ := follow(text)
	return len(ts) > 0 && len(ts) <= few
}

// Subject is what a question is about, for a pronoun that comes later: the
// text without question words and the small words between.
func Subject(text string) string {
	text = Strip(text)
	var out []string
	for _, t := range tokens(strings.ToValidUTF8(text, " ")) {
		if !asking[t.text] {
			out = append(out, text[t.start:t.end])
		}
	}
	return strings.Join(slices.Compact(out), " ")
}

// asking are the words that a Subject leaves out.
var asking = set(`the a an of in on at and or to for about from with between do does did is are was were be been what which
	who whom whose when where why how many much often there you your me please said say says tell it he she they that this
	le la les l de des du d en et ou sur pour entre que qu quoi qui quel quelle quels quelles quand comment combien est ce
	c sont etait a t il elle ont au aux ca
	el los las del y o sobre para entre desde es son lo fue cual cuales quien quienes cuando donde como cuanto cuantos
	cuantas se dijo dice
	في و عن على بين من ما ماذا هو هي متى اين كيف كم هل لماذا قال قالت`)
