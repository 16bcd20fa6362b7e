package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.667

var weights = [featureCount]float64{
	uncovered:      1.814,
	uncoveredOne:   0.000,
	uncoveredThree: 0.008,
	uncoveredMuch:  1.434,
	novelWeight:    0.100,
	novelRun:       0.221,
	novelRare:      0.000,
	pairsBroken:    0.412,
	clauseWorst:    0.464,
	numberMissing:  3.027,
	numberSoft:     0.353,
	numberUnit:     2.249,
	numberApart:    0.832,
	nameMissing:    2.777,
	nameApart:      0.621,
	negation:       1.286,
	opposite:       1.466,
	modality:       0.658,
	quantifier:     0.919,
	attribution:    1.149,
	swapped:        0.823,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.333,
	pairsApart:     0.134,
	clauseInvented: 1.415,
	quoteBroken:    2.000,
	disorder:       0.315,
	nameRival:      1.046,
	numberRival:    0.832,
	sibling:        1.098,
}
