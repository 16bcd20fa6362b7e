package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/evaluation"
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
failures (false_refusals, wrong_answers, answered_out_of_scope, fpr@95tpr) it
is a ceiling.
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
			bot := localBot(newEngine(corpus, opts...), "")
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
			if misses >= 0 {
				report.Misses = report.Misses[:min(misses, len(report.Misses))]
				report.Confusions = report.Confusions[:min(misses, len(report.Confusions))]
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
	cmd.Flags().IntVar(&misses, "misses", 0, "list so many questions that went wrong, the worst first, and what was taken for what; -1 for all")
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
		var one struct {
			evaluation.Case
			Turns json.RawMessage `json:"turns"`
		}
		if err := json.Unmarshal(line, &one); err != nil {
			return fmt.Errorf("%s:%d: this is not a case; write {\"id\",\"text\",\"lang\",\"expect\",\"in_scope\"}", name, n)
		}
		if one.Turns != nil {
			return fmt.Errorf("%s:%d: this is a conversation (\"turns\"); a file of them needs --dialogues", name, n)
		}
		cases = append(cases, one.Case)
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
