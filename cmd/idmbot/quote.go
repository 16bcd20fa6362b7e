package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/quote"
)

func newCheckQuote() *cobra.Command {
	var asJSON bool
	var name string
	cmd := &cobra.Command{
		Use:     "check-quote TEXT",
		Short:   "Is this text exactly, almost, or not at all one of the quotations held?",
		Example: `  idmbot check-quote "Migration has shaped our past and holds the key to our future."`,
		RunE: func(c *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if strings.TrimSpace(text) == "" {
				return usage("check what? Give the text of the quotation")
			}
			s, err := loadSettings()
			if err != nil {
				return err
			}
			if name == "" {
				name = s.Knowledge
			}
			corpus, err := loadKnowledge(name)
			if err != nil {
				return err
			}
			v := quote.Check(bots.HeldQuotes(corpus), text)
			if asJSON {
				return writeJSON(c.OutOrStdout(), v)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), bots.PlainText(bots.QuoteReply(corpus, v, "en")))
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the verdict as JSON")
	cmd.Flags().StringVar(&name, "knowledge", "", "a folder or a JSONL file instead of the built-in knowledge")
	return cmd
}
