package discordtest

import (
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// gateway is the state of all connections.
type gateway struct {
	sessions map[string]*session
	conns    []*conn
	made     int
	// identifies are the moments of identifies, resumes what was resumed.
	identifies []time.Time
	resumes    []Resume
	remaining  int
	refused    int // close code for every identify and resume
	mute       int // connections that get no HELLO
}

// Resume is a resumed session.
type Resume struct {
	At time.Time
	// Replayed is how many events were sent again.
	Replayed int
	// Proper is true if the address of READY's resume_gateway_url was used.
	Proper bool
}

// Opcodes and close codes
// (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway).
const (
	opDispatch = iota
	opHeartbeat
	opIdentify
	opPresence
	opVoice
	_
	opResume
	opReconnect
	opMembers
	opInvalid
	opHello
	opAck
)

const (
	closeUnknownOp       = 4001
	closeDecode          = 4002
	closeNotIdentified   = 4003
	closeToken           = 4004
	closeIdentified      = 4005
	closeSequence        = 4007
	closeRate            = 4008
	closeTimeout         = 4009
	closeShard           = 4010
	closeVersion         = 4012
	closeIntents         = 4013
	closeIntentsDenied   = 4014
	maxPayload           = 4096
	payloadsAMinute      = 120
	identifiesADay       = 1000
	identifyEvery        = 5 * time.Second
	intentGuilds         = 1 << 0
	intentMembers        = 1 << 1
	intentPresences      = 1 << 8
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	// IntentMessageContent is the privileged intent for the text of messages.
	IntentMessageContent = 1 << 15
	allIntents           = 1<<26 - 1
)

// resumePath is the path of resume_gateway_url.
const resumePath = "/resume/"

func (s *Server) getGateway(c *call) (any, *refusal) {
	return map[string]any{"url": "ws://" + c.host}, nil
}

func (s *Server) getGatewayBot(c *call) (any, *refusal) {
	return map[string]any{"url": "ws://" + c.host, "shards": s.o.Shards, "session_start_limit": map[string]any{
		"total": identifiesADay, "remaining": s.gateway.remaining, "reset_after": 86400000, "max_concurrency": 1}}, nil
}

func (s *Server) serveGateway(w http.ResponseWriter, req *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	ws.SetCloseHandler(func(int, string) error { return nil })
	c := &conn{s: s, ws: ws, host: req.Host, proper: req.URL.Path == resumePath,
		wake: make(chan struct{}, 1), done: make(chan struct{})}
	s.mu.Lock()
	s.gateway.conns = append(s.gateway.conns, c)
	s.gateway.made++
	c.beat = time.AfterFunc(s.o.Heartbeat+s.o.Heartbeat/2, c.missed)
	q := req.URL.Query()
	switch v := q.Get("v"); {
	case q.Get("encoding") != "json" || v != "9" && v != "10":
		c.end(closeVersion)
	case s.gateway.mute > 0:
		s.gateway.mute--
	default:
		c.push(payload{Op: opHello, Data: map[string]any{"heartbeat_interval": s.o.Heartbeat.Milliseconds()}})
	}
	s.wake()
	s.mu.Unlock()
	go c.write()
	c.read()
}
