package index

// confidenceWeights are the weights of the confidence in the order of the
// features. They were fitted by TestTrainConfidence (-train) on the development
// banks of testdata and on the curated corpus with its blind questions; each
// group of banks counts the same. usualWrong is the evidence for wrong hits on
// average over the same banks.
var (
	confidenceWeights = features{-0.875, 1.46, 0.59, -0.763, -1.08, 2.19, 1.61, 1.28, -2.06, -0.779, 2.47, -0.564, -1.36, 0, -2.1, -0.588, -0.864}
	usualWrong        = features{1, 0.37, 0.062, 0, 0.38, 0.06, 0.202, 0.178, 0.704, 0.369, 0.315, 0.431, 0.001, 0.025, 0.04, 0, 0.002}
)
