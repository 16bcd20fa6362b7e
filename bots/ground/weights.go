package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.613

var weights = [featureCount]float64{
	uncovered:      1.721,
	uncoveredOne:   0.243,
	uncoveredThree: 0.765,
	uncoveredMuch:  1.517,
	novelWeight:    0.000,
	novelRun:       0.450,
	novelRare:      0.000,
	pairsBroken:    0.571,
	clauseWorst:    1.206,
	numberMissing:  2.231,
	numberSoft:     0.342,
	numberUnit:     1.752,
	numberApart:    1.105,
	nameMissing:    1.783,
	nameApart:      0.896,
	negation:       0.779,
	opposite:       1.110,
	modality:       0.248,
	quantifier:     0.772,
	attribution:    1.046,
	swapped:        0.791,
	cause:          0.332,
	inference:      0.000,
	opinion:        0.020,
	voidField:      1.166,
	hoursWrong:     1.774,
	record:         0.000,
	length:         0.000,
}
