package ground

// bias and weights of the logistic score, fitted on both sets of testdata by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.377

var weights = [featureCount]float64{
	uncovered:      1.125,
	uncoveredOne:   0.000,
	uncoveredThree: 0.005,
	uncoveredMuch:  1.566,
	novelWeight:    0.100,
	novelRun:       0.244,
	novelRare:      0.000,
	pairsBroken:    0.444,
	clauseWorst:    0.183,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.607,
	nameMissing:    2.521,
	nameApart:      0.878,
	negation:       1.078,
	opposite:       0.639,
	modality:       0.593,
	quantifier:     0.659,
	attribution:    1.063,
	swapped:        0.843,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.304,
	pairsApart:     0.024,
	clauseInvented: 1.167,
	quoteBroken:    2.000,
	disorder:       0.200,
	nameRival:      0.884,
	numberRival:    0.390,
	sibling:        1.278,
	unexplained:    0.000,
	unexplainedRun: 1.430,
	roles:          0.864,
}
