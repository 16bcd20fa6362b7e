package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/store"
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
	bot := d.knowledge(s)
	d.addresses(ctx, s)
	d.database(ctx, s)
	if bot != nil {
		d.platforms(ctx, s, bot)
	}
	d.services(ctx, s)
}

// checkTime bounds a question to a platform.
const checkTime = 15 * time.Second

// platforms asks every platform that is configured whether it would work.
func (d *doctor) platforms(ctx context.Context, s settings, bot *bots.Bot) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	for _, p := range platforms {
		name := strings.ToLower(p.name)
		l, off, err := p.connect(s, bot, &bots.VolatileInbox{}, slog.New(slog.DiscardHandler))
		switch {
		case err != nil:
			d.wrong(name, err.Error(), "correct the setting")
		case off != "":
			d.off(name, off)
		default:
			if c, ok := l.adapter.(bots.Checker); ok {
				d.report(name, c.Check(ctx))
			}
		}
	}
}

func (d *doctor) report(name string, findings []bots.Finding) {
	for _, f := range findings {
		switch {
		case f.Problem == "":
			d.well(name, "%s", f.Text)
		case f.Optional:
			d.out.printf("note  %-12s %s; %s\n", name, f.Problem, f.Remedy)
		default:
			d.wrong(name, f.Problem, f.Remedy)
		}
	}
}

// knowledge reads and indexes the knowledge, and returns a bot on it; nil if it
// was refused.
func (d *doctor) knowledge(s settings) *bots.Bot {
	began := time.Now()
	c, err := loadKnowledge(s.Knowledge)
	if err != nil {
		d.wrong("knowledge", err.Error(), "run: idmbot knowledge check "+s.Knowledge)
		return nil
	}
	engine := newEngine(c)
	d.well("knowledge", "%d entries, version %s, ready in %d ms", len(c.Entries), bots.ShortVersion(c.Version), time.Since(began).Milliseconds())
	return localBot(engine, s.PublicURL)
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

// database opens the database. One that does not exist yet is not made: that
// its folder can be written is enough.
func (d *doctor) database(ctx context.Context, s settings) {
	file, embedded := strings.CutPrefix(string(s.Database), "sqlite:")
	if embedded {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			d.folder(filepath.Dir(file))
			return
		}
	}
	db, err := store.Open(ctx, string(s.Database), nil)
	if err == nil {
		err = errors.Join(db.Ping(ctx), d.use(ctx, db), db.Close())
	}
	if err != nil {
		d.wrong("database", err.Error(), "check DATABASE_URL, and that this user may write there")
		return
	}
	d.well("database", "%s can be read and written", describeDatabase(string(s.Database)))
}

// folder checks that the folder of a database to come can be written.
func (d *doctor) folder(dir string) {
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
