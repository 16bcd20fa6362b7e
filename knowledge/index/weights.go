package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-2.67, 0, 0.965, 3.11, 1.07, 1.52, 0, 0, 0, 0, 0.25, 0, -0.483, -0.102, -0.99, 0, 1.96, -1.38, -3.11, 0, -1.1}
	plainConfidence = features{-1.24, 0.259, 0.142, 0.805, 1.05, 1.86, 0.41, 1.3, 0, 2.28, 1.59, 0.486, -1.47, -0.888, -1.47, 0.522, 1.92, 0, -0.973, -0.07, -1.12}
)
