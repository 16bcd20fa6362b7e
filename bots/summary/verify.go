package summary

import (
	"strings"
	"unicode"

	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/ground"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge/index/words"
)

// maxSentences is how many sentences are shown.
const maxSentences = 4

// verify keeps the sentences that name an entry, are clean, are in the right
// language, and are supported by the entry they name. It returns false if what
// is left cannot stand alone: nothing is left, or the first sentence fell, on
// which the others usually lean.
func (m material) verify(claims []claim) (answer.Summary, bool) {
	var s answer.Summary
	firstFell := false
	for i, c := range claims {
		text, ok := m.accept(c)
		if !ok {
			firstFell = firstFell || i == 0
			continue
		}
		entry := m.entries[m.index(c.token)]
		s.Sentences = append(s.Sentences, answer.SummarySentence{Text: text, Entry: entry.ID})
		if len(s.Sentences) == maxSentences {
			break
		}
	}
	if len(s.Sentences) == 0 || firstFell && leans(s.Sentences[0].Text) {
		return answer.Summary{}, false
	}
	parts := make([]string, len(s.Sentences))
	for i, one := range s.Sentences {
		parts[i] = one.Text
	}
	s.Text = strings.Join(parts, " ")
	return s, true
}

func (m material) index(token string) int {
	for i, s := range m.sources {
		if s.ID == token {
			return i
		}
	}
	return -1
}

func (m material) accept(c claim) (string, bool) {
	i := m.index(c.token)
	if i < 0 {
		return "", false
	}
	text, _, ok := ground.Clean(c.text)
	if !ok || !m.inLanguage(text) {
		return "", false
	}
	return text, ground.Claimed(m.sources[i], text, m.sources).Supported
}

// inLanguage reports whether a sentence is in the language of the answer: in
// its script, and not plainly in another of the bot's languages.
func (m material) inLanguage(text string) bool {
	arabic := false
	for _, r := range text {
		arabic = arabic || unicode.Is(unicode.Arabic, r)
	}
	if arabic != (m.lang == "ar") {
		return false
	}
	if m.lang == "ar" {
		return true
	}
	const telling = 6 // words from which a guess can be trusted
	if len(strings.Fields(text)) < telling {
		return true
	}
	guess := words.Guess(text, locale.Languages)
	return guess == "" || guess == m.lang
}

// leaning begin sentences that need one before them.
var leaning = []string{"he ", "she ", "it ", "they ", "this ", "that ", "these ", "those ", "also", "however", "but ", "and ",
	"il ", "elle ", "ils ", "cela ", "ce ", "aussi", "mais ", "él ", "ella ", "esto ", "eso ", "también", "pero ", "هو ", "هي ", "ذلك ", "لكن "}

func leans(text string) bool {
	text = strings.ToLower(text)
	for _, l := range leaning {
		if strings.HasPrefix(text, l) {
			return true
		}
	}
	return false
}
