package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"
)

// ErrInUse is returned by Listen where another program holds the address; the
// error is also a syscall.EADDRINUSE.
var ErrInUse = errors.New("the address is in use by another program; choose another port, or end that program")

// listenError is one line with the remedy; the system's own error stays
// underneath, to be matched by type.
type listenError struct {
	text   string
	causes []error
}

func (e *listenError) Error() string   { return e.text }
func (e *listenError) Unwrap() []error { return e.causes }

// Listen opens the address. Its errors are one line with the remedy.
func (s *Server) Listen() (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", s.cfg.Addr)
	switch {
	case err == nil:
		return l, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, &listenError{s.cfg.Addr + ": " + ErrInUse.Error(), []error{ErrInUse, err}}
	case errors.Is(err, syscall.EACCES):
		return nil, &listenError{s.cfg.Addr + " may not be used by this user; choose a port above 1023", []error{err}}
	}
	return nil, &listenError{"cannot listen on " + s.cfg.Addr + "; give an address of this machine as host:port", []error{err}}
}

const (
	// headerTime, bodyTime and idleTime are generous for slow telephones and
	// still end connections that only hold on.
	headerTime = 10 * time.Second
	bodyTime   = 30 * time.Second
	idleTime   = 2 * time.Minute
	// maxHeader bounds the head of a request, in bytes.
	maxHeader = 32 << 10
	// graceTime bounds how long answers under way may take at the end.
	graceTime = 5 * time.Second
)

// Serve answers requests until ctx ends, then lets those under way finish for
// a few seconds. It returns nil after such an end; it may be called once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{
		Handler: s.handler, ReadHeaderTimeout: headerTime, ReadTimeout: bodyTime, WriteTimeout: bodyTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader,
		// The server's own lines name the addresses of people.
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug),
	}
	ended, cancel := context.WithCancel(ctx)
	defer cancel()
	stopped := make(chan error, 1)
	go func() {
		<-ended.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
		defer cancel()
		err := server.Shutdown(end)
		if errors.Is(err, context.DeadlineExceeded) {
			err = nil // cut off after the grace, as promised
		}
		stopped <- errors.Join(err, server.Close())
	}()
	err := server.Serve(l)
	cancel()
	if stop := <-stopped; errors.Is(err, http.ErrServerClosed) {
		return stop
	}
	return fmt.Errorf("serve the web: %w", err)
}
