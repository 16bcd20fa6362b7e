package words

import (
	"embed"
	"io/fs"
	"strings"
	"sync"
)

//go:embed thesaurus.txt
var thesaurusText string

// closeTexts hold the words of one language each: close-en.txt.
//
//go:embed close-*.txt
var closeTexts embed.FS

// Expression is one or more words of a language that stand for a meaning.
type Expression struct {
	Lang    string
	Stems   []string // as Stem gives them
	Meaning int      // expressions of the same number mean the same
}

// Thesaurus returns the built-in everyday words that people use for one
// another, in several languages. The slice is shared and must not be changed.
func Thesaurus() []Expression { return readThesaurus() }

// Close returns further words of one language that mean the same; their
// meanings are numbered apart from those of Thesaurus and of other languages.
// The slice is shared and must not be changed; it is empty for most languages.
func Close(lang string) []Expression {
	if read, ok := readClose[lang]; ok {
		return read()
	}
	return nil
}

var readThesaurus = sync.OnceValue(func() []Expression { return expressions(thesaurusText) })

// readClose reads the list of a language when it is first wanted: few corpora
// are in more than a few.
var readClose = func() map[string]func() []Expression {
	names, err := fs.Glob(closeTexts, "close-*.txt")
	if err != nil {
		panic(err) // the pattern is good
	}
	out := map[string]func() []Expression{}
	for _, name := range names {
		lang := strings.TrimSuffix(strings.TrimPrefix(name, "close-"), ".txt")
		out[lang] = sync.OnceValue(func() []Expression {
			text, err := closeTexts.ReadFile(name)
			if err != nil {
				panic(err) // it was just listed
			}
			return expressions(string(text))
		})
	}
	return out
}()

// expressions reads a list, one meaning a line.
func expressions(text string) []Expression {
	var out []Expression
	meaning := 0
	for line := range strings.Lines(text) {
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
}

func expression(lang, text string) Expression {
	e := Expression{Lang: lang}
	for _, t := range Tokens(text, 0) {
		e.Stems = append(e.Stems, Stem(lang, t.Exact))
	}
	return e
}
