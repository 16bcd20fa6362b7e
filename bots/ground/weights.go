package ground

// bias and weights of the logistic score, fitted on both sets of testdata by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.384

var weights = [featureCount]float64{
	uncovered:      1.153,
	uncoveredOne:   0.000,
	uncoveredThree: 0.022,
	uncoveredMuch:  1.535,
	novelWeight:    0.100,
	novelRun:       0.237,
	novelRare:      0.005,
	pairsBroken:    0.438,
	clauseWorst:    0.159,
	numberMissing:  3.000,
	numberSoft:     0.000,
	numberUnit:     2.200,
	numberApart:    0.586,
	nameMissing:    2.515,
	nameApart:      0.870,
	negation:       1.080,
	opposite:       0.632,
	modality:       0.585,
	quantifier:     0.658,
	attribution:    1.061,
	swapped:        0.845,
	cause:          0.000,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.500,
	hoursWrong:     2.200,
	record:         0.300,
	length:         0.100,
	fieldDenied:    2.288,
	pairsApart:     0.082,
	clauseInvented: 1.189,
	quoteBroken:    2.000,
	disorder:       0.203,
	nameRival:      0.874,
	numberRival:    0.436,
	sibling:        1.278,
	unexplained:    0.000,
	unexplainedRun: 1.448,
	roles:          0.878,
	mixed:          0.739,
}
