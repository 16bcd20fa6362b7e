package index

import (
	"slices"

	"github.com/idmbot/idmbot/knowledge/index/words"
)

// askingHowMany are words that ask for a number, by language; in English they
// follow "how".
var askingHowMany = map[string]map[string]bool{
	"en": wordSet("many much"), "fr": wordSet("combien"), "es": wordSet("cuanto cuanta cuantos cuantas"),
	"pt": wordSet("quanto quanta quantos quantas"), "it": wordSet("quanto quanta quanti quante"),
	"de": wordSet("wieviel wieviele viel viele"), "nl": wordSet("hoeveel"), "ar": wordSet("كم"),
	"ru": wordSet("сколько"), "pl": wordSet("ile"), "tr": wordSet("kaç"), "id": wordSet("berapa"),
}

// spelt are numbers in words that stand for one in a text.
var spelt = wordSet(`two three four five six seven eight nine ten eleven twelve dozen hundred hundreds thousand thousands million millions billion
	half none free nobody
	deux trois quatre cinq sept huit neuf dix douze cent cents mille millions gratuit gratuite
	dos tres cuatro cinco seis siete ocho nueve diez doce cien mil millones gratis gratuito gratuita
	zwei drei vier funf sechs sieben acht neun zehn zwolf hundert tausend kostenlos
	اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة الف مليون مجانا
	dois tres quatro cinco sete oito nove dez gratuito due tre quattro cinque sei sette otto nove dieci twee drie vier vijf zes zeven tien gratis`)

// asksHowMany reports whether a question wants a number.
func asksHowMany(q *query) bool {
	for i := range q.tokens {
		if !askingHowMany[q.lang][q.tokens[i].Fold] {
			continue
		}
		if q.lang != "en" && q.lang != "de" || i > 0 && (q.tokens[i-1].Fold == "how" || q.tokens[i-1].Fold == "wie") {
			return true
		}
	}
	return false
}

// hasNumber reports whether the title or text of a candidate holds a number, in
// digits or words, that may say how many: no year, and no number that stands in
// many entries, as in a name.
func (x *Index) hasNumber(c *candidate) bool {
	return slices.ContainsFunc(x.docs[c.doc].tokens, func(id int32) bool {
		if id == gap {
			return false
		}
		t := &x.terms.terms[id]
		if t.key[0] < '0' || t.key[0] > '9' {
			return spelt[words.Fold(t.shown)]
		}
		return !isYear(t.key) && !x.common(id)
	})
}
