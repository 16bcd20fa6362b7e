package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.360

var weights = [featureCount]float64{
	uncovered:      1.142,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.657,
	novelWeight:    0.100,
	novelRun:       0.277,
	novelRare:      0.000,
	pairsBroken:    0.379,
	clauseWorst:    0.149,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.604,
	nameMissing:    2.488,
	nameApart:      1.034,
	negation:       1.062,
	opposite:       0.575,
	modality:       0.584,
	quantifier:     0.623,
	attribution:    1.143,
	swapped:        0.747,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.039,
	clauseInvented: 1.125,
	quoteBroken:    2.000,
	disorder:       0.232,
	nameRival:      0.843,
	numberRival:    0.411,
	sibling:        1.240,
	unexplained:    0.000,
	unexplainedRun: 1.380,
	roles:          0.858,
}
