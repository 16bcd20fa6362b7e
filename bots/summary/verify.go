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

// verifier takes claims as they come and keeps the sentences that name an
// entry, are clean, are in the right language, and are supported by the entry
// they name. A sentence that leans on one that fell falls with it, so that what
// is kept stands alone at any moment.
type verifier struct {
	material
	// each is told every sentence that is kept; it may be nil.
	each func(answer.SummarySentence)

	kept    []answer.SummarySentence
	dropped int
	fell    bool // the sentence before was dropped
}

// take verifies claims in their order.
func (v *verifier) take(claims []claim) {
	for _, c := range claims {
		if v.full() {
			return
		}
		text, ok := v.accept(c)
		if !ok || v.fell && leans(text) {
			v.fell = true
			v.dropped++
			continue
		}
		v.fell = false
		one := answer.SummarySentence{Text: text, Entry: v.entries[v.index(c.token)].ID}
		v.kept = append(v.kept, one)
		if v.each != nil {
			v.each(one)
		}
	}
}

// full reports whether no more sentences are wanted.
func (v *verifier) full() bool { return len(v.kept) == maxSentences }

// summary is what was kept, and false if that is nothing.
func (v *verifier) summary() (answer.Summary, bool) {
	parts := make([]string, len(v.kept))
	for i, one := range v.kept {
		parts[i] = one.Text
	}
	return answer.Summary{Text: strings.Join(parts, " "), Sentences: v.kept}, len(v.kept) > 0
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
