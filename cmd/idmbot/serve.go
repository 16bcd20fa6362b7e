package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/idmbot/idmbot/adapters/web"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
)

// shutdownTime bounds the end of serve: answers under way are finished, then
// everything is cancelled. Process managers kill after 30 seconds or more.
const shutdownTime = 10 * time.Second

func newServe() *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Everything that is configured, in one process; the web always",
		Long: `Starts everything that is configured in one process: the web always, Telegram
and Discord when their token is set. Needs no setting.`,
		Args: atMost(0),
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := loadSettings()
			if err != nil {
				return err
			}
			return serve(c.Context(), s, c.ErrOrStderr())
		},
	}
}

// part is one long-lived thing that serve runs.
type part struct {
	name string
	// state is what the start screen says of it.
	state string
	// run works until its context ends; nil for what is off.
	run func(ctx context.Context) error
	// vital parts end the program if they fail; others are reported and the
	// rest goes on.
	vital bool
}

// serve starts all parts and waits for the end of ctx, or for a vital part to
// fail.
func serve(ctx context.Context, s settings, errOut io.Writer) error {
	log := newLogger(s, errOut)
	engine, err := openEngine(s.Knowledge, errOut)
	if err != nil {
		return err
	}
	keep, err := openStorage(ctx, s, log)
	if err != nil {
		return err
	}
	defer keep.close()
	admins, _ := s.admins() // checked by the settings
	daily := newDigests(s, keep.store, admins, log)
	outside := newServices(s, true, log)
	outside.connectNearness(s, keep.store, log)
	status := func(ctx context.Context) []string { return append(daily.status(ctx), outside.status()...) }
	bot := bots.New(bots.Options{Engine: engine, Log: log, PublicURL: s.PublicURL, Admins: admins, Memory: keep.memory,
		Today: today, Extensions: daily.extensions(), Status: status, Summaries: outside.summaries, Nearness: outside.near()})
	if daily != nil {
		daily.bot = bot
	}
	parts, err := connect(ctx, s, bot, keep, daily, outside, log)
	if err != nil {
		return err
	}
	thrifty()
	tidyHeap()
	startScreen(errOut, s, engine, parts)
	return runParts(ctx, parts, log)
}

// connect opens the listeners and makes the parts; nothing runs yet.
func connect(ctx context.Context, s settings, bot *bots.Bot, keep storage, daily *digests, outside services, log *slog.Logger) ([]part, error) {
	var chats []part
	var adapters []bots.Adapter
	mount := map[string]http.Handler{}
	for _, p := range platforms {
		l, off, err := p.connect(s, bot, keep.inbox, log)
		switch {
		case err != nil:
			return nil, err
		case off != "":
			chats = append(chats, part{name: p.name, state: "off: " + off})
			continue
		}
		maps.Copy(mount, l.mount)
		adapters = append(adapters, l.adapter)
		chats = append(chats, part{name: p.name, state: l.state,
			run: func(ctx context.Context) error { return l.adapter.Run(ctx, bot) }})
	}
	public := s.PublicURL
	if public == "" {
		public = "http://" + s.HTTPAddr
	}
	server, err := web.New(web.Config{Addr: s.HTTPAddr, PublicURL: public}, web.Deps{Bot: bot, Today: today, Log: log, Mount: mount})
	if err != nil {
		return nil, fmt.Errorf("prepare the web: %w", err)
	}
	listener, err := server.Listen()
	if err != nil {
		return nil, &settingError{"IDMBOT_HTTP_ADDR", err.Error(), "127.0.0.1:8081"}
	}
	ops, err := newOps(ctx, s.OpsAddr, bot, outside.book)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	parts := []part{
		{name: "Web", state: "http://" + listener.Addr().String(), vital: true,
			run: func(ctx context.Context) error { return server.Serve(ctx, listener) }},
		{name: "Operations", state: "http://" + ops.listener.Addr().String() + " (health, metrics; keep it private)", run: ops.serve},
	}
	parts = append(append(parts, chats...), daily.part(adapters), part{name: "Storage", state: keep.state})
	parts = append(parts, outside.parts(s, keep.store, bot, log)...)
	if s.Knowledge != "" {
		parts = append(parts, part{name: "Reload", state: "watching " + s.Knowledge,
			run: func(ctx context.Context) error { return watchKnowledge(ctx, s.Knowledge, bot, log) }})
	}
	return parts, nil
}

// startScreen says in one screen what runs where, and what is off and why.
func startScreen(w io.Writer, s settings, e *answer.Engine, parts []part) {
	c := e.Corpus()
	fmt.Fprintf(w, "idmbot %s – key messages of the International Dialogue on Migration\n\n", version)
	for _, p := range parts {
		fmt.Fprintf(w, "  %-11s %s\n", p.name, p.state)
	}
	knowledge := "built in"
	if s.Knowledge != "" {
		knowledge = s.Knowledge
	}
	fmt.Fprintf(w, "  %-11s %d entries, %s, version %s\n", "Knowledge", len(c.Entries), knowledge, bots.ShortVersion(c.Version))
	fmt.Fprintf(w, "\nSettings are described in .env.example; \"idmbot doctor\" checks them. Ctrl-C ends.\n\n")
}

// runParts runs all parts until ctx ends or a vital one fails, and then waits
// a bounded time for all to end.
func runParts(ctx context.Context, parts []part, log *slog.Logger) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for _, p := range parts {
		if p.run == nil {
			continue
		}
		wg.Go(func() {
			err := p.run(ctx)
			if err == nil || errors.Is(err, context.Canceled) {
				return
			}
			log.Error("a part of the program stopped", "part", strings.ToLower(p.name), "err", err)
			if p.vital {
				mu.Lock()
				failed = fmt.Errorf("%s: %w", strings.ToLower(p.name), err)
				mu.Unlock()
				cancel()
			}
		})
	}
	<-ctx.Done()
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(shutdownTime):
		log.Warn("not everything ended in time", "seconds", shutdownTime.Seconds())
	}
	mu.Lock()
	defer mu.Unlock()
	return failed
}

// listen opens a TCP listener; a port in use gives a line with the remedy.
func listen(ctx context.Context, variable, addr, example string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, &settingError{variable, listenProblem(addr, err), example}
	}
	return l, nil
}
