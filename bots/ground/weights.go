package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.666

var weights = [featureCount]float64{
	uncovered:      1.855,
	uncoveredOne:   0.295,
	uncoveredThree: 0.880,
	uncoveredMuch:  1.394,
	novelWeight:    0.000,
	novelRun:       0.213,
	novelRare:      0.000,
	pairsBroken:    0.441,
	clauseWorst:    0.688,
	numberMissing:  2.425,
	numberSoft:     0.173,
	numberUnit:     1.688,
	numberApart:    1.134,
	nameMissing:    1.574,
	nameApart:      0.792,
	negation:       1.031,
	opposite:       0.740,
	modality:       0.230,
	quantifier:     0.564,
	attribution:    0.790,
	swapped:        0.791,
	cause:          0.059,
	inference:      0.000,
	opinion:        0.134,
	voidField:      1.103,
	hoursWrong:     1.665,
	record:         0.000,
	length:         0.000,
}
