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
