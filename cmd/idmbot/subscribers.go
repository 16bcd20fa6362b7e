package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

func newSubscribers() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "subscribers",
		Short: "List, import and export those who get the daily message",
		Args:  atMost(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	cmd.AddCommand(newSubscribersList(), newSubscribersExport(), newSubscribersImport())
	return cmd
}

// choice are the flags that choose subscriptions.
type choice struct {
	platforms, langs, themes, states []string
}

func (f *choice) flags(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.platforms, "platform", nil, "only of these platforms")
	cmd.Flags().StringSliceVar(&f.langs, "lang", nil, "only in these languages")
	cmd.Flags().StringSliceVar(&f.themes, "theme", nil, "only with one of these themes")
	cmd.Flags().StringSliceVar(&f.states, "state", nil, "only active, paused or ended ones")
}

func (f *choice) has(s *digest.Subscription) bool {
	in := func(of []string, v string) bool { return len(of) == 0 || slices.Contains(of, v) }
	theme := len(f.themes) == 0 || slices.ContainsFunc(f.themes, func(t string) bool { return slices.Contains(s.Themes, t) })
	return in(f.platforms, string(s.Chat.Platform)) && in(f.langs, s.Lang) && in(f.states, string(s.State)) && theme
}

func newSubscribersList() *cobra.Command {
	var f choice
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show subscriptions, one a line",
		Long: `Shows platform, chat, kind, state, time, zone, language, frequency, days and
themes of each subscription. For programs there is "subscribers export".`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				n, err := digest.Export(ctx, db, c.OutOrStdout(), digest.Table, f.has)
				if err == nil {
					fmt.Fprintf(c.ErrOrStderr(), "%d subscription(s)\n", n)
				}
				return err
			})
		},
	}
	f.flags(cmd)
	return cmd
}

func newSubscribersExport() *cobra.Command {
	var f choice
	var format, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write subscriptions and what they were sent as CSV or JSONL",
		Long: `Writes everything that "subscribers import" needs to go on elsewhere, the history
of each subscriber included, so that nobody gets a message twice. The file says
who reads what: keep it as you keep the database.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				n, err := writeTo(out, c.OutOrStdout(), func(w io.Writer) (int, error) {
					return digest.Export(ctx, db, w, formatOf(format, out), f.has)
				})
				if err == nil {
					fmt.Fprintf(c.ErrOrStderr(), "%d subscription(s) exported\n", n)
				}
				return err
			})
		},
	}
	f.flags(cmd)
	cmd.Flags().StringVar(&format, "format", "", "csv or jsonl (default: by the file's name, else csv)")
	cmd.Flags().StringVarP(&out, "output", "o", "-", "file to write; - is standard output")
	return cmd
}

func newSubscribersImport() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Read subscriptions from CSV or JSONL",
		Long: `Reads what "subscribers export" wrote; only platform, chat, time and zone are
required. A chat that has a subscription gets the one of the file. Lines that
cannot be used are listed by number and reason, the others are imported; the
exit code is then 1. - is standard input.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return withDatabase(c, func(ctx context.Context, s settings, db *store.Store) error {
				in, err := readFrom(args[0], c.InOrStdin())
				if err != nil {
					return err
				}
				defer in.Close()
				corpus, err := loadKnowledge(s.Knowledge)
				if err != nil {
					return err
				}
				done, err := digest.Import(ctx, db, in, formatOf(format, args[0]), corpus, time.Now())
				if err != nil {
					return err
				}
				for _, bad := range done.Bad {
					fmt.Fprintf(c.ErrOrStderr(), "%s:%s\n", args[0], bad)
				}
				fmt.Fprintf(c.ErrOrStderr(), "%d added, %d replaced, %d line(s) not imported\n", done.Added, done.Replaced, len(done.Bad))
				if len(done.Bad) > 0 {
					return &exitError{code: exitFailure}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "csv or jsonl (default: by the file's name, else csv)")
	return cmd
}

// formatOf is the format that was asked for, or that a file's name says.
func formatOf(asked, file string) digest.Format {
	switch ext := strings.ToLower(filepath.Ext(file)); {
	case asked != "":
		return digest.Format(asked)
	case ext == ".jsonl" || ext == ".ndjson":
		return digest.JSONL
	}
	return digest.CSV
}

// writeTo writes to a file that is complete or absent, or to out for "-".
func writeTo(name string, out io.Writer, write func(io.Writer) (int, error)) (int, error) {
	if name == "-" {
		return write(out)
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".idmbot-*")
	if err != nil {
		return 0, fmt.Errorf("write %s: %w", name, err)
	}
	defer os.Remove(f.Name())
	n, err := write(f)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return n, fmt.Errorf("write %s: %w", name, err)
	}
	return n, nil
}

// readFrom opens a file, or in for "-".
func readFrom(name string, in io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(in), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open the subscriptions: %w", err)
	}
	return f, nil
}

// parseChat reads platform:chat or platform:chat/thread.
func parseChat(s string) (bots.Chat, error) {
	platform, chat, ok := strings.Cut(s, ":")
	chat, thread, _ := strings.Cut(chat, "/")
	if !ok || platform == "" || chat == "" {
		return bots.Chat{}, usage("%q is not PLATFORM:CHAT, for example telegram:123456", s)
	}
	return bots.Chat{Platform: bots.Platform(platform), ID: bots.ChatID(chat), Thread: bots.ThreadID(thread)}, nil
}
