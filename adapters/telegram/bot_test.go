package telegram_test

import (
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// engine is that of the curated corpus; building it takes a moment.
var engine = sync.OnceValues(func() (*answer.Engine, error) {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		return nil, err
	}
	return answer.New(c, index.Build(c), locale.Languages), nil
})

// frozenEngine is that of the part of the corpus in testdata.
func frozenEngine(t *testing.T) *answer.Engine {
	t.Helper()
	a, err := txtar.ParseFile("testdata/corpus.txtar")
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

// realBot is the bot as people meet it.
func realBot(e *answer.Engine, memory bots.Memory) *bots.Bot {
	return bots.New(bots.Options{Engine: e, Memory: memory, PublicURL: "https://idm.example.org", Today: today,
		Admins: []bots.Owner{{Platform: "telegram", ID: "501"}}})
}

func today(c *knowledge.Corpus, now time.Time) (*knowledge.Entry, string) { return daily.Today(c, now) }

// withBot connects the adapter to what it needs of a bot.
func withBot(b *bots.Bot, memory bots.Memory) func(*telegram.Config, *telegram.Deps) {
	return func(_ *telegram.Config, d *telegram.Deps) {
		d.Commands = b.Commands()
		d.Inline = telegram.Entries{Bot: b, Memory: memory, Today: today}
		d.Admins = []bots.Owner{{Platform: "telegram", ID: "501"}}
		d.Profile = telegram.ProfileOf(locale.Languages)
	}
}
