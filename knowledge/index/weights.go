package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-3.64, 0, 0, 2.76, 2.2, 2.27, 0, 0, 0.374, 0, 0.781, 0, 0, -0.982, -1.03, 0, 2.75, -1.63, -2.79, 0, -1.61, 0.835, 0}
	plainConfidence = features{-0.775, 0.025, 0, 0.279, 1.16, 1.04, 0.276, 1.12, 0, 1.28, 0.891, 0.534, -1.14, -1.2, -1.48, 0.022, 1.98, 0, -0.93, 0, -1.06, 2.79, 1.47}
)
