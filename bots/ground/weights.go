package ground

// bias and weights of the logistic score, fitted on testdata/passages by
//
//	go test ./bots/ground -run TestTrain -train
const bias = -2.700

var weights = [featureCount]float64{
	uncovered:      1.776,
	uncoveredOne:   0.000,
	uncoveredThree: 0.089,
	uncoveredMuch:  1.178,
	novelWeight:    0.200,
	novelRun:       0.317,
	novelRare:      0.100,
	pairsBroken:    0.307,
	clauseWorst:    0.214,
	numberMissing:  2.236,
	numberSoft:     0.457,
	numberUnit:     1.847,
	numberApart:    1.035,
	nameMissing:    1.432,
	nameApart:      0.958,
	negation:       0.648,
	opposite:       0.715,
	modality:       0.423,
	quantifier:     0.750,
	attribution:    1.063,
	swapped:        0.633,
	cause:          0.182,
	inference:      0.000,
	opinion:        0.100,
	voidField:      1.138,
	hoursWrong:     1.870,
	record:         0.300,
	length:         0.200,
	fieldDenied:    1.867,
	pairsApart:     0.000,
	clauseInvented: 1.360,
	discord:        0.541,
}
