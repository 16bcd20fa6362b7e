package index

// confidenceWeights are the weights of the confidence in the order of the
// features. They were fitted by TestTrainConfidence (-train) on the development
// banks of testdata and on the curated corpus with its blind questions; each
// group of banks counts the same. usualWrong is the evidence for wrong hits on
// average over the same banks.
var (
	confidenceWeights = features{-0.637, 1.43, 0.629, -0.941, -0.722, 1.88, 1.3, 1.39, -1.95, -1.39, 2.96, -0.475, -1.79, 0, -2.24, -0.643, -0.864}
	usualWrong        = features{1, 0.374, 0.066, 0, 0.395, 0.062, 0.202, 0.186, 0.695, 0.368, 0.317, 0.419, 0.001, 0.025, 0.04, 0, 0.002}
)
