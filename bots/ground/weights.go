package ground

// bias and weights of the logistic score, fitted on both sets of testdata by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.375

var weights = [featureCount]float64{
	uncovered:      1.118,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.569,
	novelWeight:    0.100,
	novelRun:       0.246,
	novelRare:      0.000,
	pairsBroken:    0.464,
	clauseWorst:    0.150,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.621,
	nameMissing:    2.521,
	nameApart:      0.878,
	negation:       1.081,
	opposite:       0.637,
	modality:       0.590,
	quantifier:     0.659,
	attribution:    1.061,
	swapped:        0.844,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.030,
	clauseInvented: 1.171,
	quoteBroken:    2.000,
	disorder:       0.196,
	nameRival:      0.886,
	numberRival:    0.405,
	sibling:        1.277,
	unexplained:    0.000,
	unexplainedRun: 1.435,
	roles:          0.866,
}
