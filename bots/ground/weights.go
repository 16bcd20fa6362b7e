package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.648

var weights = [featureCount]float64{
	uncovered:      1.857,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.549,
	novelWeight:    0.100,
	novelRun:       0.200,
	novelRare:      0.000,
	pairsBroken:    0.335,
	clauseWorst:    0.560,
	numberMissing:  3.000,
	numberSoft:     0.370,
	numberUnit:     2.252,
	numberApart:    0.824,
	nameMissing:    2.200,
	nameApart:      0.245,
	negation:       1.319,
	opposite:       1.489,
	modality:       0.652,
	quantifier:     0.710,
	attribution:    1.245,
	swapped:        0.851,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.131,
	clauseInvented: 1.227,
	quoteBroken:    2.000,
	disorder:       0.218,
	nameRival:      1.085,
	numberRival:    0.803,
	sibling:        1.053,
}
