package ground

// bias and weights of the logistic score. Set by hand for a start.
const bias = -5.0

var weights = [featureCount]float64{
	uncovered:      3,
	uncoveredOne:   1,
	uncoveredThree: 2,
	uncoveredMuch:  1.5,
	novelWeight:    .8,
	novelRun:       .5,
	novelRare:      .6,
	pairsBroken:    1.5,
	clauseWorst:    1,
	numberMissing:  2.5,
	numberSoft:     .5,
	numberUnit:     2,
	numberApart:    2,
	nameMissing:    2,
	nameApart:      1.5,
	negation:       2,
	opposite:       2,
	modality:       1,
	quantifier:     .8,
	attribution:    1.5,
	swapped:        1.5,
	cause:          .5,
	inference:      .4,
	opinion:        .4,
	voidField:      1.5,
	hoursWrong:     2,
	record:         .3,
	length:         .3,
}
