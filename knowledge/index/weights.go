package index

// confidenceWeights are the weights of the confidence in the order of the
// features. They were fitted by TestTrainConfidence (-train) on the development
// banks of testdata and on the curated corpus with its blind questions; each
// group of banks counts the same. usualWrong is the evidence for wrong hits on
// average over the same banks.
var (
	confidenceWeights = features{-0.855, 1.41, 0.529, -0.75, -1.06, 2.07, 1.6, 1.36, -2.03, -0.871, 2.48, -0.545, -1.29, 0, -2.15, -0.627, -0.824}
	usualWrong        = features{1, 0.372, 0.062, 0, 0.382, 0.06, 0.201, 0.179, 0.707, 0.363, 0.313, 0.429, 0.001, 0.024, 0.042, 0, 0.002}
)
