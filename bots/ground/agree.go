package ground

import "math"

// agrees says how well a number of the summary is borne out by one of the source,
// between 0 and 1, and whether the values agree but the units do not.
func (q *quantity) agrees(held *quantity) (strength float64, unitDiffers bool) {
	if q.measure == clock || held.measure == clock {
		return q.agreesClock(held), false
	}
	if !sameValue(q.value, held.value) && !sameValue(q.value, held.other) && !sameValue(q.other, held.value) {
		return q.agreesRoughly(held), false
	}
	switch {
	case q.bound*held.bound < 0 && !q.soft:
		return .4, true // "more than 60" where the source has "less than 60"
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

// agreesRoughly is agrees for values that differ: the same in another unit, as a share,
// or rounded.
func (q *quantity) agreesRoughly(held *quantity) float64 {
	mine, theirs := q.value, held.value
	a, b := unitFactors[q.unit], unitFactors[held.unit]
	converted := a > 0 && b > 0 && q.unit != held.unit
	if converted {
		mine, theirs = mine*a, theirs*b
		if math.Abs(mine-theirs) < .02*theirs {
			return .9
		}
	}
	switch {
	case q.measure == percent && held.measure == plain && held.soft && sameShare(q.value/100, held.value):
		return .9 // half = 50 %
	case q.soft && held.measure == percent && sameShare(q.value, held.value/100):
		return .9
	case q.measure == year || held.measure == year || q.measure != held.measure || held.value <= 10:
		return 0
	case q.bound != 0 && (converted || q.unit == held.unit || q.unit == "" || held.unit == "") && q.reaches(mine, theirs):
		return .8
	case converted:
		return 0
	case (q.rounded && q.bound == 0 || q.value >= 1000 && math.Mod(q.value, 100) == 0) && math.Abs(mine-theirs) <= .04*theirs:
		return .8
	case q.soft && q.plural && theirs >= 2*mine && theirs < 1000*mine:
		return .6 // "thousands" of 3,400
	}
	return 0
}

// boundBefore tells by the words before a number whether it lies below (1) or above
// (-1) what it stands for, 0 for neither.
func boundBefore(tokens []token, at int) int8 {
	back := func(n int) string {
		if at-n < 0 {
			return ""
		}
		return tokens[at-n].text
	}
	switch back(1) {
	case "over", "above", "exceeding", "beyond":
		return 1
	case "under", "below", "nearly", "almost":
		return -1
	case "than":
		switch back(2) {
		case "more", "higher", "greater", "longer", "larger", "later":
			return 1
		case "less", "fewer", "lower", "shorter", "smaller", "earlier":
			return -1
		}
	case "least":
		if back(2) == "at" {
			return 1
		}
	case "most":
		if back(2) == "at" {
			return -1
		}
	case "to":
		if back(2) == "up" {
			return -1
		}
	}
	return 0
}

// boundShare is how far a bound may lie from the value that it stands for: "more than
// 200" for 250, but not for 300.
const boundShare = 1.3

// reaches tells whether a value lies behind the bound that the number gives ("more than
// 60"), not too far away; without a bound whether the two are the same.
func (q *quantity) reaches(mine, theirs float64) bool {
	switch q.bound {
	case 1:
		return theirs >= mine && theirs <= boundShare*mine
	case -1:
		return theirs <= mine && theirs*boundShare >= mine
	}
	return sameValue(mine, theirs) || q.rounded && math.Abs(mine-theirs) <= .1*theirs
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
