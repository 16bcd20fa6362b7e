package ground

import "sort"

// judged is a score (1 = supported) with the truth about it.
type judged struct {
	score  float64
	bad    bool
	kind   string
	weight float64
}

// auroc is the chance that a bad one scores below a good one, ties counting half.
func auroc(all []judged) float64 {
	sorted := append([]judged(nil), all...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].score < sorted[j].score })
	good, sum, bad := 0., 0., 0.
	for i := 0; i < len(sorted); {
		j, goods, bads := i, 0., 0.
		for ; j < len(sorted) && sorted[j].score == sorted[i].score; j++ {
			if sorted[j].bad {
				bads += sorted[j].weight
			} else {
				goods += sorted[j].weight
			}
		}
		sum += goods * (bad + bads/2)
		good, bad, i = good+goods, bad+bads, j
	}
	if good*bad == 0 {
		return 0
	}
	return sum / (good * bad)
}

// threshold is the score below which the given share of the good ones falls.
func threshold(all []judged, alarms float64) float64 {
	var good []judged
	total := 0.
	for _, j := range all {
		if !j.bad {
			good = append(good, j)
			total += j.weight
		}
	}
	sort.SliceStable(good, func(i, j int) bool { return good[i].score < good[j].score })
	sum := 0.
	for _, j := range good {
		if sum += j.weight; sum > alarms*total {
			return j.score
		}
	}
	return 0
}

// recallAt is the share of the bad ones that score below the threshold.
func recallAt(all []judged, limit float64) float64 {
	caught, bad := 0., 0.
	for _, j := range all {
		if j.bad {
			bad += j.weight
			if j.score < limit {
				caught += j.weight
			}
		}
	}
	if bad == 0 {
		return 0
	}
	return caught / bad
}

// only gives the good ones and the bad ones of one kind.
func only(all []judged, kind string) []judged {
	var out []judged
	for _, j := range all {
		if !j.bad || j.kind == kind {
			out = append(out, j)
		}
	}
	return out
}
