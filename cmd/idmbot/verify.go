package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots/ground"
)

func newVerify() *cobra.Command {
	var batch string
	cmd := &cobra.Command{
		Use:   "verify --batch FILE.jsonl",
		Short: "Is every sentence of a summary supported by its sources?",
		Long: `Reads {"id","sources":[{"id","text"}],"summary"} and writes, line by line,
{"id","supported","score","sentences":[{"text","supported","source","reason"}]}.
A score of 1 means fully supported.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if batch == "" {
				return usage("verify what? Give --batch FILE.jsonl, or --batch - for standard input")
			}
			return runVerify(c, batch)
		},
	}
	cmd.Flags().StringVar(&batch, "batch", "", "JSONL in, JSONL out; - reads standard input")
	return cmd
}

type verifyLine struct {
	ID      json.RawMessage `json:"id"`
	Sources []struct {
		ID   json.RawMessage `json:"id"`
		Text string          `json:"text"`
	} `json:"sources"`
	Summary *string `json:"summary"`
}

type verifyResult struct {
	ID        string            `json:"id"`
	Supported bool              `json:"supported"`
	Score     float64           `json:"score"`
	Sentences []ground.Sentence `json:"sentences"`
}

func runVerify(c *cobra.Command, batch string) error {
	in, done, err := openInput(c, batch)
	if err != nil {
		return err
	}
	defer done()
	out := bufio.NewWriter(c.OutOrStdout())
	bad := 0
	err = eachLine(in, func(n int, line []byte) error {
		var v verifyLine
		if err := json.Unmarshal(line, &v); err != nil || v.Summary == nil {
			bad++
			fmt.Fprintf(c.ErrOrStderr(), "%s:%d: this is not a case; write {\"id\",\"sources\":[{\"id\",\"text\"}],\"summary\"}\n", batch, n)
			return writeJSON(out, map[string]any{"id": v.ID, "error": "this line is not a case"})
		}
		sources := make([]ground.Source, len(v.Sources))
		for i, s := range v.Sources {
			sources[i] = ground.Source{ID: textID(s.ID), Text: s.Text}
		}
		verdict := ground.Verify(sources, *v.Summary)
		sentences := verdict.Sentences
		if sentences == nil {
			sentences = []ground.Sentence{}
		}
		return writeJSON(out, verifyResult{textID(v.ID), verdict.Supported, verdict.Score, sentences})
	})
	if err := errors.Join(err, out.Flush()); err != nil {
		return fmt.Errorf("verify the batch: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("%d line(s) were no cases", bad)
	}
	return nil
}
