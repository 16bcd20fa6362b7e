package intent

import (
	"strconv"
	"strings"
)

// maxItem is the highest number an item of a list is asked for by: the Global
// Compact has 23 objectives, and nothing that is curated has many more.
const maxItem = 40

// Ordinal returns the number of the item of a list that is asked for: "the
// second avenue", "key message 4", "la deuxième". -1 stands for the last one.
// Years, counts of a whole list and numbers of publications are no ordinals.
func Ordinal(text string) (n int, ok bool) {
	ts := tokens(strings.ToValidUTF8(text, " "))
	n, _, ok = ordinal(ts[:min(len(ts), maxTokens)])
	return n, ok
}

// ordinal returns the number and the token that names it.
func ordinal(ts []token) (n, at int, ok bool) {
	for i, t := range ts {
		w := strings.TrimPrefix(strings.TrimPrefix(t.text, "وال"), "و")
		if n, ok := ordinals[t.text]; ok {
			if !countedAfter(ts, i) && !indefinite(ts, i) {
				return compound(ts, i, n), i, true
			}
		} else if n, ok := ordinals[w]; ok {
			return compound(ts, i, n), i, true
		}
		if n, ok := suffixed(t.text); ok {
			return n, i, true
		}
		if i == 0 {
			continue
		}
		if n, ok := cardinal(t.text); ok && listNouns[ts[i-1].text] {
			if i+1 < len(ts) && n == 20 && cardinals[ts[i+1].text] < 10 {
				n += cardinals[ts[i+1].text]
			}
			return n, i, true
		}
	}
	return 0, 0, false
}

// compound is the number of which n is the unit: "twenty-third", "vingt et
// unième", "décimo tercero", "الثاني عشر", "الثالث والعشرون". With "twenty" and
// the like n is the part that was found first.
func compound(ts []token, i, n int) int {
	next := func(k int) string {
		if i+k < 0 || i+k >= len(ts) {
			return ""
		}
		return ts[i+k].text
	}
	if n >= 1 && n <= 9 {
		switch {
		case tensAfter[next(1)] > 0:
			return n + tensAfter[next(1)]
		case tensBefore[next(-1)] > 0:
			return n + tensBefore[next(-1)]
		case next(-1) == "et" && tensBefore[next(-2)] > 0:
			return n + tensBefore[next(-2)]
		}
	}
	if unit := ordinals[next(1)]; (n == 10 || n == 20) && tensBefore[next(0)] > 0 && unit >= 1 && unit <= 9 {
		return n + unit
	}
	return n
}

// tensBefore stand before the unit, tensAfter after it.
var (
	tensBefore = numbered(map[int]string{10: "dix decimo decima", 20: "twenty vingt vigesimo vigesima"})
	tensAfter  = numbered(map[int]string{10: "عشر عشرة", 20: "والعشرون والعشرين"})
)

// indefinite reports whether the ordinal is an Arabic one without an article
// and without an item: "أول من" is "the first who".
func indefinite(ts []token, i int) bool {
	return bareFirst[ts[i].text] && (i+1 == len(ts) || !listNouns[ts[i+1].text])
}

var bareFirst = set("اول اولى")

// Beside are the words next to the number that Ordinal finds: what is counted
// is one of them. A plain number follows its noun, "message 4".
func Beside(text string) []string {
	ts := tokens(strings.ToValidUTF8(text, " "))
	ts = ts[:min(len(ts), maxTokens)]
	_, at, ok := ordinal(ts)
	if !ok {
		return nil
	}
	var out []string
	_, plain := cardinal(ts[at].text)
	for _, i := range []int{at - 1, at + 1} {
		if i >= 0 && i < len(ts) && (i < at || !plain) {
			out = append(out, text[ts[i].start:ts[i].end])
		}
	}
	return out
}

// countedAfter reports whether an ordinal stands before a session, a day or a
// publication rather than before an item: "the first session of 2024".
func countedAfter(ts []token, i int) bool {
	return i+1 < len(ts) && noItem[ts[i+1].text] || i > 0 && noItem[ts[i-1].text]
}

var noItem = set(`session sessions day days week time dialogue idm meeting edition year half hand book volume world ever
	sesion sesiones dia vez dialogo reunion seance jour fois annee reunion الدورة الجلسة اليوم المرة الحوار
	للدورة لدورة دورة للحوار لحوار حوار منتدى المنتدى الخطوة خطوة`)

