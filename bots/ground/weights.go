package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.373

var weights = [featureCount]float64{
	uncovered:      1.123,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.636,
	novelWeight:    0.100,
	novelRun:       0.265,
	novelRare:      0.000,
	pairsBroken:    0.383,
	clauseWorst:    0.172,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.617,
	nameMissing:    2.521,
	nameApart:      0.826,
	negation:       1.074,
	opposite:       0.524,
	modality:       0.595,
	quantifier:     0.636,
	attribution:    1.068,
	swapped:        0.751,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.038,
	clauseInvented: 1.127,
	quoteBroken:    2.000,
	disorder:       0.215,
	nameRival:      0.894,
	numberRival:    0.424,
	sibling:        1.250,
	unexplained:    0.000,
	unexplainedRun: 1.393,
	roles:          0.882,
}
