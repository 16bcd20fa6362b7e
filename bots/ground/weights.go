package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.338

var weights = [featureCount]float64{
	uncovered:      1.097,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.741,
	novelWeight:    0.100,
	novelRun:       0.257,
	novelRare:      0.000,
	pairsBroken:    0.361,
	clauseWorst:    0.140,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.620,
	nameMissing:    2.265,
	nameApart:      1.033,
	negation:       1.004,
	opposite:       0.570,
	modality:       0.593,
	quantifier:     0.636,
	attribution:    1.158,
	swapped:        0.760,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.014,
	clauseInvented: 1.123,
	quoteBroken:    2.000,
	disorder:       0.204,
	nameRival:      0.827,
	numberRival:    0.406,
	sibling:        1.245,
	unexplained:    0.000,
	unexplainedRun: 1.295,
	roles:          0.856,
}
