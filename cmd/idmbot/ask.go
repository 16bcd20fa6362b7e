package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

type askFlags struct {
	asJSON, summary, explain bool
	lang, knowledge, batch   string
}

func newAsk() *cobra.Command {
	var f askFlags
	cmd := &cobra.Command{
		Use:   "ask QUESTION...",
		Short: "Answer one question, or a file of them",
		Long: `Answers one question on standard output.

Exit code 0: answered. 3: not in the sources (also a referral and small talk).
2: wrong usage. 1: failure.`,
		Example: `  idmbot ask What did the 2020 dialogue say about women?
  idmbot ask --json --lang fr "les femmes en 2020"
  idmbot ask --batch questions.jsonl > answers.jsonl`,
		RunE: func(c *cobra.Command, args []string) error { return runAsk(c, f, args) },
	}
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "print the answer object")
	cmd.Flags().StringVar(&f.lang, "lang", "", "language of the answer: "+strings.Join(locale.Languages, ", "))
	cmd.Flags().StringVar(&f.knowledge, "knowledge", "", "a folder or a JSONL file instead of the built-in knowledge")
	cmd.Flags().BoolVar(&f.summary, "summary", false, "add an automatic summary (needs OPENAI_API_KEY)")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "say why this is the answer")
	cmd.Flags().StringVar(&f.batch, "batch", "", "JSONL in, JSONL out; - reads standard input")
	completeLanguages(cmd)
	return cmd
}

func completeLanguages(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions(locale.Languages, cobra.ShellCompDirectiveNoFileComp))
}

func runAsk(c *cobra.Command, f askFlags, args []string) error {
	if f.lang != "" && locale.Match(f.lang) == "" {
		return usage("--lang: %q is not a language I speak; use one of %s", f.lang, strings.Join(locale.Languages, ", "))
	}
	if f.batch != "" && len(args) > 0 {
		return usage("--batch and a question do not go together")
	}
	if f.batch == "" && len(args) == 0 {
		return usage("ask what? For instance: idmbot ask What did the 2020 dialogue say about women?")
	}
	s, err := loadSettings()
	if err != nil {
		return err
	}
	if f.knowledge == "" {
		f.knowledge = s.Knowledge
	}
	e, err := openEngine(f.knowledge, c.ErrOrStderr())
	if err != nil {
		return err
	}
	bot := bots.New(bots.Options{Engine: e, PublicURL: s.PublicURL, Today: today, Summaries: newServices(s, f.summary, nil).summaries})
	if f.batch != "" {
		return askBatch(c, bot, f)
	}
	o := bot.Ask(c.Context(), bots.Request{Text: strings.Join(args, " "), Lang: f.lang, Summary: f.summary})
	out := c.OutOrStdout()
	if f.asJSON {
		err = writeJSON(out, o)
	} else {
		_, err = fmt.Fprintln(out, o.Text)
	}
	if err == nil && f.explain {
		_, err = fmt.Fprintln(c.ErrOrStderr(), "\n"+bots.PlainText(bot.Why(strings.Join(args, " "), o.Lang)))
	}
	if err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	if o.Outcome != "answer" && o.Outcome != "choice" {
		return &exitError{code: exitNotFound}
	}
	return nil
}

// maxBatchLine bounds one line of a batch file, in bytes.
const maxBatchLine = 4 << 20

// askBatch answers line by line, in order. A line that is not a question gets
// a line with an error in its place, so that the two files keep in step; the
// command then fails in the end.
func askBatch(c *cobra.Command, bot *bots.Bot, f askFlags) error {
	in, done, err := openInput(c, f.batch)
	if err != nil {
		return err
	}
	defer done()
	out := bufio.NewWriter(c.OutOrStdout())
	bad := 0
	err = eachLine(in, func(n int, line []byte) error {
		var q struct {
			ID   json.RawMessage `json:"id"`
			Text *string         `json:"text"`
			Lang string          `json:"lang"`
		}
		if err := json.Unmarshal(line, &q); err != nil || q.Text == nil {
			bad++
			fmt.Fprintf(c.ErrOrStderr(), "%s:%d: this is not a question; write {\"id\":\"...\",\"text\":\"...\"}\n", f.batch, n)
			return writeJSON(out, map[string]any{"id": q.ID, "error": "this line is not a question"})
		}
		lang := q.Lang
		if f.lang != "" {
			lang = f.lang
		}
		o := bot.Ask(c.Context(), bots.Request{ID: textID(q.ID), Text: *q.Text, Lang: lang, Summary: f.summary})
		return writeJSON(out, o)
	})
	if err := errors.Join(err, out.Flush()); err != nil {
		return fmt.Errorf("answer the batch: %w", err)
	}
	if bad > 0 {
		return fmt.Errorf("%d line(s) were no questions", bad)
	}
	return nil
}

// textID takes an id as text or as a number.
func textID(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

func openInput(c *cobra.Command, name string) (io.Reader, func(), error) {
	if name == "-" {
		return c.InOrStdin(), func() {}, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open the input: %w", err)
	}
	return file, func() { _ = file.Close() }, nil
}

// eachLine calls f with every line that is not blank.
func eachLine(in io.Reader, f func(n int, line []byte) error) error {
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 1<<16), maxBatchLine)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		if err := f(n, sc.Bytes()); err != nil {
			return err
		}
	}
	if errors.Is(sc.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d bytes", maxBatchLine)
	}
	return sc.Err()
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
