package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.373

var weights = [featureCount]float64{
	uncovered:      1.120,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.567,
	novelWeight:    0.100,
	novelRun:       0.244,
	novelRare:      0.000,
	pairsBroken:    0.462,
	clauseWorst:    0.152,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.621,
	nameMissing:    2.521,
	nameApart:      0.877,
	negation:       1.083,
	opposite:       0.637,
	modality:       0.577,
	quantifier:     0.657,
	attribution:    1.061,
	swapped:        0.845,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.030,
	clauseInvented: 1.172,
	quoteBroken:    2.000,
	disorder:       0.199,
	nameRival:      0.886,
	numberRival:    0.404,
	sibling:        1.277,
	unexplained:    0.000,
	unexplainedRun: 1.436,
	roles:          0.869,
}
