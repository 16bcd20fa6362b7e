package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.767

var weights = [featureCount]float64{
	uncovered:      1.820,
	uncoveredOne:   0.000,
	uncoveredThree: 0.090,
	uncoveredMuch:  1.209,
	novelWeight:    0.200,
	novelRun:       0.252,
	novelRare:      0.100,
	pairsBroken:    0.298,
	clauseWorst:    0.229,
	numberMissing:  3.000,
	numberSoft:     0.480,
	numberUnit:     2.200,
	numberApart:    1.021,
	nameMissing:    2.200,
	nameApart:      0.966,
	negation:       1.000,
	opposite:       0.742,
	modality:       0.421,
	quantifier:     0.658,
	attribution:    1.008,
	swapped:        0.634,
	cause:          0.165,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.200,
	fieldDenied:    2.000,
	pairsApart:     0.000,
	clauseInvented: 1.386,
	quoteBroken:    2.000,
	discord:        0.581,
}
