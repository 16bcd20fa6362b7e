package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-2.68, 0, 0.225, 3.41, 0.171, 1.46, 0, 0.472, 0.871, 0, 0.523, 0, -0.284, 0, -1.39, 0, 0.962, -1.29, -3.36, 0, -1.45}
	plainConfidence = features{-0.385, 0.316, 0.601, 0.205, 1.15, 2, 0, 2.56, 0, 2.33, 0.492, 0, -2.22, -0.808, -1.84, 0.647, 1.13, 0, -1.07, -0.278, -1.32}
)
