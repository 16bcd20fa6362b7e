package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by release builds with -ldflags "-X main.version=v1.2.3".
var version = "devel"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Version, commit, Go and knowledge version",
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := loadSettings()
			if err != nil {
				return err
			}
			corpus, err := loadKnowledge(s.Knowledge)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "idmbot %s\ncommit %s\n%s %s/%s\nknowledge %s (%d entries)\n",
				version, commit(), runtime.Version(), runtime.GOOS, runtime.GOARCH, corpus.Version, len(corpus.Entries))
			return err
		},
	}
}

// commit is the revision the program was built from, as far as the Go command
// recorded it.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	rev, dirty := "unknown", ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			rev = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				dirty = " (changed)"
			}
		}
	}
	return rev + dirty
}
