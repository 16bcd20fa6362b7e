package ground

// leastMixed is the weight that a clause must take from the elements of an array before
// they are compared: a single word is in an element by accident.
const leastMixed = 2

// leastForeign is the least share outside the element that holds most: below it a word of
// the paraphrase stands in another element by accident.
const leastForeign = .33

// mixedElements tells how far a clause takes what it says from several elements of an
// array of a record: the guest of one review with the complaint of another, a price with
// the room beside its own. It is the share of the weight outside the element that holds
// most, of the worst clause. Clauses about all reviewers or rooms may mix.
func (e *evidence) mixedElements(a *alignment) float64 {
	if !e.records {
		return 0
	}
	for i := a.span.from; i < a.span.to; i++ {
		if summing[a.claim.tokens[i].text] {
			return 0
		}
	}
	worst := 0.
	for clause := range a.clause {
		weights := map[int32]float64{}
		total := 0.
		for i := range a.parts {
			p := &a.parts[i]
			if p.clause != clause || p.weight < telling || p.strength < .7 {
				continue
			}
			held, outside := map[int32]bool{}, false
			for _, h := range p.hits {
				if h.strength < .7 {
					continue
				}
				element := e.sentences[e.tokens[h.position].sentence].element
				outside = outside || element == 0
				held[element] = true
			}
			if outside || len(held) == 0 {
				continue
			}
			total += p.weight
			for element := range held {
				weights[element] += p.weight
			}
		}
		most := 0.
		for _, w := range weights {
			most = max(most, w)
		}
		if total >= leastMixed {
			worst = max(worst, 1-most/total)
		}
	}
	if worst < leastForeign {
		return 0
	}
	return worst
}

// summing are words of a sentence about several elements together.
var summing = set(`reviewers customers guests visitors reviews others some several many users patients buyers people diners clients
	members both all most various while whereas different mixed overall ranging respectively`)
