package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-2.68, 0, 0, 3.15, 0.704, 0, 0, 0.542, 1.86, 0, 1.54, 0, -0.161, 0, -1.25, 0, 0.414, -1.99, -3.34, 0, -1.42}
	plainConfidence = features{0.274, 0.389, 0.605, 0.23, 1.21, 0.982, 0, 2.94, 0, 2.91, 0.104, 0, -2.07, -0.467, -2.1, 0.826, 1.45, 0, -1.1, -0.347, -1.35}
)
