package ground

import "math"

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
