package words

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Countries finds the names of countries in text, and words for their people.
type Countries struct {
	names map[string]string // folded words joined by spaces -> code
	long  map[string]bool   // first words of names of several words
	stems map[string]string // what words for people begin with -> code
	of    map[string][]string
	most  int // words in a name at most
}

// namedIn are the languages whose names of countries are known: those that
// write spaces and in which people ask most.
var namedIn = []language.Tag{language.English, language.French, language.Spanish, language.Portuguese,
	language.German, language.Italian, language.Dutch, language.Polish, language.Turkish, language.Russian, language.Arabic}

// otherwise are names that are more often another word.
var otherwise = map[string]bool{"reunion": true, "jersey": true, "island": true, "gana": true,
	"ganan": true, "guian": true, "المالي": true,
	"francis": true, "dominic": true, "romani": true, "chin": true, "chins": true, "malt": true, "malts": true,
	"tong": true, "tongs": true, "grenade": true, "grenades": true, "chili": true, "chilis": true}

// peoples are words for people that their country's name does not give away.
const peoples = `
US american americans americain americaine americains americaines estadounidense estadounidenses norteamericano
GB british briton britons english englishman anglais anglaise britannique ingles inglesa britanico britanica
FR french frenchman ; ES spanish spaniard spaniards ; NL dutch neerlandais hollandais ; DE allemand allemande allemands aleman alemana alemanes
GR greek greeks grec grecque griego griega ; TR turkish turks turc turque turco turca ; CH swiss suisses helvetique
DK danish danes danois danoise الدنمارك ; SE swedish swedes ; FI finnish finns ; PL polish poles polonais polonaise polaco polaca
IE irish irishman ; NO norwegian norwegians ; TH thai thais ; PH filipino filipinos filipina ; PT portuguese portugais portugaise
LB lebanese libanais libanaise ; CD congolese congolais ; MM burmese birman birmane ; CY cypriot cypriots chypriote
BE belgian belgians belge belges ; AF afghan afghans ; SV salvadoran salvadorans salvadorien salvadoreno ; NZ kiwi
UZ uzbek uzbeks ; KG kyrgyz ; TM turkmen ; TJ tajik ; KZ kazakh ; RS serb serbs ; HR croat croats
`

// peopleEndings make a word for people of the name of a country without its last
// vowel, in English, French, Spanish and Arabic.
var peopleEndings = func() map[string]bool {
	m := map[string]bool{"": true}
	for e := range strings.FieldsSeq(`n an ian ean aian nian ese lese i ish er ic vian y e
		en ien ienne ais aise ain aine ane ois oise een eenne
		o a ano ana eno ena es esa eses iano iana ino ina ense ol ola
		ي يه يون يين`) {
		m[Fold(e)] = true
	}
	return m
}()

// AllCountries returns what is known of countries; it is put together once.
var AllCountries = sync.OnceValue(func() *Countries {
	c := &Countries{names: map[string]string{}, long: map[string]bool{}, stems: map[string]string{}, of: map[string][]string{}}
	for _, tag := range namedIn {
		namer := display.Regions(tag)
		for a := 'A'; a <= 'Z'; a++ {
			for b := 'A'; b <= 'Z'; b++ {
				code := string([]rune{a, b})
				if r, err := language.ParseRegion(code); err == nil && r.IsCountry() && r.Canonicalize() == r {
					c.add(namer.Name(r), code)
				}
			}
		}
	}
	for part := range strings.FieldsFuncSeq(peoples, func(r rune) bool { return r == '\n' || r == ';' }) {
		w := strings.Fields(part)
		for _, people := range w[min(1, len(w)):] {
			c.names[people] = w[0]
			c.of[w[0]] = append(c.of[w[0]], people)
		}
	}
	return c
})

// add takes a name as it is written: "Myanmar (Burma)", "Congo - Kinshasa".
func (c *Countries) add(name, code string) {
	if strings.Contains(name, "SAR") {
		return
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '(' || r == ')' || r == '–' }) {
		var w []string
		for _, t := range Tokens(part, 0) {
			w = append(w, t.Fold)
		}
		for len(w) > 1 && len(w[0]) < 3 { // an article: "la"
			w = w[1:]
		}
		joined := strings.Join(w, " ")
		if utf8.RuneCountInString(joined) < 4 || otherwise[joined] || c.names[joined] != "" {
			continue
		}
		c.names[joined] = code
		c.of[code] = append(c.of[code], joined)
		c.most = max(c.most, len(w))
		if len(w) > 1 {
			c.long[w[0]] = true
			continue
		}
		if s := stemOf(joined); utf8.RuneCountInString(s) >= 4 && c.stems[s] == "" {
			c.stems[s] = code
		}
		if c.stems[joined] == "" {
			c.stems[joined] = code
		}
	}
}

// stemOf is the name of a country without its last vowel, or "istan".
func stemOf(name string) string {
	for _, end := range []string{"istan", "a", "e", "o", "y", "i", "ا", "ه"} {
		if s, ok := strings.CutSuffix(name, end); ok {
			return s
		}
	}
	return name
}

// At returns the code of the country that the tokens name from their first on,
// and by how many of them; "" if they name none.
func (c *Countries) At(tokens []Token) (code string, n int) {
	if len(tokens) == 0 || tokens[0].Kind != Word {
		return "", 0
	}
	if c.long[tokens[0].Fold] {
		joined := tokens[0].Fold
		for i := 1; i < min(len(tokens), c.most); i++ {
			joined += " " + tokens[i].Fold
			if found := c.names[joined]; found != "" {
				code, n = found, i+1
			}
		}
		if n > 0 {
			return code, n
		}
	}
	if code = c.Word(tokens[0].Fold); code != "" {
		return code, 1
	}
	return "", 0
}

// Word returns the code of the country that one folded word stands for, by its
// name or its people; "" if it stands for none.
func (c *Countries) Word(fold string) string {
	if code := c.names[fold]; code != "" || otherwise[fold] {
		return code
	}
	for _, w := range []string{fold, strings.TrimSuffix(fold, "s"), strings.TrimPrefix(fold, "ال")} {
		if code := c.people(w); code != "" {
			return code
		}
	}
	return ""
}

// people finds the longest beginning of a word that, with its end, makes a
// word for the people of a country.
func (c *Countries) people(w string) string {
	const longest = 5 // bytes of an ending of Latin letters; Arabic ones are as long
	for cut := len(w); cut >= 4 && len(w)-cut <= longest+1; cut-- {
		if code := c.stems[w[:cut]]; code != "" && peopleEndings[w[cut:]] {
			return code
		}
	}
	return ""
}

// Names returns the folded names of a country, of one or several words, and
// words for its people that these do not give away.
func (c *Countries) Names(code string) []string { return slices.Clip(c.of[code]) }
