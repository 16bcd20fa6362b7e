package discordtest

import "time"

// Connected is how many connections have a session.
func (s *Server) Connected() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, c := range s.gateway.conns {
		if c.session != nil {
			n++
		}
	}
	return n
}

// Connections is how many connections were ever made.
func (s *Server) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateway.made
}

// Identifies are the moments of all identifies, Resumes all resumed sessions.
func (s *Server) Identifies() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]time.Time(nil), s.gateway.identifies...)
}

// Resumes are all resumed sessions.
func (s *Server) Resumes() []Resume {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Resume(nil), s.gateway.resumes...)
}

// each calls do for the connections of now, with mu.
func (s *Server) each(do func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range append([]*conn(nil), s.gateway.conns...) {
		do(c)
	}
	s.wake()
}

// Zombie makes the connections of now look alive but do nothing: no
// acknowledged heartbeats, no events. What happens meanwhile is kept for a
// resume.
func (s *Server) Zombie() { s.each(func(c *conn) { c.deaf = true }) }

// Drop cuts all connections without a close frame.
func (s *Server) Drop() {
	s.each(func(c *conn) {
		c.leave()
		_ = c.ws.UnderlyingConn().Close()
	})
}

// AskReconnect asks all connections to reconnect and resume (opcode 7).
func (s *Server) AskReconnect() { s.each(func(c *conn) { c.push(payload{Op: opReconnect}) }) }

// AskHeartbeat asks all connections for a heartbeat at once (opcode 1).
func (s *Server) AskHeartbeat() { s.each(func(c *conn) { c.push(payload{Op: opHeartbeat}) }) }

// Invalidate tells all connections that their session is invalid (opcode 9).
// Only a resumable one can be resumed.
func (s *Server) Invalidate(resumable bool) {
	s.each(func(c *conn) {
		if !resumable && c.session != nil {
			delete(s.gateway.sessions, c.session.id)
		}
		c.leave()
		c.push(payload{Op: opInvalid, Data: resumable})
	})
}

// Forget forgets all sessions without a word: a later resume is refused with
// an invalid session.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.gateway.sessions)
}

// CloseWith closes all connections with a code. Their sessions can be resumed,
// except after 4007 and 4009.
func (s *Server) CloseWith(code int) {
	s.each(func(c *conn) {
		if c.session != nil && (code == closeSequence || code == closeTimeout) {
			delete(s.gateway.sessions, c.session.id)
		}
		c.end(code)
	})
}

// Refuse closes all connections with a code, and each that identifies or
// resumes later: as with a token that was reset (4004) or an intent that was
// taken away (4014). 0 lifts it.
func (s *Server) Refuse(code int) {
	s.mu.Lock()
	s.gateway.refused = code
	s.mu.Unlock()
	if code != 0 {
		s.CloseWith(code)
	}
}

// Mute lets the next n connections wait for HELLO in vain.
func (s *Server) Mute(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gateway.mute = n
}
