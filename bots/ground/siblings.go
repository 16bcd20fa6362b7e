package ground

import "strings"

// siblingGroups are words of which a thing is one and not another: levels, bodies,
// offices, kin, directions, colours. A summary that puts one in the place of another
// says something else, though most of its words are held.
var siblingGroups = groups(`local regional provincial national federal international global worldwide
municipal county state federal
city town village county district province region country continent
council parliament senate congress cabinet commission
court police army government ministry
company union bank university hospital school church museum
minister president mayor governor chancellor senator king queen
director secretary chair treasurer spokesman
actor actress singer painter writer director producer
doctor nurse dentist
father mother brother sister son daughter uncle aunt cousin husband wife nephew niece
north south east west
northern southern eastern western
left right
red blue green yellow black white brown grey pink
gold silver bronze
spring summer autumn winter
morning afternoon evening
breakfast lunch dinner
bus train car plane ship bicycle lorry tram ferry
football tennis basketball hockey rugby cricket golf
student teacher
primary secondary
first second third fourth fifth
hourly daily weekly monthly yearly
english french german spanish italian russian chinese japanese
christian muslim jewish hindu buddhist`)

// groups gives for every word the numbers of the groups it stands in.
func groups(list string) map[string][]int {
	table := map[string][]int{}
	for number, line := range strings.Split(list, "\n") {
		for text := range strings.FieldsSeq(line) {
			table[text] = append(table[text], number)
		}
	}
	return table
}

// siblingFound counts words of the sentence in whose place the aligned source
// sentences hold a sibling.
func (e *evidence) siblingFound(a *alignment) float64 {
	if a.three.cover < aligned {
		return 0
	}
	there := e.tokensIn(a.three, 0)
	from := e.sentences[a.three.from].from
	found := 0.
	for i := range a.parts {
		t := &a.claim.tokens[a.parts[i].token]
		mine := siblingGroups[t.text]
		if mine == nil || a.strengthIn(i, a.three) >= .7 || holdsWord(there, t) {
			continue
		}
		for j := range there {
			s := &there[j]
			if s.kind == word && s.stem != t.stem && shareGroup(mine, siblingGroups[s.text]) && !a.says(s) && e.sharesContext(a, i, from+j) {
				found++
				break
			}
		}
	}
	return min(found, 2)
}

func shareGroup(one, other []int) bool {
	for _, a := range one {
		for _, b := range other {
			if a == b {
				return true
			}
		}
	}
	return false
}

// contextParts and contextTokens are how far the words next to one may stand from it,
// in the sentence and in the sources, to show that it stands in the same place.
const (
	contextParts  = 2
	contextTokens = 4
)

// sharesContextOf is sharesContext for a token of the sentence, which need not be a
// part: a word of grammar may have an opposite too.
func (e *evidence) sharesContextOf(a *alignment, token, place int) bool {
	at := 0
	for at < len(a.parts)-1 && a.parts[at].token < token {
		at++
	}
	if len(a.parts) == 0 {
		return false
	}
	return e.sharesContext(a, at, place) || a.parts[at].token != token && e.holdsNear(a, at, place)
}

// sharesContext tells whether a part of the sentence stands beside the same words as
// a token of the sources does.
func (e *evidence) sharesContext(a *alignment, at, place int) bool {
	for i := max(0, at-contextParts); i <= min(len(a.parts)-1, at+contextParts); i++ {
		if i == at {
			continue
		}
		if e.holdsNear(a, i, place) {
			return true
		}
	}
	return false
}

// holdsNear tells whether a part is found beside a place of the sources.
func (e *evidence) holdsNear(a *alignment, part, place int) bool {
	for _, h := range a.parts[part].hits {
		p := int(h.position)
		if p != place && h.strength >= .7 && max(p-place, place-p) <= contextTokens && e.tokens[p].sentence == e.tokens[place].sentence {
			return true
		}
	}
	return false
}
