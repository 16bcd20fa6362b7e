package web_test

import (
	"log/slog"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/web"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/daily"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// noon is the time of all tests: nothing on a page depends on when they run.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

var engine = sync.OnceValue(func() *answer.Engine {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		panic(err)
	}
	return answer.New(c, index.Build(c), locale.Languages)
})

// newServer is the web over the real bot and corpus.
func newServer(t testing.TB, addr string) *web.Server {
	t.Helper()
	bot := bots.New(bots.Options{Engine: engine(), Today: daily.Today, Clock: clock})
	s, err := web.New(web.Config{Addr: addr, PublicURL: "https://idm.example.org"},
		web.Deps{Bot: bot, Today: daily.Today, Clock: clock, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// running starts the web on a free port of this machine.
func running(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(newServer(t, "127.0.0.1:0").Handler())
	t.Cleanup(s.Close)
	return s.URL
}
