package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.660

var weights = [featureCount]float64{
	uncovered:      1.853,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.533,
	novelWeight:    0.100,
	novelRun:       0.200,
	novelRare:      0.000,
	pairsBroken:    0.308,
	clauseWorst:    0.550,
	numberMissing:  3.000,
	numberSoft:     0.376,
	numberUnit:     2.256,
	numberApart:    0.798,
	nameMissing:    2.200,
	nameApart:      0.271,
	negation:       1.000,
	opposite:       1.012,
	modality:       0.678,
	quantifier:     0.739,
	attribution:    1.219,
	swapped:        0.962,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.114,
	clauseInvented: 1.248,
	quoteBroken:    2.000,
	disorder:       0.184,
	nameRival:      1.106,
	numberRival:    0.855,
}
