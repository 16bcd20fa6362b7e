package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.290

var weights = [featureCount]float64{
	uncovered:      0.911,
	uncoveredOne:   0.000,
	uncoveredThree: 0.000,
	uncoveredMuch:  1.714,
	novelWeight:    0.100,
	novelRun:       0.200,
	novelRare:      0.000,
	pairsBroken:    0.000,
	clauseWorst:    0.426,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.467,
	nameMissing:    2.401,
	nameApart:      1.042,
	negation:       1.001,
	opposite:       0.599,
	modality:       0.434,
	quantifier:     0.618,
	attribution:    1.135,
	swapped:        0.645,
	cause:          0.012,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.000,
	pairsApart:     0.130,
	clauseInvented: 0.812,
	quoteBroken:    2.000,
	disorder:       0.254,
	nameRival:      0.892,
	numberRival:    0.318,
	sibling:        1.245,
	unexplained:    0.000,
	unexplainedRun: 1.692,
	roles:          0.982,
}
