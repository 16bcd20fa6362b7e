package words

import (
	"strings"
	"unicode/utf8"
)

// endings holds, for languages without a Snowball stemmer, what may be cut off
// the end of a folded word, the longest first; one is cut, and then perhaps
// one vowel. They were written down from the languages' declensions and favour
// taking forms of a word together over telling words apart.
var endings = map[string][]string{
	"pl": strings.Fields("owaniem owania owanie iejszy ajacy ajaca ajace aniem ywac owac ienie ania anie eniu enie enia " +
		"ami ach iami iach owi owie ego emu ymi imi ych ich iem iego iemu em om ow ej ia ie iu ym im ac ec yc ic al la lo li ly my sz cie"),
	"cs": strings.Fields("ovani ovat eho emu ami emi ych ich imi ymi ach ech atum aty ata ovi em um am ou ej at et it al la lo li ly me te is"),
	"sk": strings.Fields("ovanie ovat eho emu ami ych ich imi ymi ach och ovi om em am ou ej at et it al la lo li ly me te"),
	"uk": strings.Fields("уванням ування ювання ення ення ання ями ами ого ому ими іми ої ою ею ях ах ів їв ам ям ем ом им их іх ти ть ла ло ли ся"),
	"bg": strings.Fields("ването ванията ване ният ията ието ите ата ята ото ето ове еве ът ят та то те ия ие"),
	"hr": strings.Fields("ovima evima ama ima ove eve oga ega omu emu ijem ije om em og im ih oj ti la lo li"),
	"el": strings.Fields("ματων ματος ματα οντας ουμε ουνε εται ονται ους ων ος ου οι ες ας ης εις ει ω ον ην"),
	"hi": strings.Fields("ियाँ ियों ियां ाओं ाएं ाएँ ाना ाने ानी ता ते ती ना ने नी ों ें ाँ ां ीं ूं ो े ी ि ा ू ु"),
	"id": strings.Fields("kannya annya inya nya kan an i"),
	"fa": strings.Fields("هایی های ها ترین تر ات ان ی"),
	"ur": strings.Fields("یوں یاں وں یں ات ی ے ا"),
	"ko": strings.Fields("에서는 에서도 으로는 에게서 에서 에게 으로 까지 부터 하고 에는 에도 이나 입니다 합니다 하나요 인가요 나요 은 는 이 가 을 를 의 에 로 와 과 도 만 요"),
}

// beginnings of words that Indonesian puts before a stem.
var beginnings = map[string][]string{
	"id": strings.Fields("meng meny mem men me peng peny pem pen per pe ber ter di ke se"),
}

// finalVowels may remain after an ending was cut.
const finalVowels = "aeiouyаеиоуыіїєяюαεηιου"

// light cuts endings off a folded word of a language that has a list.
func light(lang, fold string) string {
	list, ok := endings[lang]
	if !ok {
		return fold
	}
	least := 3
	if lang == "ko" || lang == "hi" {
		least = 2
	}
	for _, b := range beginnings[lang] {
		if rest, ok := strings.CutPrefix(fold, b); ok && utf8.RuneCountInString(rest) > least {
			fold = rest
			break
		}
	}
	for _, e := range list {
		if rest, ok := strings.CutSuffix(fold, e); ok && utf8.RuneCountInString(rest) >= least {
			fold = rest
			break
		}
	}
	if r, n := utf8.DecodeLastRuneInString(fold); strings.ContainsRune(finalVowels, r) &&
		utf8.RuneCountInString(fold) > least {
		fold = fold[:len(fold)-n]
	}
	return fold
}
