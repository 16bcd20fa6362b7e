package ground

import "math"

// reckonable bounds how many numbers of the sources are combined, two by two.
const reckonable = 40

// smallest is the least plain number that is looked for as a sum or a difference:
// below it the numbers of three sentences make nearly every value.
const smallest = 32

// reckoned tells whether a number that no source holds can be reckoned from two that
// stand close together in the aligned sentences: a sum or a difference of what is
// measured alike, the multiple of an amount, a span between two years, the year at the
// end of a span, a share in percent, or what a percentage leaves.
func (e *evidence) reckoned(a *alignment, q *quantity) bool {
	if a.three.to <= a.three.from || q.measure == clock {
		return false
	}
	from, to := max(a.three.from-1, 0), min(a.three.to+1, len(e.sentences))
	var near [reckonable]*quantity
	count := 0
	for i := range e.quantities {
		held := &e.quantities[i]
		s := int(e.tokens[held.from].sentence)
		if s < from || s >= to || held.measure == clock || e.sentences[s].source != e.sentences[a.three.from].source {
			continue
		}
		if count < reckonable {
			near[count] = held
			count++
		}
	}
	for i, x := range near[:count] {
		if q.measure == percent && x.measure == percent && sameValue(q.value, 100-x.value) {
			return true
		}
		for _, y := range near[i+1 : count] {
			if q.follows(x, y) || q.follows(y, x) {
				return true
			}
		}
	}
	return false
}

// follows tells whether a number follows from two others, in this order.
func (q *quantity) follows(x, y *quantity) bool {
	if q.measure == year {
		return x.measure == year && y.measure == plain && y.value >= 1 && y.value <= 120 && (y.unit == "year" || y.unit == "decade") &&
			(q.near(x.value+y.years()) || q.near(x.value-y.years()))
	}
	if x.measure == year && y.measure == year {
		return q.measure == plain && (q.unit == "year" || q.unit == "decade") && q.value >= 2 && x.value > y.value && q.reaches(q.years(), x.value-y.value)
	}
	if x.measure == year || y.measure == year {
		return false
	}
	if q.measure == percent {
		return x.measure == y.measure && x.unit == y.unit && x.value > 0 && x.value < y.value && math.Abs(q.value-100*x.value/y.value) < .6
	}
	if y.measure == plain && y.unit != "percent" && (y.value >= 2 && y.value <= 12 && y.value == math.Trunc(y.value) || y.soft && y.value == .5) && x.measure == q.measure && x.value >= smallest &&
		(x.measure == money || x.unit != "" && x.unit == q.unit) && sameValue(q.value, x.value*y.value) {
		return true
	}
	if x.measure != y.measure || q.measure != x.measure && q.measure != money || x.unit != y.unit || q.unit != x.unit || x.soft || y.soft {
		return false
	}
	return q.value >= smallest && (sameValue(q.value, x.value+y.value) || sameValue(q.value, x.value-y.value))
}

// years gives a count of decades or years in years.
func (q *quantity) years() float64 {
	if q.unit == "decade" {
		return 10 * q.value
	}
	return q.value
}

// near compares a year with one that was reckoned; "about 1999" may be off by one.
func (q *quantity) near(value float64) bool {
	return sameValue(q.value, value) || q.rounded && math.Abs(q.value-value) <= 1
}
