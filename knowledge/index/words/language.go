package words

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// ByScript returns the language of text whose letters leave no choice: Thai,
// Korean, Japanese, Chinese, Greek, Hebrew, Bengali, Tamil, Khmer, Lao,
// Burmese, and, by letters of their own, Ukrainian, Persian and Urdu. For
// other text it returns "" and the script of most letters.
func ByScript(text string) (lang string, most Script) {
	var count [Myanmar + 1]int
	for _, r := range text {
		count[ScriptOf(r)]++
	}
	for s := Latin; s <= Myanmar; s++ {
		if count[s] > count[most] || most == Other {
			most = s
		}
	}
	if count[most] == 0 {
		return "", Other
	}
	if most == Han && count[Kana]*8 > count[Han] {
		most = Kana
	}
	switch most {
	case Cyrillic:
		if strings.ContainsAny(text, "іїєґІЇЄҐ") {
			return "uk", most
		}
	case Arabic:
		if strings.ContainsAny(text, "ٹڈڑےں") {
			return "ur", most
		}
		if strings.ContainsAny(text, "پچژگ") {
			return "fa", most
		}
	}
	return scriptLanguages[most], most
}

var scriptLanguages = map[Script]string{
	Greek: "el", Hebrew: "he", Bengali: "bn", Tamil: "ta", Han: "zh", Kana: "ja",
	Hangul: "ko", Thai: "th", Khmer: "km", Lao: "lo", Myanmar: "my",
}

// usualIn names the languages of scripts that several languages share, the
// most frequent first.
var usualIn = map[Script][]string{
	Cyrillic: {"ru", "uk"}, Arabic: {"ar", "fa", "ur"}, Devanagari: {"hi"},
	Latin: {"en", "fr", "es", "pt", "de", "it", "nl", "sv", "da", "no", "fi", "pl", "cs",
		"ro", "hu", "tr", "vi", "id", "sw"},
}

// InScript returns the languages written in s that have word lists.
func InScript(s Script) []string {
	if l, ok := scriptLanguages[s]; ok {
		return []string{l}
	}
	return usualIn[s]
}

// letters that point to a few languages only.
var tellingLetters = map[rune][]string{
	'ñ': {"es"}, '¿': {"es"}, '¡': {"es"}, 'ã': {"pt", "vi"}, 'õ': {"pt", "vi"}, 'ß': {"de"},
	'ı': {"tr"}, 'ğ': {"tr"}, 'ş': {"tr", "ro"}, 'ș': {"ro"}, 'ț': {"ro"}, 'ă': {"ro", "vi"},
	'ł': {"pl"}, 'ą': {"pl"}, 'ę': {"pl"}, 'ż': {"pl"}, 'ś': {"pl"}, 'ř': {"cs"}, 'ě': {"cs"}, 'ů': {"cs"},
	'ő': {"hu"}, 'ű': {"hu"}, 'å': {"sv", "da", "no"}, 'ø': {"da", "no"}, 'æ': {"da", "no"},
	'ä': {"de", "sv", "fi"}, 'ö': {"de", "sv", "fi", "tr", "hu"}, 'ü': {"de", "tr", "hu"},
	'ç': {"fr", "pt", "tr"}, 'è': {"fr", "it"}, 'ê': {"fr", "pt", "vi"}, 'œ': {"fr"}, 'ù': {"fr", "it"},
	'ò': {"it"}, 'ì': {"it"}, 'đ': {"vi"}, 'ơ': {"vi"}, 'ư': {"vi"}, 'ạ': {"vi"}, 'ế': {"vi"}, 'ộ': {"vi"},
	'ậ': {"vi"}, 'ể': {"vi"}, 'ấ': {"vi"}, 'ả': {"vi"}, 'ị': {"vi"}, 'ờ': {"vi"}, 'ớ': {"vi"}, 'ầ': {"vi"},
}

// TellingLetters adds, for each letter of an Exact text that few languages
// use, its vote to score.
func TellingLetters(exact string, vote func(lang string, weight float64)) {
	for _, r := range exact {
		if langs, ok := tellingLetters[r]; ok {
			for _, l := range langs {
				vote(l, 1/float64(len(langs)))
			}
		}
	}
}

// Guess asks a trigram model for the most likely of the given languages. It
// is a last resort: on a few words it is wrong nearly as often as right.
func Guess(text string, among []string) string {
	white := map[whatlanggo.Lang]bool{}
	for _, lang := range among {
		if l := guessable[lang]; l != "" {
			white[whatlanggo.CodeToLang(l)] = true
		}
	}
	if len(white) == 0 {
		return ""
	}
	return whatlanggo.DetectLangWithOptions(text, whatlanggo.Options{Whitelist: white}).Iso6391()
}

var guessable = map[string]string{
	"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "de": "deu", "it": "ita", "nl": "nld",
	"sv": "swe", "da": "dan", "no": "nob", "fi": "fin", "pl": "pol", "cs": "ces", "ro": "ron",
	"hu": "hun", "tr": "tur", "vi": "vie", "id": "ind", "ru": "rus", "uk": "ukr", "ar": "arb",
	"fa": "pes", "ur": "urd", "hi": "hin",
}
