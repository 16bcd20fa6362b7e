package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/bots"
)

func newDoctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check every setting and the knowledge, and say what to do",
		Long:  "Exits with 1 if anything would not work.",
		Args:  atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			d := &doctor{out: &errWriter{w: c.OutOrStdout()}}
			d.examine(c.Context())
			if d.out.err != nil {
				return d.out.err
			}
			if d.bad > 0 {
				return &exitError{code: exitFailure}
			}
			return nil
		},
	}
}

// doctor prints one line a check.
type doctor struct {
	out *errWriter
	bad int
}

func (d *doctor) well(what, format string, args ...any) {
	d.out.printf("ok    %-12s %s\n", what, fmt.Sprintf(format, args...))
}

func (d *doctor) off(what, why string) { d.out.printf("off   %-12s %s\n", what, why) }

func (d *doctor) wrong(what, problem, remedy string) {
	d.bad++
	d.out.printf("WRONG %-12s %s; %s\n", what, problem, remedy)
}

func (d *doctor) examine(ctx context.Context) {
	s, err := loadSettings()
	if err != nil {
		for _, line := range strings.Split(err.Error(), "\n") {
			d.wrong("settings", line, "correct it in the environment or in .env")
		}
		return
	}
	d.well("settings", "every value can be used")
	d.knowledge(s)
	d.addresses(ctx, s)
	d.database(s)
	for _, one := range []struct {
		name, variable string
		set            bool
	}{
		{"telegram", "TELEGRAM_BOT_TOKEN", s.TelegramToken != ""},
		{"discord", "DISCORD_BOT_TOKEN", s.DiscordToken != ""},
		{"summaries", "OPENAI_API_KEY", s.OpenAIKey != ""},
	} {
		if !one.set {
			d.off(one.name, one.variable+" is not set")
		}
	}
}

func (d *doctor) knowledge(s settings) {
	began := time.Now()
	c, err := loadKnowledge(s.Knowledge)
	if err != nil {
		d.wrong("knowledge", err.Error(), "run: idmbot knowledge check "+s.Knowledge)
		return
	}
	newEngine(c)
	d.well("knowledge", "%d entries, version %s, ready in %d ms", len(c.Entries), bots.ShortVersion(c.Version), time.Since(began).Milliseconds())
}

func (d *doctor) addresses(ctx context.Context, s settings) {
	for _, one := range []struct{ variable, addr string }{{"IDMBOT_HTTP_ADDR", s.HTTPAddr}, {"IDMBOT_OPS_ADDR", s.OpsAddr}} {
		l, err := listen(ctx, one.variable, one.addr, "127.0.0.1:8081")
		if err != nil {
			var setting *settingError
			if errors.As(err, &setting) {
				d.wrong("address", setting.Variable+": "+setting.Problem, "unless it is idmbot itself that runs there")
			}
			continue
		}
		_ = l.Close()
		d.well("address", "%s is free (%s)", one.addr, one.variable)
	}
}

// database checks that the folder of an embedded database can be written.
func (d *doctor) database(s settings) {
	file, ok := strings.CutPrefix(string(s.Database), "sqlite:")
	if !ok {
		return
	}
	dir := filepath.Dir(file)
	for {
		if _, err := os.Stat(dir); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	probe, err := os.CreateTemp(dir, ".idmbot-doctor-*")
	if err != nil {
		d.wrong("database", "the folder "+dir+" cannot be written", "give this user the right to write there, or set DATABASE_URL")
		return
	}
	_ = errors.Join(probe.Close(), os.Remove(probe.Name()))
	d.well("database", "%s can be written", dir)
}
