package discordtest

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
)

// Transport reaches the REST part without connections: the quickest way, and
// one that works in a synctest bubble.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s *Server }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if trace := httptrace.ContextClientTrace(req.Context()); trace != nil {
		if trace.WroteHeaders != nil {
			trace.WroteHeaders()
		}
		if trace.WroteRequest != nil {
			trace.WroteRequest(httptrace.WroteRequestInfo{})
		}
	}
	in := req.Clone(req.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	if in.Host == "" {
		in.Host = in.URL.Host
	}
	if in.Header.Get("User-Agent") == "" {
		in.Header.Set("User-Agent", "Go-http-client/1.1")
	}
	w := httptest.NewRecorder()
	done := make(chan bool, 1)
	go func() {
		defer func() { done <- recover() != nil }()
		t.s.ServeHTTP(w, in)
	}()
	select {
	case <-req.Context().Done():
		<-done
		return nil, req.Context().Err()
	case dropped := <-done:
		if dropped {
			return nil, io.ErrUnexpectedEOF
		}
	}
	resp := w.Result()
	resp.Request = req
	return resp, nil
}

// Dial connects to the server in memory, whatever the address: for
// http.Transport.DialContext and websocket.Dialer.NetDialContext. It works in
// a synctest bubble, with "http" and "ws" addresses. Close ends it.
func (s *Server) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	l := s.listen()
	client, server := net.Pipe()
	select {
	case l.incoming <- server:
		return client, nil
	case <-l.done:
	case <-ctx.Done():
	}
	_, _ = client.Close(), server.Close()
	return nil, net.ErrClosed
}

func (s *Server) listen() *listening {
	l := &s.listening
	l.once.Do(func() {
		l.incoming, l.done = make(chan net.Conn), make(chan struct{})
		l.server = &http.Server{Handler: s}
		go func() { _ = l.server.Serve(memory{l}) }()
	})
	return l
}

// memory is the listener of Dial.
type memory struct{ l *listening }

// Accept implements net.Listener.
func (m memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.l.incoming:
		return c, nil
	case <-m.l.done:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (m memory) Close() error { return nil }

// Addr implements net.Listener.
func (m memory) Addr() net.Addr { return &net.IPAddr{} }

// Close drops all connections. The server cannot be dialled afterwards.
func (s *Server) Close() {
	l := s.listen()
	s.mu.Lock()
	select {
	case <-l.done:
	default:
		close(l.done)
	}
	s.mu.Unlock()
	s.Drop()
	_ = l.server.Close()
}
