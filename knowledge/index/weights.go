package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-2.96, 0, 0, 3.4, 1.08, 0, 0, 0.443, 1.07, 0, 1.32, 0, 0, 0, -1.21, 0, 1.64, -1.94, -3.39, 0, -1.49}
	plainConfidence = features{-0.216, 0.396, 0.601, 0.329, 1.2, 1.06, 0, 3.06, 0, 2.8, 0.158, 0, -2.18, -0.435, -2.17, 0.838, 1.44, 0, -1.09, -0.366, -1.3}
)
