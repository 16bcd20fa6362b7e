package index

// The weights of the confidence, for entries with questions and without, in
// the order of the features. They were fitted by TestTrainConfidence (-train)
// on the development banks of testdata, whole and with every fourth entry
// withheld, and on the curated corpus with its blind questions; each bank
// counts the same.
var (
	askedConfidence = features{-4.17, 0, 0, 3.36, 1.94, 2.77, 0.151, 0, 0.514, 0, 0.259, 0, 0, -0.673, -0.912, 0, 2.5, -1.33, -3.02, 0, -1.59, 0.285, 0}
	plainConfidence = features{-1.19, 0, 0, 0.406, 0.963, 1.73, 0.252, 0.479, 0, 1.41, 1.19, 0.763, -1.25, -1.01, -1.46, 0, 1.97, 0, -0.912, 0, -1.05, 2.65, 1.31}
)
