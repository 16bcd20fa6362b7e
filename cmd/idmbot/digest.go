package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/place"
	"github.com/idmbot/idmbot/knowledge"
)

func newDigest() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "digest",
		Short: "The daily message: preview it, plan it, report on it",
		Args:  atMost(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	cmd.AddCommand(newDigestPreview(), newDigestPlan(), newDigestReport())
	return cmd
}

// wishes are the flags that describe a schedule.
type wishes struct {
	at, zone, days, every string
}

func (w *wishes) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.at, "at", "08:00", "local time of the message")
	cmd.Flags().StringVar(&w.zone, "zone", "UTC", "IANA zone, city, country or offset")
	cmd.Flags().StringVar(&w.days, "weekdays", "", "days of the week, for example mon,wed or mon-fri (default: all)")
	cmd.Flags().StringVar(&w.every, "every", "daily", "daily, weekly or monthly")
}

// schedule reads the flags.
func (w *wishes) schedule() (digest.Schedule, string, error) {
	s := digest.Schedule{Days: digest.EveryDay, Every: digest.Frequency(w.every)}
	var err error
	if s.At, err = digest.ParseClock(w.at); err != nil {
		return s, "", usage("--at: %q is %w", w.at, err)
	}
	if w.days != "" {
		if s.Days, err = digest.ParseWeekdays(w.days); err != nil {
			return s, "", usage("--weekdays: %w", err)
		}
	}
	zones := []string{w.zone}
	if _, err := digest.Location(w.zone); err != nil {
		zones = place.Find(w.zone)
	}
	switch len(zones) {
	case 0:
		return s, "", usage("--zone: %q is no IANA zone, city, country or offset; for example Europe/Berlin", w.zone)
	case 1:
		return s, zones[0], nil
	}
	return s, "", usage("--zone: %q has several zones: %s", w.zone, strings.Join(zones, ", "))
}

