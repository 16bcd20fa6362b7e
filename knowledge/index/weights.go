package index

// confidenceWeights are the weights of the confidence in the order of the
// features. They were fitted by TestTrainConfidence (-train) on the development
// banks of testdata and on the curated corpus with its blind questions; each
// group of banks counts the same. usualWrong is the evidence for wrong hits on
// average over the same banks.
var (
	confidenceWeights = features{-0.839, 1.47, 0.635, -0.789, -0.955, 2.12, 1.61, 1.22, -2, -0.693, 2.39, -0.593, -1.5, -0.126, -1.87, -0.569, -0.63}
	usualWrong        = features{1, 0.362, 0.06, 0, 0.372, 0.058, 0.197, 0.173, 0.69, 0.36, 0.307, 0.422, 0.001, 0.032, 0.033, 0, 0.002}
)
