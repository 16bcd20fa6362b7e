package words

import (
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "nl": dutch.Stem, "en": english.Stem,
	"fi": finnish.Stem, "fr": french.Stem, "de": german.Stem, "hu": hungarian.Stem,
	"ga": irish.Stem, "it": italian.Stem, "no": norwegian.Stem, "nb": norwegian.Stem,
	"pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem, "es": spanish.Stem,
	"sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

// longestStemmed is the length in bytes beyond which a "word" is noise.
const longestStemmed = 64

// Stem returns the folded stem of a word that Exact has been applied to, and
// for irregular forms that of their word. For languages without a Snowball
// stemmer a few endings are cut; a word of a language that is not known at all
// is returned folded.
func Stem(lang, exact string) string {
	s := ruledStem(lang, exact)
	if word, ok := irregular()[lang][s]; ok {
		return word
	}
	return s
}

// ruledStem is Stem by rules alone.
func ruledStem(lang, exact string) string {
	if lang == "ar" {
		return arabicStem(FoldExact(exact))
	}
	if lang == "fr" {
		exact = frenchSingular(exact)
	}
	stem := stemmers[lang]
	if stem == nil || len(exact) > longestStemmed || len(exact) < 3 {
		return light(lang, FoldExact(exact))
	}
	if s, ok := run(stem, exact); ok && s != "" {
		return FoldExact(s)
	}
	return FoldExact(exact)
}

// run guards against the generated stemmers, which slice by index and were
// never meant for words that are none.
func run(stem func(*snowballstem.Env) bool, word string) (s string, ok bool) {
	defer func() {
		if recover() != nil {
			s, ok = "", false
		}
	}()
	env := snowballstem.NewEnv(word)
	stem(env)
	return env.Current(), true
}