func newDigestPreview() *cobra.Command {
	var w wishes
	var chat, lang string
	var themes []string
	var n int
	var whole bool
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "What a subscriber will get next, when, and why",
		Long: `Shows the next messages of the subscriber in a chat (--chat telegram:123), or of
somebody who would subscribe now with the settings of the other flags. Nothing
is sent and nothing is changed.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if n < 1 || n > 400 {
				return usage("--days: %d is not between 1 and 400", n)
			}
			schedule, zone, err := w.schedule()
			if err != nil {
				return err
			}
			now := time.Now()
			sub := digest.Subscription{Chat: bots.Chat{Platform: "preview", ID: "1", Kind: bots.Private},
				Schedule: schedule, Zone: zone, Lang: lang, Themes: themes, State: digest.Active, Created: now}
			if chat == "" {
				return preview(c, sub, nil, now, n, whole)
			}
			who, err := parseChat(chat)
			if err != nil {
				return err
			}
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				s, ok, err := db.Find(ctx, who)
				if err != nil {
					return err
				}
				if !ok || s.State == digest.Draft {
					return fmt.Errorf("%s has no subscription; `idmbot subscribers list` shows who has", chat)
				}
				if s.State != digest.Active {
					fmt.Fprintf(c.ErrOrStderr(), "%s is %s: nothing is sent before it goes on; this is what would come\n", chat, stateOf(s))
				}
				histories, err := db.Histories(ctx, []int64{s.ID})
				if err != nil {
					return err
				}
				return preview(c, s, histories[s.ID], now, n, whole)
			})
		},
	}
	w.flags(cmd)
	cmd.Flags().StringVar(&chat, "chat", "", "the subscriber, as platform:chat or platform:chat/thread")
	cmd.Flags().StringVar(&lang, "lang", "en", "language: en, fr, es or ar")
	cmd.Flags().StringSliceVar(&themes, "theme", nil, "themes (default: all)")
	cmd.Flags().IntVar(&n, "days", 7, "how many messages")
	cmd.Flags().BoolVar(&whole, "whole", false, "the messages themselves as well")
	return cmd
}

// stateOf is why a subscription is not served, in words.
func stateOf(s digest.Subscription) string {
	text := string(s.State)
	if s.Reason != "" {
		text += " (" + string(s.Reason) + ")"
	}
	if s.Until != 0 {
		text += " until " + s.Until.String()
	}
	return text
}

func preview(c *cobra.Command, sub digest.Subscription, h digest.History, now time.Time, n int, whole bool) error {
	s, err := loadSettings()
	if err != nil {
		return err
	}
	messages, err := newMessages(s, nil, c.ErrOrStderr())
	if err != nil {
		return err
	}
	if err := sub.Check(); err != nil {
		return usage("this subscription is not possible: %w", err)
	}
	for _, theme := range sub.Themes {
		if _, ok := messages.Corpus().Theme(theme); !ok {
			return usage("--theme: %w", unknownTheme(messages.Corpus(), theme))
		}
	}
	previews, err := messages.Preview(sub, h, now, n)
	if err != nil {
		return err
	}
	return digest.WritePreviews(c.OutOrStdout(), messages, sub, previews, whole)
}

func newDigestPlan() *cobra.Command {
	var w wishes
	var from, to string
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "When a message is due: UTC instants for a local time and zone",
		Long: `Prints a line a day: date, instant in UTC, local time with its offset, and what
is special (a minute that the clocks skip or show twice, a day that a zone
leaves out).`,
		Example: "  idmbot digest plan --at 02:30 --zone Europe/Berlin --from 2027-03-26 --to 2027-03-30",
		Args:    atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			schedule, zone, err := w.schedule()
			if err != nil {
				return err
			}
			loc, err := digest.Location(zone)
			if err != nil {
				return err
			}
			first := digest.DateOf(time.Now().In(loc))
			if from != "" {
				if first, err = digest.ParseDate(from); err != nil {
					return usage("--from: %w", err)
				}
			}
			last := first + 6
			if to != "" {
				if last, err = digest.ParseDate(to); err != nil {
					return usage("--to: %w", err)
				}
			}
			if last < first {
				return usage("--to: %s lies before %s", last, first)
			}
			return digest.WriteInstants(c.OutOrStdout(), loc, digest.Instants(loc, schedule, first, last))
		},
	}
	w.flags(cmd)
	cmd.Flags().StringVar(&from, "from", "", "first local date (default: today)")
	cmd.Flags().StringVar(&to, "to", "", "last local date (default: six days later)")
	return cmd
}

func newDigestReport() *cobra.Command {
	var day, platform string
	var states []string
	var people, asCSV bool
	cmd := &cobra.Command{
		Use:   "report",
		Short: "What became of a day's messages: sent, late, failed, unknown, skipped",
		Long: `Shows the books of a local date: each message that was due stands in exactly one
column. Messages whose fate is unknown are always listed by chat; --people lists
everybody, --state some, --csv writes the list for other programs.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			date := digest.DateOf(time.Now())
			if day != "" {
				var err error
				if date, err = digest.ParseDate(day); err != nil {
					return usage("--date: %w", err)
				}
			}
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				report, err := digest.NewReport(ctx, db, date, digest.KindDigest, listed(people || asCSV, states, platform))
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
	cmd.Flags().StringVar(&day, "date", "", "local date of the subscribers (default: today)")
	cmd.Flags().StringVar(&platform, "platform", "", "list only people of this platform")
	cmd.Flags().StringSliceVar(&states, "state", nil, "list people whose message is in these states: planned, claimed, sending, sent, failed, skipped, unknown")
	cmd.Flags().BoolVar(&people, "people", false, "list everybody")
	cmd.Flags().BoolVar(&asCSV, "csv", false, "write the list as CSV")
	return cmd
}

// listed chooses the rows to list person by person: those asked for, else
// those in doubt.
func listed(all bool, states []string, platform string) func(digest.Row) bool {
	wanted := map[digest.RowState]bool{}
	for _, s := range states {
		wanted[digest.RowState(s)] = true
	}
	if len(wanted) == 0 && !all {
		wanted[digest.Unknown] = true
	}
	return func(r digest.Row) bool {
		return (len(wanted) == 0 || wanted[r.State]) && (platform == "" || string(r.Platform) == platform)
	}
}

// unknownTheme names the themes there are.
func unknownTheme(c *knowledge.Corpus, theme string) error {
	var known []string
	for _, t := range c.Themes {
		known = append(known, t.ID)
	}
	return fmt.Errorf("there is no theme %q; there are %s", theme, strings.Join(known, ", "))
}
