package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots/digest"
)

// onBroadcast runs something on a broadcast given by its number.
func onBroadcast(c *cobra.Command, arg string, f func(ctx context.Context, b *digest.Broadcaster, id int64) error) error {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil || id < 1 {
		return usage("%q is not the number of a broadcast; `idmbot broadcast list` shows them", arg)
	}
	return withDatabase(c, func(ctx context.Context, s settings, db *store.Store) error {
		return f(ctx, newBroadcaster(s, db), id)
	})
}

func newBroadcastList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "The latest broadcasts", Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				const few = 20
				latest, err := db.Broadcasts(ctx, few)
				if err != nil {
					return err
				}
				for _, b := range latest {
					what := "text in " + strconv.Itoa(len(b.Text)) + " language(s)"
					if b.Entry != "" {
						what = b.Entry
					}
					fmt.Fprintf(c.OutOrStdout(), "%4d  %-10s %s  by %s  %s\n", b.ID, b.State, b.Created.UTC().Format("2006-01-02 15:04"), b.By, what)
				}
				return nil
			})
		},
	}
}

func newBroadcastProgress() *cobra.Command {
	var follow bool
	cmd := &cobra.Command{
		Use: "progress ID", Short: "How far a broadcast got", Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return onBroadcast(c, args[0], func(ctx context.Context, b *digest.Broadcaster, id int64) error {
				return progress(ctx, c, b, id, follow)
			})
		},
	}
	cmd.Flags().BoolVar(&follow, "follow", false, "stay until it is over")
	return cmd
}

// progress writes one line, or goes on with it until the broadcast is over. On
// a terminal the line is renewed in place.
func progress(ctx context.Context, c *cobra.Command, b *digest.Broadcaster, id int64, follow bool) error {
	start, end := "", "\n"
	if f, ok := c.OutOrStdout().(*os.File); ok && follow && term.IsTerminal(int(f.Fd())) {
		start, end = "\r\x1b[K", ""
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		now, p, err := b.Progress(ctx, id)
		if err != nil {
			return err
		}
		line := fmt.Sprintf("%s %d of %d, %d sent, %d failed, %d unknown, %d skipped: %s", p.Bar(), p.Done(), p.All, p.Sent, p.Failed, p.Unknown, p.Skipped, now.State)
		if now.Reason != "" {
			line += " (" + now.Reason + ")"
		}
		over := !follow || now.State.Over() || now.State == digest.Stopped || now.State == digest.Held
		if over {
			end = "\n"
		}
		fmt.Fprint(c.OutOrStdout(), start+line+end)
		if over {
			return nil
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func newBroadcastReport() *cobra.Command {
	var people, asCSV bool
	var states []string
	cmd := &cobra.Command{
		Use: "report ID", Short: "What became of a broadcast, person by person on demand", Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return onBroadcast(c, args[0], func(ctx context.Context, b *digest.Broadcaster, id int64) error {
				found, ok, err := b.Store.FindBroadcast(ctx, id)
				if err != nil {
					return err
				}
				reports, can := b.Store.(digest.Reports)
				if !ok || !can {
					return fmt.Errorf("broadcast %d: %w", id, digest.ErrNoBroadcast)
				}
				report, err := digest.NewReport(ctx, reports, found.Day, found.Kind(), listed(people || asCSV, states, ""))
				if err != nil {
					return err
				}
				if asCSV {
					return report.WriteCSV(c.OutOrStdout())
				}
				return report.WriteText(c.OutOrStdout())
			})
		},
	}
	cmd.Flags().BoolVar(&people, "people", false, "list everybody")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write the list as CSV")
	cmd.Flags().StringSliceVar(&states, "state", nil, "list people whose message is in these states")
	return cmd
}
