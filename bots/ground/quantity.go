package ground

import (
	"math"
	"strconv"
	"strings"
	"unicode"
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
	rounded  bool    // "about", "nearly", "more than" stands before it
	minutes  float64 // read as a time of day written with a full stop ("7.40"), 0 if it is none
	from, to int     // its tokens, half open
}

// units maps written units to a canonical name. Words of length, weight, time and
// so on; the factor to a shared base stands in unitFactors.
var units = pairs(`km kilometre kilometer kilometre kilometers kilometre kilometres kilometre kilometre kilometre
	mile mile miles mile mi mile metre metre meter metre metres metre meters metre foot foot feet foot ft foot
	inch inch inches inch cm centimetre centimetres centimetre centimeters centimetre mm millimetre
	millimetres millimetre millimeters millimetre kg kilogram kilogram kilogram kilograms kilogram kilo kilogram
	kilos kilogram gram gram grams gram g gram mg milligram milligrams milligram pound pound pounds pound lb pound
	lbs pound ounce ounce ounces ounce oz ounce tonne tonne tonnes tonne ton tonne tons tonne
	second second seconds second minute minute minutes minute min minute mins minute hour hour hours hour hr hour
	hrs hour day day days day week week weeks week month month months month year year years year
	decade decade decades decade century century centuries century litre litre liter litre litres litre liters
	litre ml millilitre gallon gallon gallons gallon cup cup cups cup tablespoon tablespoon tablespoons tablespoon
	teaspoon teaspoon teaspoons teaspoon acre acre acres acre hectare hectare hectares hectare
	celsius celsius fahrenheit fahrenheit watt watt watts watt megawatt megawatt megawatts megawatt mw megawatt
	gigawatt gigawatt gb gigabyte mb megabyte tb terabyte point point points point goal goal goals goal
	star star stars star calorie calorie calories calorie mph mph kph kph`)

// unitFactors turns units of time into minutes, so that two weeks are 14 days.
var unitFactors = map[string]float64{"second": 1. / 60, "minute": 1, "hour": 60, "day": 1440, "week": 10080,
	"month": 43800, "year": 525600, "decade": 5256000, "century": 52560000,
	"kilometre": 1000, "metre": 1, "centimetre": .01, "millimetre": .001,
	"kilogram": 1000, "gram": 1, "tonne": 1e6, "milligram": .001, "litre": 1, "millilitre": .001}

var currencies = pairs(`$ dollar dollar dollar dollars dollar usd dollar buck dollar bucks dollar € euro euro euro
	euros euro eur euro £ sterling gbp sterling quid sterling ¥ yen yen yen franc franc francs franc chf franc
	rupee rupee rupees rupee peso peso pesos peso cent cent cents cent`)

var scales = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
	"mille": 1e3, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mil": 1e3, "millon": 1e6, "millones": 1e6,
	"bn": 1e9, "mln": 1e6, "k": 1e3, "m": 1e6, "b": 1e9, "thousands": 1e3, "hundreds": 100, "billions": 1e9}

var softNumbers = set(`one first second third once half double twice couple un une uno una hundreds thousands millions
	billions dozen triple sept dos cent mille mil`)

var roundings = set(`about around approximately nearly almost roughly over under some more than least most estimated
	up close environ pres casi unos alrededor`)

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
		q.value, q.soft = value, softNumbers[t.text]
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

// readDigits reads the digits of one token.
func readDigits(text string, q *quantity) {
	text = strings.Map(func(r rune) rune {
		if r > '9' && unicode.IsDigit(r) { // other decimal digits count from their zero
			for zero := r; ; zero-- {
				if !unicode.IsDigit(zero-1) || r-zero == 9 {
					return '0' + (r - zero)
				}
			}
		}
		return r
	}, text)
	if hour, minute, ok := strings.Cut(text, ":"); ok && !strings.ContainsAny(text, ".,") {
		h, err1 := strconv.Atoi(hour)
		m, err2 := strconv.Atoi(minute)
		if err1 == nil && err2 == nil && h <= 24 && m < 60 {
			q.value, q.measure = float64(h*60+m), clock
			return
		}
	}
	clean := strings.ReplaceAll(text, ":", "")
	separators := strings.Count(clean, ",") + strings.Count(clean, ".")
	lastMark := strings.LastIndexAny(clean, ".,")
	digitsAfter := len(clean) - lastMark - 1
	bare := onlyDigits(clean)
	whole, _ := strconv.ParseFloat(bare, 64)
	switch {
	case separators == 0:
		q.value = whole
		if whole >= 1000 && whole < 2200 && len(clean) == 4 {
			q.measure = year
		}
	case separators > 1 && digitsAfter == 3:
		q.value = whole
	case separators == 1 && digitsAfter == 3 && lastMark <= 3:
		q.value = whole // 1,234; in some languages 1.234
		q.other = whole / 1000
	default:
		q.minutes = dottedTime(clean)
		integer := onlyDigits(clean[:lastMark])
		q.value, _ = strconv.ParseFloat(integer+"."+clean[lastMark+1:], 64)
	}
}

