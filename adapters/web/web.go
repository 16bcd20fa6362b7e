package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"syscall"
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
	// PublicURL is where people reach it, without a slash at the end.
	PublicURL string
}

// Deps are what the web works with.
type Deps struct {
	Bot *bots.Bot
	// Today chooses the message of a day and says why.
	Today func(*knowledge.Corpus, time.Time) (*knowledge.Entry, string)
	// Mount are further handlers by pattern, such as webhooks.
	Mount map[string]http.Handler
	Clock func() time.Time
	Log   *slog.Logger
}

// Server is the web.
type Server struct {
	cfg     Config
	deps    Deps
	pages   *template.Template
	handler http.Handler
}

// New prepares the web; it does not listen yet.
func New(cfg Config, deps Deps) (*Server, error) {
	if deps.Clock == nil {
		deps.Clock = time.Now
	}
	if deps.Log == nil {
		deps.Log = slog.New(slog.DiscardHandler)
	}
	cfg.PublicURL = strings.TrimRight(cfg.PublicURL, "/")
	pages, err := parsePages()
	if err != nil {
		return nil, fmt.Errorf("read the page templates: %w", err)
	}
	s := &Server{cfg: cfg, deps: deps, pages: pages}
	s.handler = s.routes()
	return s, nil
}

// Handler is the web as a handler, for tests and for other servers.
func (s *Server) Handler() http.Handler { return s.handler }

// ErrInUse is returned by Listen where another program holds the address.
var ErrInUse = errors.New("the address is in use by another program; choose another port, or end that program")

// Listen opens the address. Its errors are one line with the remedy.
func (s *Server) Listen() (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", s.cfg.Addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s: %w", s.cfg.Addr, ErrInUse)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s may not be used by this user; choose a port above 1023", s.cfg.Addr)
	}
	return nil, fmt.Errorf("cannot listen on %s", s.cfg.Addr)
}

const (
	// headerTime and bodyTime are generous for slow telephones and still end
	// connections that only hold on.
	headerTime = 10 * time.Second
	bodyTime   = 30 * time.Second
	idleTime   = 2 * time.Minute
	maxHeader  = 32 << 10
	// graceTime bounds how long answers under way may take at the end.
	graceTime = 5 * time.Second
)

// Serve answers requests until ctx ends, then lets those under way finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: s.handler, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime,
		WriteTimeout: bodyTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug)}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
		defer cancel()
		err := server.Shutdown(end)
		stopped <- errors.Join(err, server.Close())
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the web: %w", err)
	}
	return <-stopped
}
