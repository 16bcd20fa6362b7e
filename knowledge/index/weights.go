package index

// confidenceWeights are the weights of the confidence in the order of the
// features. They were fitted by TestTrainConfidence (-train) on the development
// banks of testdata and on the curated corpus with its blind questions; each
// group of banks counts the same. usualWrong is the evidence for wrong hits on
// average over the same banks.
var (
	confidenceWeights = features{-1.06, 1.4, 0.504, -0.688, -1.06, 2.28, 1.57, 1.11, -2.17, -0.975, 2.51, -0.588, -1.38, -0.1, -1.84, -0.509, -0.478}
	usualWrong        = features{1, 0.32, 0.05, 0, 0.327, 0.05, 0.174, 0.148, 0.618, 0.312, 0.266, 0.377, 0.001, 0.027, 0.031, 0, 0.001}
)
