package discord_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

var update = flag.Bool("update", false, "write the golden files anew")

// engine is that of the curated corpus; building it takes a moment.
var engine = sync.OnceValues(func() (*answer.Engine, error) {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		return nil, err
	}
	return answer.New(c, index.Build(c), locale.Languages), nil
})

// frozenEngine is that of a part of the corpus that does not change, the one
// that the tests of the other chat platform use too.
func frozenEngine(t *testing.T) *answer.Engine {
	t.Helper()
	a, err := txtar.ParseFile("../telegram/testdata/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	c, err := knowledge.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return answer.New(c, index.Build(c), locale.Languages)
}

// operator is the one person who may use the operators' commands.
const operator = "110000000000000501"

// realBot is the bot as people meet it.
func realBot(e *answer.Engine, memory bots.Memory) *bots.Bot {
	return bots.New(bots.Options{Engine: e, Memory: memory, PublicURL: "https://idm.example.org", Today: today,
		Admins: []bots.Owner{{Platform: "discord", ID: operator}},
		Status: func(bots.Context) []string { return []string{"all is well"} }})
}

func today(c *knowledge.Corpus, now time.Time) (*knowledge.Entry, string) { return daily.Today(c, now) }

// withBot connects the adapter to what it needs of a bot.
func withBot(b *bots.Bot) func(*discord.Config, *discord.Deps) {
	return func(_ *discord.Config, d *discord.Deps) {
		d.Commands, d.Suggest, d.Memory = b.Commands(), b, b.Memory()
	}
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (run the test with -update if this is meant):\n%s", name, diff)
	}
}