// dottedTime reads "7.40" as minutes since midnight, 0 if it cannot be a time.
func dottedTime(text string) float64 {
	hour, minute, ok := strings.Cut(text, ".")
	h, err1 := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(minute)
	if !ok || len(minute) != 2 || err1 != nil || err2 != nil || h > 24 || m > 59 {
		return 0
	}
	return float64(h*60 + m)
}

func onlyDigits(text string) string {
	if strings.IndexByte(text, ',') < 0 && strings.IndexByte(text, '.') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, ",", ""), ".", "")
}

// readWritten joins number words ("two hundred and five") and returns the token
// behind them.
func readWritten(tokens []token, at int, value *float64) int {
	total, part := 0., *value
	i := at + 1
	if _, isScale := scales[tokens[at].text]; isScale {
		return i
	}
	for i < len(tokens) {
		t := tokens[i].text
		next := i
		if (t == "and" || t == "-") && i+1 < len(tokens) && part >= 20 {
			next = i + 1
			t = tokens[next].text
		}
		if scale, ok := scales[t]; ok && len(t) > 2 && next == i {
			if scale == 100 {
				part *= scale
			} else {
				total += part * scale
				part = 0
			}
			i++
			continue
		}
		small, ok := writtenNumbers[t]
		if !ok || small >= 100 || small < 1 || part == 0 || !(int(part)%100 == 0 || int(part)%10 == 0 && small < 10) || part < 20 {
			break
		}
		part += small
		i = next + 1
	}
	*value = total + part
	return i
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

// agrees says how well a number of the summary is borne out by one of the source,
// between 0 and 1, and whether the values agree but the units do not.
func (q *quantity) agrees(held *quantity) (strength float64, unitDiffers bool) {
	if q.measure == clock || held.measure == clock {
		return q.agreesClock(held), false
	}
	if !sameValue(q.value, held.value) && !sameValue(q.value, held.other) && !sameValue(q.other, held.value) {
		if a, b := unitFactors[q.unit], unitFactors[held.unit]; a > 0 && b > 0 && q.unit != held.unit &&
			math.Abs(q.value*a-held.value*b) < .02*held.value*b {
			return .9, false
		}
		if q.measure == percent && held.measure == plain && held.soft && sameShare(q.value/100, held.value) {
			return .9, false // half = 50 %
		}
		if q.soft && held.measure == percent && sameShare(q.value, held.value/100) {
			return .9, false
		}
		if q.measure != year && held.measure != year && (q.rounded || q.value >= 1000 && math.Mod(q.value, 100) == 0) && held.value > 10 &&
			math.Abs(q.value-held.value) <= .04*held.value {
			return .8, false
		}
		return 0, false
	}
	switch {
	case q.measure == percent != (held.measure == percent) && !q.soft:
		return .5, true
	case q.currency != "" && held.currency != "" && q.currency != held.currency:
		return .3, true
	case q.unit != "" && held.unit != "" && q.unit != held.unit:
		return .4, true
	case q.unit != "" && held.unit == "" || q.unit == "" && held.unit != "":
		return .9, false
	}
	return 1, false
}

func (q *quantity) agreesClock(held *quantity) float64 {
	a, b := q.value, held.value
	if q.measure == clock && held.measure == clock {
		if sameValue(a, b) || sameValue(math.Mod(a, 1440), math.Mod(b, 1440)) || sameValue(q.other, b) || sameValue(a, held.other) {
			return 1
		}
		if sameValue(math.Mod(a, 720), math.Mod(b, 720)) && (a < 720 != (b < 720)) {
			return .4 // the other half of the day
		}
		return 0
	}
	if dotted := q.minutes + held.minutes; dotted > 0 && (q.measure == clock) != (held.measure == clock) {
		if q.measure == clock {
			dotted = held.minutes
		} else {
			a, dotted = b, q.minutes
		}
		if sameValue(math.Mod(a, 720), math.Mod(dotted, 720)) {
			return .9
		}
		return 0
	}
	if q.measure == clock {
		a /= 60
	} else {
		b /= 60
	}
	if sameValue(math.Mod(a, 12), math.Mod(b, 12)) {
		return .7
	}
	return 0
}

// sameShare compares parts of a whole, of which percents are often rounded.
func sameShare(a, b float64) bool { return a < 1 && math.Abs(a-b) < .006 }

func sameValue(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
}
