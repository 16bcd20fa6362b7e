package ground

import "math"

// fractions are parts of a whole as words.
var fractions = map[string]float64{"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
	"tenth": 10, "tenths": 10}

// readFraction reads "a third of", "two thirds" and "three quarters", and spans of
// time that are told by a part of a longer one ("half an hour", "a quarter of a
// century").
func readFraction(tokens []token, at int, q *quantity) bool {
	over := 1.
	place := at
	if n, ok := writtenNumbers[tokens[at].text]; ok && n >= 1 && n < 10 && at+1 < len(tokens) && fractions[tokens[at+1].text] > n {
		if tokens[at+1].text == "third" && n > 1 || tokens[at].text == "first" || tokens[at].text == "second" {
			return false
		}
		over, place = n, at+1
	}
	under := fractions[tokens[place].text]
	if under == 0 {
		return false
	}
	next := func(n int) string {
		if place+n < len(tokens) {
			return tokens[place+n].text
		}
		return ""
	}
	last := place + 1
	if next(1) == "of" {
		last++
	}
	if last < len(tokens) && (tokens[last].text == "a" || tokens[last].text == "an") && last+1 < len(tokens) {
		if minutes, ok := spans[tokens[last+1].text]; ok {
			q.value, q.unit = over/under*minutes.count, minutes.unit
			q.to = last + 2
			return true
		}
	}
	if under > 2 && place == at && next(1) != "of" && (at == 0 || tokens[at-1].text != "a" && tokens[at-1].text != "one") {
		return false // "the third stop"
	}
	q.value, q.soft, q.to = over/under, true, place+1
	return true
}

// spans are long spans of time with the unit their parts are told in.
var spans = map[string]struct {
	count float64
	unit  string
}{"hour": {60, "minute"}, "century": {100, "year"}, "year": {12, "month"}, "decade": {10, "year"}, "day": {24, "hour"}}

// addShares adds what "12 of the 40" is in percent, so that "30 %" is found there.
func (b *body) addShares() {
	count := len(b.quantities)
	for i := range count {
		q := &b.quantities[i]
		at := q.to
		if q.measure != plain || at+1 >= len(b.tokens) || b.tokens[at].text != "of" && b.tokens[at].text != "in" && b.tokens[at].text != "out" {
			continue
		}
		for at++; at < len(b.tokens) && b.tokens[at].function && at < q.to+3; at++ {
		}
		if at >= len(b.tokens) || b.tokens[at].quantity == 0 {
			continue
		}
		whole := &b.quantities[b.tokens[at].quantity-1]
		if whole.measure != plain || whole.value <= q.value || q.value <= 0 {
			continue
		}
		b.quantities = append(b.quantities, quantity{value: 100 * q.value / whole.value, other: math.NaN(), measure: percent, rounded: true, from: q.from, to: q.to})
	}
}
