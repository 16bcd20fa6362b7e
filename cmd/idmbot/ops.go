package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/costs"
)

// ops serves health, metrics and profiles to operators. It is never public.
type ops struct {
	listener net.Listener
	server   *http.Server
}

// newOps opens the operators' address.
func newOps(ctx context.Context, addr string, bot *bots.Bot, book *costs.Book) (*ops, error) {
	l, err := listen(ctx, "IDMBOT_OPS_ADDR", addr, "127.0.0.1:9091")
	if err != nil {
		return nil, err
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "idmbot_knowledge_entries", Help: "Entries of the knowledge in force."},
			func() float64 { return float64(len(bot.Engine().Corpus().Entries)) }), bookCollector{book})
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("ok\n"))
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		c := bot.Engine().Corpus()
		_ = json.NewEncoder(w).Encode(map[string]any{"ready": true, "entries": len(c.Entries), "knowledge_version": c.Version})
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return &ops{l, &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}}, nil
}

func (o *ops) serve(ctx context.Context) error {
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		stopped <- errors.Join(o.server.Shutdown(end), o.server.Close())
	}()
	if err := o.server.Serve(o.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve operations: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop operations: %w", err)
	}
	return nil
}

// listenProblem says in words why an address cannot be used.
func listenProblem(addr string, err error) string {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return addr + " is in use by another program; choose another port, or end that program"
	case errors.Is(err, syscall.EACCES):
		return "this user may not use " + addr + "; choose a port above 1023"
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return addr + " is not an address of this machine"
	}
	return "cannot listen on " + addr
}
