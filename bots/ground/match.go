package ground

import (
	"strings"
	"unicode/utf8"
)

// hit is a place in the sources where a word of the summary is found again.
type hit struct {
	position int32
	strength float64 // 1 the same word, less for a kin or a synonym
}

const (
	joinedStrength  = .95
	kinStrength     = .85
	synonymStrength = .75
	// of a number that is reckoned from others
	reckonedStrength = .7
)

// find lists where the word stands in the sources, the strongest reading of each
// place. exact tells whether the word itself (not a kin) was found.
func (e *evidence) find(t *token, hits []hit) (_ []hit, exact bool) {
	if id := e.kindOf(t); id >= 0 {
		for _, p := range e.types[id].positions {
			hits = append(hits, hit{p, 1})
		}
		exact = true
	}
	if t.kind == number {
		return hits, exact
	}
	found := len(hits)
	hits = e.findJoined(t.text, hits)
	exact = exact || len(hits) > found
	if isUpper(t.raw) || t.capital && len(t.text) <= 5 {
		hits = e.findInitials(t.text, hits)
	}
	for _, full := range shortNames[t.text] {
		if id, ok := e.byStem[e.words.stem(full)]; ok {
			for _, p := range e.types[id].positions {
				if len(full) > 2 || isUpper(e.tokens[p].raw) {
					hits = append(hits, hit{p, joinedStrength})
				}
			}
		}
	}
	if e.lang == "en" {
		for _, class := range englishMeaning().classes[t.stem] {
			for _, id := range e.byClass[class] {
				if e.types[id].stem == t.stem {
					continue
				}
				for _, p := range e.types[id].positions {
					hits = append(hits, hit{p, synonymStrength})
				}
			}
		}
	}
	if key := prefixKey(t.stem); key != "" {
		for _, id := range e.byPrefix[key] {
			if other := e.types[id].stem; other != t.stem && kin(t.stem, other) {
				for _, p := range e.types[id].positions {
					hits = append(hits, hit{p, kinStrength})
				}
			}
		}
	}
	return hits, exact
}

// kin tells stems of one derivation ("migrat", "migrant") by their common
// beginning: at least five letters and four fifths of the shorter, or the whole of
// a shorter one of four letters with a short ending.
func kin(a, b string) bool {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	shorter, longer := min(len(a), len(b)), max(len(a), len(b))
	if n == shorter && n >= 4 && longer-shorter <= 4 {
		return true
	}
	return n >= 5 && n*5 >= shorter*4 && longer-n <= 5
}

// negatedForm gives the word without a negating prefix, "" if it has none.
func negatedForm(text string) string {
	for _, prefix := range []string{"un", "in", "im", "ir", "il", "dis", "non", "mis"} {
		if rest, ok := strings.CutPrefix(text, prefix); ok && utf8.RuneCountInString(rest) >= 4 {
			return rest
		}
	}
	return ""
}

// shortNames are abbreviations that a paraphrase writes out, and the other way
// round; of a name of several words its most telling one.
var shortNames = func() map[string][]string {
	table := map[string][]string{}
	for pair := range strings.FieldsFuncSeq(`us america;us american;us states;usa states;uk britain;uk british;uk kingdom;un nations
eu european;eu europe;uae emirates;ca california;ny york;tx texas;fl florida;pa pennsylvania;az arizona;nv nevada;il illinois
in indiana;mo missouri;la louisiana;tn tennessee;nj jersey;id idaho;de delaware;wa washington;or oregon;ma massachusetts
oh ohio;mi michigan;wi wisconsin;mn minnesota;ga georgia;nc carolina;sc carolina;va virginia;md maryland;co colorado
ut utah;nm mexico;ab alberta;bc columbia;on ontario;qc quebec;dc washington;ct connecticut;ks kansas;ky kentucky;ok oklahoma
al alabama;ar arkansas;ms mississippi;ia iowa;ne nebraska;hi hawaii;ak alaska;me maine;nh hampshire;vt vermont;ri island
dr doctor;st saint;st street;mt mount;ave avenue;rd road;blvd boulevard;hwy highway;dept department;govt government
prof professor;gov governor;sen senator;rep representative;pres president;tv television;info information;app application
photo photograph;phone telephone;bbq barbecue;approx approximately;max maximum;min minimum;avg average;temp temperature
covid coronavirus;ai artificial;sdgs sustainable;sdg sustainable;gcm compact;idm dialogue;iom migration;hrs hours;vegan vegetarian
france french;germany german;spain spanish;italy italian;china chinese;japan japanese;england english;ireland irish
scotland scottish;netherlands dutch;greece greek;turkey turkish;wales welsh;denmark danish;sweden swedish;poland polish
portugal portuguese;switzerland swiss;norway norwegian;finland finnish;iraq iraqi;israel israeli;pakistan pakistani
philippines filipino;peru peruvian;thailand thai;vietnam vietnamese;yemen yemeni;lebanon lebanese;afghanistan afghan`,
		func(r rune) bool { return r == ';' || r == '\n' }) {
		short, full, _ := strings.Cut(pair, " ")
		table[short] = append(table[short], full)
		table[full] = append(table[full], short)
	}
	return table
}()
