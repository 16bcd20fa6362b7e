package main

import (
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/idmbot/idmbot/adapters/terminal"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

func newChat() *cobra.Command {
	var lang, name string
	cmd := &cobra.Command{
		Use:   "chat",
		Short: "The same bot in the terminal",
		Long:  "Ask in your own words; /help lists the commands, /quit ends. Works in a pipe, too.",
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			if lang != "" && locale.Match(lang) == "" {
				return usage("--lang: %q is not a language I speak; use one of %s", lang, strings.Join(locale.Languages, ", "))
			}
			s, err := loadSettings()
			if err != nil {
				return err
			}
			if name == "" {
				name = s.Knowledge
			}
			e, err := openEngine(name, c.ErrOrStderr())
			if err != nil {
				return err
			}
			bot := bots.New(bots.Options{Engine: e, PublicURL: s.PublicURL, Today: today, Summaries: newServices(s, true, nil).summaries})
			cfg := terminal.Config{In: c.InOrStdin(), Out: c.OutOrStdout(), Lang: lang}
			if cfg.Lang == "" {
				cfg.Lang = locale.Match(os.Getenv("LANG"))
			}
			done := interactive(&cfg)
			defer done()
			if cfg.Lines != nil {
				cfg.Welcome = bot.Handle(c.Context(), bots.Message{Chat: bots.Chat{Platform: terminal.Platform, ID: "terminal"},
					From: bots.Person{ID: "you", Lang: cfg.Lang, Manager: true}, Kind: bots.Command, Command: "start"})
			}
			return terminal.New(cfg).Run(c.Context(), bot)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "language: "+strings.Join(locale.Languages, ", "))
	cmd.Flags().StringVar(&name, "knowledge", "", "a folder or a JSONL file instead of the built-in knowledge")
	completeLanguages(cmd)
	return cmd
}

// interactive turns line editing, history and colours on where both ends are a
// terminal. The function it returns puts the terminal back.
func interactive(cfg *terminal.Config) func() {
	in, okIn := cfg.In.(*os.File)
	out, okOut := cfg.Out.(*os.File)
	if !okIn || !okOut || !term.IsTerminal(int(in.Fd())) || !term.IsTerminal(int(out.Fd())) {
		return func() {}
	}
	old, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return func() {}
	}
	t := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{in, out}, "› ")
	if w, h, err := term.GetSize(int(out.Fd())); err == nil {
		_ = t.SetSize(w, h)
		cfg.Width = w
	}
	cfg.Lines, cfg.Out = t, t
	cfg.Colour = os.Getenv("NO_COLOR") == ""
	return func() { _ = term.Restore(int(in.Fd()), old) }
}
