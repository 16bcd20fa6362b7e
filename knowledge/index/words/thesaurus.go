package words

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed thesaurus.txt
var thesaurusText string

//go:embed close.txt
var closeText string

// Expression is one or more words of a language that stand for a meaning.
type Expression struct {
	Lang    string
	Stems   []string // as Stem gives them
	Meaning int      // expressions of the same number mean the same
}

// Thesaurus returns the built-in everyday words that people use for one
// another, in several languages. The slice is shared and must not be changed.
func Thesaurus() []Expression { return readThesaurus() }

var readThesaurus = sync.OnceValue(func() []Expression {
	var out []Expression
	meaning := 0
	for line := range strings.Lines(thesaurusText + closeText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for part := range strings.SplitSeq(line, "|") {
			lang, list, _ := strings.Cut(strings.TrimSpace(part), " ")
			for text := range strings.SplitSeq(list, ",") {
				if e := expression(lang, text); len(e.Stems) > 0 {
					e.Meaning = meaning
					out = append(out, e)
				}
			}
		}
		meaning++
	}
	return out
})

func expression(lang, text string) Expression {
	e := Expression{Lang: lang}
	for _, t := range Tokens(text, 0) {
		e.Stems = append(e.Stems, Stem(lang, t.Exact))
	}
	return e
}
