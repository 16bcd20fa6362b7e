package ground

import (
	"math"
	"strings"
)

type measure uint8

const (
	plain measure = iota
	percent
	money
	clock // minutes since midnight
	year
)

// quantity is a number of a text, with what it counts.
type quantity struct {
	value    float64
	other    float64 // another way to read it ("1.234"), or NaN
	measure  measure
	unit     string  // canonical unit, "" if none was recognised
	currency string  // canonical currency, "" if none was named
	soft     bool    // a word such as "one", "first", "half", or a denominator: proves little
	bound    int8    // 1 for "more than", -1 for "less than" and "nearly", 0 for neither
	plural   bool    // "thousands", "dozens"
	rounded  bool    // "about", "nearly", "more than" stands before it
	minutes  float64 // read as a time of day written with a full stop ("7.40"), 0 if it is none
	from, to int     // its tokens, half open
}

// addQuantities reads the numbers of a sentence and writes their index into the
// tokens they cover.
func (b *body) addQuantities(s *span) {
	tokens := b.tokens[s.from:s.to]
	for i := 0; i < len(tokens); {
		q, ok := readQuantity(tokens, i)
		if !ok {
			i++
			continue
		}
		for back := i - 1; back >= 0 && back >= i-3; back-- {
			if roundings[tokens[back].text] {
				q.rounded = true
			}
		}
		q.bound = boundBefore(tokens, i)
		i = q.to
		for j := q.from; j < q.to; j++ {
			tokens[j].quantity = int32(len(b.quantities) + 1)
		}
		q.from += s.from
		q.to += s.from
		b.quantities = append(b.quantities, q)
	}
}

func readQuantity(tokens []token, at int) (quantity, bool) {
	q := quantity{from: at, to: at + 1, other: math.NaN()}
	t := &tokens[at]
	if t.kind == mark || t.kind == word && t.class&isNumberWord == 0 {
		return q, false
	}
	switch {
	case t.kind == number:
		readDigits(t.text, &q)
	case t.kind == word && t.text == "noon":
		q.value, q.measure = 720, clock
		return q, true
	case t.kind == word && t.text == "midnight":
		q.value, q.other, q.measure = 0, 1440, clock
		return q, true
	case t.kind == word:
		if readFraction(tokens, at, &q) {
			return q, true
		}
		value, ok := writtenNumbers[t.text]
		if !ok {
			return q, false
		}
		q.value, q.soft, q.plural = value, softNumbers[t.text], strings.HasSuffix(t.text, "s") && value >= 10
		q.to = readWritten(tokens, at, &q.value)
		if q.to > at+1 {
			q.soft = false
		}
	}
	readTail(tokens, &q)
	if at > 0 && q.measure == plain || q.measure == year {
		if at > 0 {
			if c, ok := currencies[tokens[at-1].text]; ok && tokens[at-1].kind == mark {
				q.measure, q.currency = money, c
			}
		}
	}
	if at > 1 && tokens[at-1].text == "of" && tokens[at-2].text == "out" || at > 0 && tokens[at-1].text == "/" {
		q.soft = true // the denominator of a rating
	}
	return q, true
}

// readTail reads what follows a number: a scale, a percent sign, a currency, the
// half of the day, or a unit.
func readTail(tokens []token, q *quantity) {
	at := func(i int) string {
		if i < len(tokens) {
			return tokens[i].text
		}
		return ""
	}
	if q.to < len(tokens) && tokens[q.to].glued {
		switch at(q.to) {
		case "st", "nd", "rd", "th", "s", "er", "eme":
			q.to++
		}
	}
	if scale, ok := scales[at(q.to)]; ok && tokens[q.from].kind == number && (len(at(q.to)) > 1 || tokens[q.to].glued) {
		q.value *= scale
		q.other = math.NaN()
		q.to++
	}
	next := q.to
	if at(next) == "-" {
		next++
	}
	switch text := at(next); {
	case text == "%" || text == "percent" || text == "pct" || text == "percentage":
		q.measure, q.to = percent, next+1
	case text == "per" && at(next+1) == "cent", text == "pour" && at(next+1) == "cent", text == "por" && at(next+1) == "ciento":
		q.measure, q.to = percent, next+2
	case text == "°", text == "degrees", text == "degree":
		switch at(next + 1) {
		case "c", "celsius":
			q.unit, q.to = "celsius", next+2
		case "f", "fahrenheit":
			q.unit, q.to = "fahrenheit", next+2
		}
	case text == "am" || text == "pm" || text == "a.m" || text == "p.m":
		q.toClock(text[0], next+1)
	case (text == "a" || text == "p") && at(next+1) == "." && at(next+2) == "m":
		q.toClock(text[0], next+3)
	case currencies[text] != "":
		q.measure, q.currency, q.to = money, currencies[text], next+1
	case units[text] != "":
		q.unit = units[text]
		if q.measure == year {
			q.measure = plain
		}
	}
	q.to = min(q.to, len(tokens))
}

func (q *quantity) toClock(half byte, end int) {
	if q.measure != clock && q.minutes > 0 {
		q.value = q.minutes
	} else if q.measure != clock {
		q.value *= 60
	}
	if hour := q.value / 60; half == 'p' && hour < 12 {
		q.value += 720
	} else if half == 'a' && hour >= 12 {
		q.value -= 720
	}
	q.measure, q.to = clock, end
}
