package words

import (
	_ "embed"
	"strings"
)

// Use says how much a word of general language tells about what is asked.
type Use uint8

// The uses, from a word that carries its own meaning downwards.
const (
	Content  Use = iota
	Common       // wraps a question: please, tell, want
	Asking       // says what is wanted: who, how, should
	Function     // the, of, is
)

//go:embed common.txt
var commonText string

// lists holds, by language and folded word, the use of the word; languages
// that list a folded word are in usedIn.
type lists struct {
	use    map[string]map[string]Use
	usedIn map[string][]string
	exact  map[string]map[string]bool
}

var common = readLists(commonText)

func readLists(text string) lists {
	l := lists{
		use: map[string]map[string]Use{}, usedIn: make(map[string][]string, 4096),
		exact: map[string]map[string]bool{},
	}
	for line := range strings.Lines(text) {
		head, list, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		lang, name, _ := strings.Cut(head, " ")
		l.add(lang, useByName[name], strings.Fields(list))
	}
	return l
}

var useByName = map[string]Use{"function": Function, "asking": Asking, "common": Common}

func (l lists) add(lang string, use Use, words []string) {
	if l.use[lang] == nil {
		l.use[lang] = make(map[string]Use, 256)
		l.exact[lang] = make(map[string]bool, 256)
	}
	uses, exact := l.use[lang], l.exact[lang]
	var tokens []Token
	for _, w := range words {
		// Cut like any text: "don't" gives two tokens, a Thai word its pieces.
		tokens = AppendTokens(tokens, w, 0)
		for i := range tokens {
			t := &tokens[i]
			exact[t.Exact] = true
			if _, seen := uses[t.Fold]; seen {
				continue
			}
			uses[t.Fold] = use
			l.usedIn[t.Fold] = append(l.usedIn[t.Fold], lang)
		}
	}
}

// UseOf returns the use of a folded word in a language; Content if the word
// is in no list or the language is unknown.
func UseOf(lang, fold string) Use { return common.use[lang][fold] }

// Listed returns the languages in whose lists the folded word stands.
func Listed(fold string) []string { return common.usedIn[fold] }

// ListedExactly says whether the word stands in the language's lists with
// just these accents.
func ListedExactly(lang, exact string) bool { return common.exact[lang][exact] }

// Languages that have lists, in no order.
func Languages() []string {
	out := make([]string, 0, len(common.use))
	for lang := range common.use {
		out = append(out, lang)
	}
	return out
}
