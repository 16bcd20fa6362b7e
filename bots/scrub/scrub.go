// Package scrub takes out of a question what may point to a person, before any of
// it is given to a service outside.
package scrub

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// maxQuestion is how much of a question a model gets, in runes.
const maxQuestion = 400

// personal compiles when it is first asked for: most commands of the program
// give nothing to a service.
var personal = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`[\w.+-]+@[\w-]+\.[\w.-]+`),                                  // e-mail
		regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`),                              // addresses
		regexp.MustCompile(`@\w+`),                                                      // handles
		regexp.MustCompile(`\+?\d[\d\s().-]{6,}\d`),                                     // telephone and document numbers
		regexp.MustCompile(`\b[A-Z]{1,3}\d{5,}\b|\b\d{5,}\b`),                           // passport and case numbers
		regexp.MustCompile(`(?i)\b\d+[a-z]?,? \w+ (?:street|road|avenue|lane|platz)\b`), // street addresses
	}
})

// removed stands in the place of what was taken out.
const removed = "[…]"

// Question takes out of a question what may point to a person: addresses, numbers
// of telephones and documents, and names that the entries do not hold; and cuts it to
// what a question needs. known says which words are in the entries, as Bare
// leaves them.
func Question(question string, known map[string]bool) string {
	for _, p := range personal() {
		question = p.ReplaceAllString(question, removed)
	}
	words := strings.Fields(question)
	for i, w := range words {
		if name(w) && !known[Bare(w)] && (i > 0 && !endsSentence(words[i-1])) {
			words[i] = removed
		}
	}
	r := []rune(strings.Join(words, " "))
	if len(r) > maxQuestion {
		r = r[:maxQuestion]
	}
	return string(r)
}

// name reports whether a word looks like a name: a capital letter and small
// ones after it. Years, abbreviations and words in small letters stay.
func name(w string) bool {
	r := []rune(strings.Trim(w, `.,;:!?"'“”()«»¿¡`))
	return len(r) > 1 && unicode.IsUpper(r[0]) && unicode.IsLower(r[1])
}

func endsSentence(w string) bool { return strings.ContainsAny(w[len(w)-1:], ".!?:") }

// Bare is a word without case, punctuation and possessive ending.
func Bare(w string) string {
	w = strings.ToLower(strings.Trim(w, `.,;:!?"'“”‘’()«»¿¡؟،`))
	w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
	return w
}
