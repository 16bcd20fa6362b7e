package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/idmbot/idmbot/bots/evaluation"
)

// printReport prints the figures of all questions and of every group of them,
// shares with their 95 % interval, then what went wrong.
func printReport(w io.Writer, r evaluation.Report) error {
	ew := &errWriter{w: w}
	ew.printf("brackets hold the 95 %% interval; - where no question of the group could tell\n\n")
	ew.printf("%-20s %5s  %-17s %-17s %-17s %-17s %-17s %-17s %6s %6s %6s %6s %7s %7s\n", "", "cases", "best@1", "refused",
		"wrong", "answered out", "joint", "AUROC", "FPR95", "hit@1", "hit@3", "MRR", "nDCG@10", "outcome")
	row := func(name string, f evaluation.Figures) {
		ew.printf("%-20s %5d  %-17s %-17s %-17s %-17s %-17s %-17s %6s %6s %6s %6s %7s %7s\n", name, f.Cases,
			interval(f.Best1), interval(f.FalseRefusals), interval(f.WrongAnswers), interval(f.AnsweredOut), interval(f.Joint),
			bracketed(f.AUROC, f.AUROCLow, f.AUROCHigh, f.AUROCHigh > 0), figure(f.FPR95, f.AUROCHigh > 0),
			figure(f.Hit1.Value, f.Hit1.N > 0), figure(f.Hit3.Value, f.Hit3.N > 0), figure(f.MRR, f.Hit1.N > 0),
			figure(f.NDCG10, f.Hit1.N > 0), figure(f.OutcomeRight.Value, f.OutcomeRight.N > 0))
	}
	row("all", r.All)
	for _, group := range []struct {
		name string
		of   map[string]evaluation.Figures
	}{{"language", r.ByLang}, {"style", r.ByStyle}, {"outcome", r.ByOutcome}} {
		if len(group.of) > 0 {
			ew.printf("\nby %s\n", group.name)
			for _, k := range slices.Sorted(maps.Keys(group.of)) {
				row(k, group.of[k])
			}
		}
	}
	if len(r.Confusions) > 0 {
		ew.printf("\ntaken for something else: how often, what, for what, where\n")
	}
	for _, c := range r.Confusions {
		ew.printf("%3d  %s  ->  %s  (%s)\n", len(c.Cases), c.Expected, c.Got, strings.Join(c.Cases, " "))
	}
	for _, m := range r.Misses {
		ew.printf("\n%s [%s] %s\n  expected %v %s\n  got %s %.2f %v\n", m.Why, m.Case.ID, m.Case.Text, m.Case.Expect,
			m.Case.Outcome, m.Got.Outcome, m.Got.Confidence, m.Got.Results[:min(3, len(m.Got.Results))])
	}
	return ew.err
}

func interval(s evaluation.Share) string { return bracketed(s.Value, s.Low, s.High, s.N > 0) }

func bracketed(value, low, high float64, told bool) string {
	if !told {
		return "-"
	}
	return fmt.Sprintf("%.3f [%.2f %.2f]", value, low, high)
}

func figure(value float64, told bool) string {
	if !told {
		return "-"
	}
	return fmt.Sprintf("%.3f", value)
}