// ordinals and cardinals are the number words by normal form.
var ordinals = numbered(map[int]string{
	1:  "first 1st premier premiere 1er 1ere unieme primero primera primer الاول الاولى اول اولى الحادي الحادية",
	2:  "second 2nd deuxieme seconde 2eme 2e segundo segunda الثاني الثانية ثاني ثانية",
	3:  "third 3rd troisieme 3eme tercero tercera tercer الثالث الثالثة ثالث ثالثة",
	4:  "fourth 4th quatrieme 4eme cuarto cuarta الرابع الرابعة رابع",
	5:  "fifth 5th cinquieme 5eme quinto quinta الخامس الخامسة خامس",
	6:  "sixth 6th sixieme 6eme sexto sexta السادس السادسة سادس",
	7:  "seventh 7th septieme septimo septima السابع السابعة",
	8:  "eighth 8th huitieme octavo octava الثامن الثامنة",
	9:  "ninth 9th neuvieme noveno novena التاسع التاسعة",
	10: "tenth 10th dixieme decimo decima العاشر العاشرة",
	11: "eleventh onzieme undecimo undecima", 12: "twelfth douzieme duodecimo duodecima",
	13: "thirteenth treizieme decimotercero decimotercera", 14: "fourteenth quatorzieme decimocuarto decimocuarta",
	15: "fifteenth quinzieme decimoquinto decimoquinta", 16: "sixteenth seizieme decimosexto decimosexta",
	17: "seventeenth decimoseptimo decimoseptima", 18: "eighteenth decimoctavo decimoctava",
	19: "nineteenth decimonoveno decimonovena", 20: "twentieth vingtieme vigesimo vigesima العشرون العشرين",
	-1: "last dernier derniere ultimo ultima الاخير الاخيرة",
})

var cardinals = numbered(map[int]string{
	1: "one un une uno una واحد واحدة", 2: "two deux dos اثنان اثنين", 3: "three trois tres ثلاثة ثلاث",
	4: "four quatre quatres cuatro اربعة اربع", 5: "five cinq cinco خمسة خمس", 6: "six seis ستة ست",
	7: "seven sept siete سبعة", 8: "eight huit ocho ثمانية", 9: "nine neuf nueve تسعة", 10: "ten dix diez عشرة",
	11: "eleven onze once", 12: "twelve douze doce", 13: "thirteen treize trece", 14: "fourteen quatorze catorce",
	15: "fifteen quinze quince", 16: "sixteen seize dieciseis", 17: "seventeen diecisiete",
	18: "eighteen dieciocho", 19: "nineteen diecinueve", 20: "twenty vingt veinte",
})

func numbered(words map[int]string) map[string]int {
	m := map[string]int{}
	for n, line := range words {
		for w := range strings.FieldsSeq(line) {
			m[normal(w)] = n
		}
	}
	return m
}

// listNouns are words after which a plain number names an item.
var listNouns = set(`message messages avenue avenues objective objectives aim aims number no point item goal
	recommendation pathway axe axes piste objectif objectifs numero but via eje ejes objetivo objetivos meta mensaje
	punto linea avenida الرسالة رسالة الهدف هدف المسار مسار المحور محور رقم`)

func cardinal(w string) (int, bool) {
	if n, ok := cardinals[w]; ok {
		return n, true
	}
	n, err := strconv.Atoi(w)
	return n, err == nil && n >= 1 && n <= maxItem
}

// Count is the number a list is asked for by: 4 of "the four avenues".
func Count(text string) (n int, ok bool) {
	ts := tokens(strings.ToValidUTF8(text, " "))
	for _, t := range ts[:min(len(ts), maxTokens)] {
		for _, w := range append([]string{t.text}, strings.Fields(bareArabic(t.text))...) {
			// One of something is no list, and mostly "a" or "the".
			if n, ok := cardinal(w); ok && n > 1 {
				return n, true
			}
		}
	}
	return 0, false
}

// suffixed reads "13th", "23rd".
func suffixed(w string) (int, bool) {
	for _, end := range []string{"st", "nd", "rd", "th", "eme", "ieme"} {
		if digits, ok := strings.CutSuffix(w, end); ok {
			if n, err := strconv.Atoi(digits); err == nil && n >= 1 && n <= maxItem {
				return n, true
			}
		}
	}
	return 0, false
}
