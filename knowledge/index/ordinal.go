package index

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// ordinalText spells the ordinals from the second on, by language, in the forms
// that stand before or after a noun. The first is left out: it often counts
// nothing ("who first said it").
const ordinalText = `
en: second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
fr: deuxieme,seconde,second troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme
es: segundo,segunda tercero,tercera,tercer cuarto,cuarta quinto,quinta sexto,sexta septimo,septima octavo,octava noveno,novena decimo,decima undecimo,undecima duodecimo,duodecima
ar: الثانيه,الثاني,ثاني الثالثه,الثالث,ثالث الرابعه,الرابع,رابع الخامسه,الخامس,خامس السادسه,السادس,سادس السابعه,السابع,سابع الثامنه,الثامن,ثامن التاسعه,التاسع,تاسع العاشره,العاشر,عاشر
pt: segundo,segunda terceiro,terceira quarto,quarta quinto,quinta sexto,sexta
it: secondo,seconda terzo,terza quarto,quarta quinto,quinta sesto,sesta
de: zweite,zweiten,zweiter dritte,dritten,dritter vierte,vierten,vierter funfte,funften,funfter sechste,sechsten,sechster
nl: tweede derde vierde vijfde zesde zevende achtste
`

// ordinals holds the numbers of ordinals by language and folded word.
var ordinals = func() map[string]map[string]int {
	out := map[string]map[string]int{}
	for line := range strings.Lines(ordinalText) {
		lang, names, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		out[lang] = map[string]int{}
		for i, forms := range strings.Fields(names) {
			for form := range strings.SplitSeq(forms, ",") {
				out[lang][words.Fold(form)] = i + 2
			}
		}
	}
	return out
}()

// ordinal returns the number of an ordinal, spelt or like "3rd", 0 if a word is
// none.
func ordinal(lang, fold string) int {
	if n := ordinals[lang][fold]; n > 0 {
		return n
	}
	digits := strings.TrimRightFunc(fold, unicode.IsLetter)
	if digits == fold {
		return 0
	}
	switch fold[len(digits):] {
	case "st", "nd", "rd", "th", "e", "er", "eme", "o", "a":
		n, _ := strconv.Atoi(digits)
		return n
	}
	return 0
}

// beforeNumber may stand between a thing and its number: "book no. 16".
var beforeNumber = wordSet("no nr n number numero num nº رقم")

// numbered finds what a question asks for by an ordinal beside a word of
// meaning that the corpus knows, or by a number behind it: the third session, la
// tercera sesión, message 9.
func (x *Index) numbered(q *query, at []int) []naming {
	var out []naming
	for i := range q.tokens {
		if of := x.thingBefore(q, at, i); of >= 0 {
			out = append(out, naming{kind: Session, text: written(q.tokens[of : i+1]), term: at[i], of: at[of]})
			continue
		}
		n := ordinal(q.lang, q.tokens[i].Fold)
		if n == 0 {
			continue
		}
		const near = 2 // words between an ordinal and its noun: "second IDM session"
		for _, k := range []int{i + 1, i - 1, i + near} {
			if k < 0 || k >= len(at) || q.terms[at[k]].use != words.Content || !q.terms[at[k]].known {
				continue
			}
			text := written(q.tokens[min(i, k) : max(i, k)+1])
			out = append(out, naming{kind: Session, text: text, term: at[i], number: n, of: at[k]})
			break
		}
	}
	return out
}

// thingBefore returns the place of the word that a number stands behind, like a
// name; -1 if it is another number: how many, or when.
func (x *Index) thingBefore(q *query, at []int, i int) int {
	const longest = 3 // digits; with more it is a year or an amount
	if q.tokens[i].Kind != words.Number || len(q.tokens[i].Fold) > longest {
		return -1
	}
	k := i - 1
	if k > 0 && beforeNumber[q.tokens[k].Fold] {
		k--
	}
	if k < 0 || q.terms[at[k]].use != words.Content || !q.terms[at[k]].known || q.tokens[k].Kind != words.Word ||
		words.Month(q.lang, q.tokens[k].Fold) > 0 || i+1 < len(q.tokens) && words.Month(q.lang, q.tokens[i+1].Fold) > 0 {
		return -1
	}
	return k
}

// hasNumbered reports whether somewhere in an entry an ordinal stands with the
// word that it numbers in the question.
func (x *Index) hasNumbered(q *query, entry int32, n *naming) bool {
	for _, d := range x.wordings(entry) {
		ids := map[int32]bool{}
		for _, a := range q.terms[n.term].alts {
			if a.why == "" {
				ids[a.term] = true
			}
		}
		for form, k := range ordinals[d.lang] {
			if id, ok := x.terms.forms[form]; ok && k == n.number && n.number > 0 {
				ids[id] = true
			}
		}
		if x.together(&d, ids, q.terms[n.of].alts) {
			return true
		}
	}
	return false
}

// together reports whether a word of each kind stands near one of the other,
// in the text of a doc or in one of its questions.
func (x *Index) together(d *doc, ids map[int32]bool, alts []alternative) bool {
	const near = 2 // tokens
	in := func(tokens []int32) bool {
		first, second := -near-1, -near-1
		for i, t := range tokens {
			if ids[t] {
				first = i
			}
			for _, a := range alts {
				if a.term == t {
					second = i
				}
			}
			if first >= 0 && second >= 0 && max(first, second)-min(first, second) <= near {
				return true
			}
		}
		return false
	}
	if in(d.tokens) {
		return true
	}
	for _, u := range x.units[d.first:d.last] {
		if in(x.flat[u.from:u.to]) {
			return true
		}
	}
	return false
}
