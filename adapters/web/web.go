package web

import (
	"crypto/rand"
	"errors"
	"fmt"
	"html/template"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/knowledge"
)

// Platform is the adapter's name in messages.
const Platform bots.Platform = "web"

// Config is what the web needs to know.
type Config struct {
	// Addr is the address to listen on, host:port.
	Addr string
	// PublicURL is where people reach it; a slash at its end does not matter.
	PublicURL string
}

// Deps are what the web works with. Only Bot is required.
type Deps struct {
	Bot *bots.Bot
	// Today chooses the message of a day and says why; nil leaves the message
	// of the day out and the feeds empty.
	Today func(*knowledge.Corpus, time.Time) (*knowledge.Entry, string)
	// Mount are further handlers by pattern, such as webhooks. They are served
	// outside the limits of the pages, since their callers have their own.
	Mount map[string]http.Handler
	Clock func() time.Time
	// Random makes the names of conversations; nil means crypto/rand.
	Random io.Reader
	Log    *slog.Logger
}

// Server is the web.
type Server struct {
	cfg     Config
	deps    Deps
	words   words
	pages   *template.Template
	assets  assets
	handler http.Handler
}

// ErrNoBot is returned by New where there is nobody to answer.
var ErrNoBot = errors.New("web: no bot given")

// New prepares the web; it does not listen yet.
func New(cfg Config, deps Deps) (*Server, error) {
	if deps.Bot == nil {
		return nil, ErrNoBot
	}
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	if deps.Random == nil {
		deps.Random = rand.Reader
	}
	if deps.Log == nil {
		deps.Log = slog.New(slog.DiscardHandler)
	}
	cfg.PublicURL = strings.TrimRight(cfg.PublicURL, "/")
	s := &Server{cfg: cfg, deps: deps}
	var err error
	if s.words, err = readWords(); err != nil {
		return nil, err
	}
	if s.assets, err = readAssets(); err != nil {
		return nil, fmt.Errorf("read the files of the pages: %w", err)
	}
	if s.pages, err = s.parsePages(); err != nil {
		return nil, fmt.Errorf("read the page templates: %w", err)
	}
	s.handler = s.routes()
	return s, nil
}

// Handler is the web as a handler, for tests and for other servers.
func (s *Server) Handler() http.Handler { return s.handler }
