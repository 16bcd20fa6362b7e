package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/store"
)

func newDatabase() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "database",
		Short: "Back the database up, or move to another one",
		Args:  atMost(0),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	cmd.AddCommand(newDatabaseBackup(), newDatabaseMove())
	return cmd
}

func newDatabaseBackup() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy to a new file, while the bot goes on",
		Long: `Writes an SQLite database, whatever engine it is copied from. The file serves as
DATABASE_URL=sqlite:FILE on its own. It says who subscribed to what: keep it as
you keep the database.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return withDatabase(c, func(ctx context.Context, _ settings, db *store.Store) error {
				if err := db.Backup(ctx, args[0]); err != nil {
					return err
				}
				fmt.Fprintf(c.ErrOrStderr(), "The backup is complete: %s\n", args[0])
				return nil
			})
		},
	}
}

func newDatabaseMove() *cobra.Command {
	return &cobra.Command{
		Use:   "move ADDRESS",
		Short: "Copy everything to another, empty database, on either engine",
		Long: `Copies all rows from DATABASE_URL to ADDRESS, which has to be empty. Stop the bot
first, so that nothing is sent that the copy does not know of; then set
DATABASE_URL to ADDRESS.`,
		Example: "  idmbot database move postgres://idmbot@db.example.org/idmbot",
		Args:    exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			return withDatabase(c, func(ctx context.Context, s settings, from *store.Store) error {
				to, err := store.Open(ctx, args[0], newLogger(s, c.ErrOrStderr()))
				if err != nil {
					return err
				}
				err = from.CopyTo(ctx, to)
				if closeErr := to.Close(); err == nil {
					err = closeErr
				}
				if err == nil {
					fmt.Fprintln(c.ErrOrStderr(), "Everything was copied. Set DATABASE_URL to the new address.")
				}
				return err
			})
		},
	}
}
