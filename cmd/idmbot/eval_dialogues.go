package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/evaluation"
)

// evalDialogues runs conversations through a bot that remembers and prints
// what went as expected.
func evalDialogues(c *cobra.Command, bot *bots.Bot, name string, asJSON bool, misses int, floors []string) error {
	ds, err := readDialogues(c, name)
	if err != nil {
		return err
	}
	got := make([][]evaluation.Said, len(ds))
	for i, d := range ds {
		for _, t := range d.Turns {
			o := bot.Ask(c.Context(), bots.Request{Text: t.Text, Conversation: d.ID})
			got[i] = append(got[i], evaluation.Said{Observation: observe(o), Lang: o.Lang, Text: o.Text})
		}
	}
	report := evaluation.EvaluateDialogues(ds, got)
	if misses >= 0 && len(report.Misses) > misses {
		report.Misses = report.Misses[:misses]
	}
	if asJSON {
		err = writeJSON(c.OutOrStdout(), report)
	} else {
		err = printDialogues(c.OutOrStdout(), report)
	}
	if err != nil {
		return err
	}
	return aboveFloors(floors, evaluation.DialogueNames, report.Value)
}

func readDialogues(c *cobra.Command, name string) ([]evaluation.Dialogue, error) {
	in, done, err := openInput(c, name)
	if err != nil {
		return nil, err
	}
	defer done()
	var ds []evaluation.Dialogue
	ids := map[string]bool{}
	err = eachLine(in, func(n int, line []byte) error {
		var d evaluation.Dialogue
		if err := json.Unmarshal(line, &d); err != nil || d.ID == "" || len(d.Turns) == 0 {
			return fmt.Errorf("%s:%d: this is not a dialogue; write {\"id\",\"lang\",\"turns\":[{\"kind\",\"text\",\"expect\",\"outcome\"}]}", name, n)
		}
		if ids[d.ID] {
			return fmt.Errorf("%s:%d: there is a dialogue %s already; give each its own id", name, n, d.ID)
		}
		ids[d.ID] = true
		ds = append(ds, d)
		return nil
	})
	if err == nil && len(ds) == 0 {
		err = fmt.Errorf("%s holds no dialogue", name)
	}
	return ds, err
}

func printDialogues(w io.Writer, r evaluation.DialogueReport) error {
	ew := &errWriter{w: w}
	row := func(name string, s evaluation.Share) {
		ew.printf("%-14s %6d %7.3f  (95 %%: %.3f to %.3f)\n", name, s.N, s.Value, s.Low, s.High)
	}
	ew.printf("%-14s %6s %7s\n", "", "n", "right")
	row("turns", r.Turns)
	row("dialogues", r.Dialogues)
	for _, group := range []struct {
		name string
		of   map[string]evaluation.Share
	}{{"language", r.ByLang}, {"kind of turn", r.ByKind}} {
		ew.printf("\nby %s\n", group.name)
		for _, k := range slices.Sorted(maps.Keys(group.of)) {
			row(k, group.of[k])
		}
	}
	for _, m := range r.Misses {
		ew.printf("\n%s [%s %s] %s\n  after %s\n  expected %v %s\n  got %s %s %.2f %v\n", m.Why, m.Dialogue, m.Turn.Kind, m.Turn.Text,
			strings.Join(m.Before, " | "), m.Turn.Expect, m.Turn.Outcome, m.Got.Outcome, m.Got.Lang, m.Got.Confidence, m.Got.Shown)
	}
	return ew.err
}
