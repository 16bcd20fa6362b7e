package main

import (
	"github.com/spf13/cobra"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "idmbot",
		Short: "Key messages of the International Dialogue on Migration, exact and with their sources",
		Long: `idmbot answers questions with the curated key messages and recommendations of
IOM's International Dialogue on Migration: exact, attributed and sourced, or an
honest "not in my sources".

It needs no setting: "idmbot serve" starts it in a browser, "idmbot chat" in the
terminal, "idmbot ask" answers one question. Settings are environment variables,
also read from .env in the working directory; .env.example documents every one.`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%w; see `%s --help`", err, c.CommandPath())
	})
	root.AddCommand(newServe(), newChat(), newAsk(), newEval(), newCheckQuote(), newVerify(),
		newKnowledge(), newSubscribers(), newDigest(), newBroadcast(), newDatabase(), newDoctor(), newVersion())
	return root
}

// exactly refuses a wrong number of arguments with exit code 2.
func exactly(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("%s takes %d argument(s), not %d; see `%s --help`", c.CommandPath(), n, len(args), c.CommandPath())
		}
		return nil
	}
}

func atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usage("%s takes at most %d argument(s), not %d; see `%s --help`", c.CommandPath(), n, len(args), c.CommandPath())
		}
		return nil
	}
}
