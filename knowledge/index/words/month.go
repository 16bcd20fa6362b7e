package words

import (
	"maps"
	"slices"
	"strings"
)

// monthText names the months by language, from January on. Names of two words
// are left out, and names that are mostly something else.
const monthText = `
en: january february march april may june july august september october november december
fr: janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
es: enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
pt: janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
it: gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
de: januar februar marz april mai juni juli august september oktober november dezember
nl: januari februari maart april mei juni juli augustus september oktober november december
ar: يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
ru: января февраля марта апреля мая июня июля августа сентября октября ноября декабря
`

var months = func() map[string]map[string]int {
	out := map[string]map[string]int{}
	for line := range strings.Lines(monthText) {
		lang, names, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		out[lang] = map[string]int{}
		for i, name := range strings.Fields(names) {
			out[lang][Fold(name)] = i + 1
		}
	}
	return out
}()

// Month returns the number of the month that a folded word names in a
// language, from 1, and 0 if it names none.
func Month(lang, fold string) int { return months[lang][fold] }

// MonthNames calls f with the folded names of a month, in every language, always
// in the same order.
func MonthNames(month int, f func(fold string)) {
	for _, name := range namesOf[month] {
		f(name)
	}
}

// namesOf are the names of each month, in order.
var namesOf = func() map[int][]string {
	out := map[int][]string{}
	for _, lang := range slices.Sorted(maps.Keys(months)) {
		for _, name := range slices.Sorted(maps.Keys(months[lang])) {
			out[months[lang][name]] = append(out[months[lang][name]], name)
		}
	}
	return out
}()

// Doubtful reports names of months that are more often another word: a month
// is meant only beside a number or after a preposition.
func Doubtful(lang, fold string) bool {
	switch lang {
	case "en":
		return fold == "may" || fold == "march"
	case "fr":
		return fold == "mars"
	case "it":
		return fold == "maggio"
	case "nl":
		return fold == "mei"
	}
	return false
}
