package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-2.96, 0, 0, 3.38, 1.1, 0, 0, 0.723, 0.97, 0, 1.33, 0, 0, 0, -1.23, 0, 1.56, -1.85, -3.47, 0, -1.43}
	plainConfidence = features{-0.216, 0.396, 0.601, 0.329, 1.2, 1.06, 0, 3.06, 0, 2.8, 0.158, 0, -2.18, -0.435, -2.17, 0.838, 1.44, 0, -1.09, -0.366, -1.3}
)
