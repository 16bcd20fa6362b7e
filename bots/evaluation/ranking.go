package evaluation

import (
	"math"
	"slices"
)

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func reciprocalRank(results, expect []string) float64 {
	for i, id := range results {
		if slices.Contains(expect, id) {
			return 1 / float64(i+1)
		}
	}
	return 0
}

func ndcg(results, expect []string) float64 {
	var gain, ideal float64
	for i, id := range results[:min(10, len(results))] {
		if slices.Contains(expect, id) {
			gain += 1 / math.Log2(float64(i+2))
		}
	}
	for i := range min(10, len(expect)) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	if ideal == 0 {
		return 0
	}
	return gain / ideal
}

// auroc is the probability that a random positive has a higher value than a
// random negative, ties counting half; 0 if one side is empty.
func auroc(positive, negative []float64) float64 {
	if len(positive) == 0 || len(negative) == 0 {
		return 0
	}
	slices.Sort(negative)
	var sum float64
	for _, p := range positive {
		below, _ := slices.BinarySearch(negative, p)
		upTo := below
		for upTo < len(negative) && negative[upTo] == p {
			upTo++
		}
		sum += float64(below) + float64(upTo-below)/2
	}
	return sum / float64(len(positive)*len(negative))
}

// aurocInterval is the 95 % interval of an AUROC over so many positives and
// negatives, by the standard error of Hanley and McNeil (1982).
func aurocInterval(a float64, positives, negatives int) (low, high float64) {
	if positives == 0 || negatives == 0 {
		return 0, 0
	}
	const z = 1.96
	n, m := float64(positives), float64(negatives)
	two, twice := a/(2-a), 2*a*a/(1+a)
	variance := (a*(1-a) + (n-1)*(two-a*a) + (m-1)*(twice-a*a)) / (n * m)
	half := z * math.Sqrt(math.Max(0, variance))
	return math.Max(0, a-half), math.Min(1, a+half)
}

// fprAt95 is the share of negatives that reach the value which 95 of 100
// positives reach; 0 if one side is empty.
func fprAt95(positive, negative []float64) float64 {
	if len(positive) == 0 || len(negative) == 0 {
		return 0
	}
	const missed = 0.05
	cut := slices.Sorted(slices.Values(positive))[int(missed*float64(len(positive)))]
	through := 0
	for _, v := range negative {
		if v >= cut {
			through++
		}
	}
	return float64(through) / float64(len(negative))
}
