package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/locale"
)

// commandLine is how whoever uses the command line stands in a broadcast.
const commandLine = "command line"

func newBroadcast() *cobra.Command {
	var draft digest.Broadcast
	var platforms, texts []string
	var dryRun, yes, follow bool
	var test []string
	cmd := &cobra.Command{
		Use:   "broadcast [TEXT]",
		Short: "A one-off message to all or some subscribers",
		Long: `Composes a message, or takes an entry of the knowledge (--entry), shows it in
every language in which it differs, as each platform of its recipients shows it,
and how many will get it, and asks before it goes. The bot that is running ("idmbot serve") then sends it: first to a few
(--canary), to all others if no more than --max-errors of these fail, beside the
daily messages, which go first. The ledger accounts for it as for those.

The subcommands look after broadcasts that exist.`,
		Example: `  idmbot broadcast --entry gcm-about --lang en,fr --dry-run
  idmbot broadcast "The Dialogue begins on Monday." --text fr="Le Dialogue commence lundi."
  idmbot broadcast progress 3 --follow`,
		Args: atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			for _, p := range platforms {
				draft.To.Platforms = append(draft.To.Platforms, bots.Platform(p))
			}
			if err := readTexts(&draft, args, texts); err != nil {
				return err
			}
			return withDatabase(c, func(ctx context.Context, s settings, db *store.Store) error {
				messages, err := newMessages(s, db, c.ErrOrStderr())
				if err != nil {
					return err
				}
				b := newBroadcaster(s, db)
				if err := checkBroadcast(&draft, messages); err != nil {
					return err
				}
				reach, err := b.Recipients(ctx, &draft)
				if err != nil {
					return err
				}
				showBroadcast(c.OutOrStdout(), draft, messages, reach)
				if err := testBroadcast(ctx, c, s, db, messages, draft, test); err != nil || dryRun {
					return err
				}
				if reach.Total == 0 {
					return errors.New("nobody would get this message; nothing was begun")
				}
				if !yes && !confirmed(c, fmt.Sprintf("Send this to %d subscriber(s)? Type yes: ", reach.Total)) {
					fmt.Fprintln(c.ErrOrStderr(), "Nothing was sent.")
					return nil
				}
				return begin(ctx, c, b, draft, follow)
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&draft.Entry, "entry", "", "send this entry of the knowledge")
	f.StringArrayVar(&texts, "text", nil, "text in a language, as fr=…; repeatable")
	f.StringSliceVar(&platforms, "platform", nil, "only to these platforms")
	f.StringSliceVar(&draft.To.Langs, "lang", nil, "only to subscribers in these languages")
	f.StringSliceVar(&draft.To.Themes, "theme", nil, "only to subscribers of these themes, and of all")
	f.IntVar(&draft.Canary, "canary", digest.DefaultCanary, "how many get it first; 0 for none")
	f.Float64Var(&draft.MaxErrors, "max-errors", digest.DefaultMaxErrors, "share of failures at which it stops by itself")
	f.StringSliceVar(&test, "test", nil, "send it to these chats first, as platform:chat; outside of the ledger")
	f.BoolVar(&dryRun, "dry-run", false, "show the message and count the recipients; send nothing to subscribers")
	f.BoolVarP(&yes, "yes", "y", false, "do not ask")
	f.BoolVar(&follow, "follow", false, "stay and show the progress")
	cmd.AddCommand(newBroadcastList(), newBroadcastProgress(), newBroadcastReport())
	for _, one := range []struct {
		use, short string
		do         func(b *digest.Broadcaster, ctx context.Context, id int64) (digest.Broadcast, error)
	}{
		{"start", "Let a composed broadcast go, as its second pair of eyes", func(b *digest.Broadcaster, ctx context.Context, id int64) (digest.Broadcast, error) {
			return b.Start(ctx, id, commandLine)
		}},
		{"pause", "Hold back what was not sent yet", (*digest.Broadcaster).Pause},
		{"resume", "Go on after a pause or a stop", (*digest.Broadcaster).Resume},
		{"cancel", "End it for good; what was sent stays sent", (*digest.Broadcaster).Abandon},
	} {
		cmd.AddCommand(&cobra.Command{Use: one.use + " ID", Short: one.short, Args: exactly(1),
			RunE: func(c *cobra.Command, args []string) error {
				return onBroadcast(c, args[0], func(ctx context.Context, b *digest.Broadcaster, id int64) error {
					done, err := one.do(b, ctx, id)
					if err != nil {
						return err
					}
					fmt.Fprintf(c.OutOrStdout(), "broadcast %d: %s\n", id, done.State)
					return nil
				})
			}})
	}
	return cmd
}

// readTexts puts the texts of the command line into the draft.
func readTexts(draft *digest.Broadcast, args, texts []string) error {
	draft.Text = nil
	put := func(lang, text string) {
		if draft.Text == nil {
			draft.Text = map[string]string{}
		}
		draft.Text[lang] = text
	}
	for _, arg := range args {
		if arg = strings.TrimSpace(arg); arg != "" {
			put("", arg)
		}
	}
	for _, t := range texts {
		lang, text, ok := strings.Cut(t, "=")
		if !ok || locale.Match(lang) != lang || strings.TrimSpace(text) == "" {
			return usage("--text: %q is not LANGUAGE=TEXT with en, fr, es or ar", t)
		}
		put(lang, strings.TrimSpace(text))
	}
	return nil
}

// checkBroadcast refuses what could not be sent.
func checkBroadcast(draft *digest.Broadcast, m *digest.Messages) error {
	if draft.Entry != "" {
		if _, ok := m.Corpus().Entry(draft.Entry); !ok {
			return usage("--entry: there is no entry %q; `idmbot knowledge list` shows them", draft.Entry)
		}
	}
	for _, theme := range draft.To.Themes {
		if _, ok := m.Corpus().Theme(theme); !ok {
			return usage("--theme: %w", unknownTheme(m.Corpus(), theme))
		}
	}
	for _, lang := range draft.To.Langs {
		if locale.Match(lang) != lang {
			return usage("--lang: %q is not en, fr, es or ar", lang)
		}
	}
	if err := draft.Check(); err != nil {
		return usage("%w", err)
	}
	return nil
}

// testBroadcast sends the draft to testers, through adapters that only send.
func testBroadcast(ctx context.Context, c *cobra.Command, s settings, db *store.Store, m *digest.Messages, draft digest.Broadcast, test []string) error {
	if len(test) == 0 {
		return nil
	}
	var to []bots.Chat
	for _, one := range test {
		chat, err := parseChat(one)
		if err != nil {
			return err
		}
		chat.Kind = bots.Private
		to = append(to, chat)
	}
	engine, err := openEngine(s.Knowledge, c.ErrOrStderr())
	if err != nil {
		return err
	}
	var through []bots.Adapter
	for _, p := range platforms {
		l, _, err := p.connect(s, localBot(engine, s.PublicURL), db, newLogger(s, c.ErrOrStderr()))
		if err != nil {
			return err
		}
		if l.adapter != nil {
			through = append(through, l.adapter)
		}
	}
	failed := 0
	for _, r := range m.Test(ctx, draft, to, through) {
		if r.Err != nil {
			failed++
			fmt.Fprintf(c.ErrOrStderr(), "test to %s:%s failed: %v\n", r.Chat.Platform, r.Chat.ID, r.Err)
		}
	}
	fmt.Fprintf(c.ErrOrStderr(), "test: %d of %d arrived\n", len(to)-failed, len(to))
	if failed > 0 {
		return errors.New("the test did not arrive everywhere; nothing else was sent")
	}
	return nil
}

// confirmed asks on a terminal; elsewhere only --yes can say yes.
func confirmed(c *cobra.Command, question string) bool {
	if f, ok := c.InOrStdin().(*os.File); ok && !term.IsTerminal(int(f.Fd())) {
		fmt.Fprintln(c.ErrOrStderr(), "Give --yes to send without a terminal.")
		return false
	}
	fmt.Fprint(c.ErrOrStderr(), question)
	var answer string
	_, _ = fmt.Fscanln(c.InOrStdin(), &answer)
	return strings.EqualFold(strings.TrimSpace(answer), "yes")
}

// begin stores the broadcast and lets it go, unless a second operator has to.
func begin(ctx context.Context, c *cobra.Command, b *digest.Broadcaster, draft digest.Broadcast, follow bool) error {
	draft.By = commandLine
	stored, err := b.Compose(ctx, draft)
	if err != nil {
		return err
	}
	if b.Approval {
		fmt.Fprintf(c.OutOrStdout(), "broadcast %d is composed; a second administrator starts it with /broadcast in a chat\n", stored.ID)
		return nil
	}
	if _, err := b.Start(ctx, stored.ID, commandLine); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "broadcast %d begins; see: idmbot broadcast progress %d\n", stored.ID, stored.ID)
	if follow {
		return progress(ctx, c, b, stored.ID, true)
	}
	return nil
}
