package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.762

var weights = [featureCount]float64{
	uncovered:      2.003,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.412,
	novelWeight:    0.100,
	novelRun:       0.241,
	novelRare:      0.000,
	pairsBroken:    0.493,
	clauseWorst:    0.445,
	numberMissing:  3.000,
	numberSoft:     0.462,
	numberUnit:     2.200,
	numberApart:    1.038,
	nameMissing:    2.200,
	nameApart:      0.022,
	negation:       1.000,
	opposite:       1.083,
	modality:       0.541,
	quantifier:     0.766,
	attribution:    1.065,
	swapped:        0.814,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.062,
	clauseInvented: 1.171,
	quoteBroken:    2.000,
	disorder:       0.469,
}
