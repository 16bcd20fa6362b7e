package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/evaluation"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge/index"
)

func newEval() *cobra.Command {
	var (
		asJSON    bool
		knowledge string
		floors    []string
		without   []string
		misses    int
		dialogues bool
	)
	cmd := &cobra.Command{
		Use:   "eval FILE.jsonl",
		Short: "Measure the answers against questions whose right answers are known",
		Long: `Each line is {"id","text","lang","expect":[entry ids, best first],"in_scope":bool}.

--min sets a floor, for instance --min best@1=0.9; for figures that count
failures (false_refusals, wrong_answers, answered_out_of_scope) it is a ceiling.
Figures: ` + strings.Join(evaluation.Names, ", ") + `.

With --dialogues each line is a conversation: {"id","lang","turns":[{"kind",
"text","expect","outcome","lang","says","shorter","longer","new"}]}. Figures: ` +
			strings.Join(evaluation.DialogueNames, ", ") + ".",
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := loadSettings()
			if err != nil {
				return err
			}
			if knowledge == "" {
				knowledge = s.Knowledge
			}
			corpus, err := loadKnowledge(knowledge)
			if err != nil {
				return err
			}
			var opts []index.Option
			if len(without) > 0 {
				opts = append(opts, index.Without(without...))
			}
			bot := localBot(answer.New(corpus, index.Build(corpus, opts...), locale.Languages), "")
			if dialogues {
				return evalDialogues(c, bot, args[0], asJSON, misses, floors)
			}
			cases, err := readCases(c, args[0])
			if err != nil {
				return err
			}
			got := make([]evaluation.Observation, len(cases))
			for i, one := range cases {
				got[i] = observe(bot.Ask(c.Context(), bots.Request{Text: one.Text, Lang: one.Lang}))
			}
			report := evaluation.Evaluate(cases, got)
			if misses >= 0 && len(report.Misses) > misses {
				report.Misses = report.Misses[:misses]
			}
			if asJSON {
				err = writeJSON(c.OutOrStdout(), report)
			} else {
				err = printReport(c.OutOrStdout(), report)
			}
			if err != nil {
				return err
			}
			return aboveFloors(floors, evaluation.Names, report.All.Value)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON")
	cmd.Flags().StringVar(&knowledge, "knowledge", "", "a folder or a JSONL file instead of the built-in knowledge")
	cmd.Flags().StringArrayVar(&floors, "min", nil, "fail below this figure, for instance best@1=0.9 (repeatable)")
	cmd.Flags().StringArrayVar(&without, "without", nil, "leave a part of the index out, for instance ngrams (repeatable)")
	cmd.Flags().BoolVar(&dialogues, "dialogues", false, "the file holds conversations")
	cmd.Flags().IntVar(&misses, "misses", 0, "list so many questions that went wrong; -1 for all")
	return cmd
}

func readCases(c *cobra.Command, name string) ([]evaluation.Case, error) {
	in, done, err := openInput(c, name)
	if err != nil {
		return nil, err
	}
	defer done()
	var cases []evaluation.Case
	err = eachLine(in, func(n int, line []byte) error {
		var one evaluation.Case
		if err := json.Unmarshal(line, &one); err != nil {
			return fmt.Errorf("%s:%d: this is not a case; write {\"id\",\"text\",\"lang\",\"expect\",\"in_scope\"}", name, n)
		}
		cases = append(cases, one)
		return nil
	})
	if err == nil && len(cases) == 0 {
		err = fmt.Errorf("%s holds no question", name)
	}
	return cases, err
}

func observe(o bots.Object) evaluation.Observation {
	out := evaluation.Observation{Outcome: o.Outcome, Confidence: o.Confidence, Shown: o.Shown}
	for _, r := range o.Results {
		out.Results = append(out.Results, r.ID)
	}
	return out
}

func printReport(w io.Writer, r evaluation.Report) error {
	ew := &errWriter{w: w}
	ew.printf("%-14s %6s %8s %6s %6s %6s %8s %9s %7s %9s %8s %6s\n", "", "cases", "best@1", "hit@1", "hit@3", "MRR", "nDCG@10",
		"refused", "wrong", "answered", "outcome", "AUROC")
	row := func(name string, f evaluation.Figures) {
		ew.printf("%-14s %6d %8.3f %6.3f %6.3f %6.3f %8.3f %9.3f %7.3f %9.3f %8.3f %6.3f\n", name, f.Cases, f.Best1.Value,
			f.Hit1.Value, f.Hit3.Value, f.MRR, f.NDCG10, f.FalseRefusals.Value, f.WrongAnswers.Value, f.AnsweredOut.Value,
			f.OutcomeRight.Value, f.AUROC)
	}
	row("all", r.All)
	for _, lang := range slices.Sorted(maps.Keys(r.ByLang)) {
		row(lang, r.ByLang[lang])
	}
	for _, group := range []struct {
		name string
		of   map[string]evaluation.Figures
	}{{"style", r.ByStyle}, {"outcome", r.ByOutcome}} {
		if len(group.of) > 0 {
			ew.printf("\nby %s\n", group.name)
			for _, k := range slices.Sorted(maps.Keys(group.of)) {
				row(k, group.of[k])
			}
		}
	}
	interval := func(name string, s evaluation.Share) {
		ew.printf("%-24s %.3f  (95 %%: %.3f to %.3f, n = %d)\n", name, s.Value, s.Low, s.High, s.N)
	}
	ew.printf("\n")
	interval("best@1", r.All.Best1)
	interval("false refusals", r.All.FalseRefusals)
	interval("wrong answers", r.All.WrongAnswers)
	interval("answered out of scope", r.All.AnsweredOut)
	for _, m := range r.Misses {
		ew.printf("\n%s [%s] %s\n  expected %v %s\n  got %s %.2f %v\n", m.Why, m.Case.ID, m.Case.Text, m.Case.Expect,
			m.Case.Outcome, m.Got.Outcome, m.Got.Confidence, m.Got.Results[:min(3, len(m.Got.Results))])
	}
	return ew.err
}

type errWriter struct {
	w   io.Writer
	err error
}

func (e *errWriter) printf(format string, args ...any) {
	if e.err == nil {
		_, e.err = fmt.Fprintf(e.w, format, args...)
	}
}

// aboveFloors fails if a figure is on the wrong side of its floor.
func aboveFloors(floors, names []string, figure func(name string) (float64, bool)) error {
	var below []string
	for _, floor := range floors {
		name, text, _ := strings.Cut(floor, "=")
		limit, err := strconv.ParseFloat(text, 64)
		value, known := figure(name)
		if err != nil || !known {
			return usage("--min: %q is not FIGURE=NUMBER with one of %s", floor, strings.Join(names, ", "))
		}
		if evaluation.SmallerIsBetter(name) && value > limit {
			below = append(below, fmt.Sprintf("%s is %.3f, above %.3f", name, value, limit))
		}
		if !evaluation.SmallerIsBetter(name) && value < limit {
			below = append(below, fmt.Sprintf("%s is %.3f, below %.3f", name, value, limit))
		}
	}
	if len(below) > 0 {
		return fmt.Errorf("%s", strings.Join(below, "; "))
	}
	return nil
}
