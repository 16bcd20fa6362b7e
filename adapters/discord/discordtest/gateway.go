package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
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

// conn is one connection.
type conn struct {
	s      *Server
	ws     *websocket.Conn
	host   string
	proper bool // it came to the resume address
	// The rest is guarded by the server's mu.
	queue   []frame
	wake    chan struct{} // capacity 1
	done    chan struct{}
	ended   bool
	deaf    bool
	session *session
	beat    *time.Timer
	lately  []time.Time
}

// frame is a payload, or the end.
type frame struct {
	data []byte
	code int
}

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

// payload is a message on the gateway.
type payload struct {
	Op       int    `json:"op"`
	Data     any    `json:"d"`
	Sequence *int64 `json:"s"`
	Type     string `json:"t,omitempty"`
}

// push queues a payload; the caller holds mu.
func (c *conn) push(p payload) {
	data, err := json.Marshal(p)
	if err != nil {
		panic(err)
	}
	c.enqueue(frame{data: data})
}

func (c *conn) enqueue(f frame) {
	if c.ended {
		return
	}
	c.queue = append(c.queue, f)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

// end closes the connection with a code after what is queued; the caller
// holds mu.
func (c *conn) end(code int) {
	c.enqueue(frame{code: code})
	c.leave()
}

// leave parts the connection from its session.
func (c *conn) leave() {
	if c.session != nil && c.session.conn == c {
		c.session.conn = nil
	}
	c.session = nil
}

// writeTime bounds a write to a peer that reads no more.
const writeTime = 5 * time.Second

func (c *conn) write() {
	defer c.ws.Close()
	for {
		select {
		case <-c.wake:
		case <-c.done:
			return
		}
		c.s.mu.Lock()
		frames := c.queue
		c.queue = nil
		c.s.mu.Unlock()
		for _, f := range frames {
			deadline := time.Now().Add(writeTime)
			if f.code != 0 {
				_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(f.code, closeText(f.code)), deadline)
				return
			}
			_ = c.ws.SetWriteDeadline(deadline)
			if c.ws.WriteMessage(websocket.TextMessage, f.data) != nil {
				return
			}
		}
	}
}

func closeText(code int) string {
	return map[int]string{closeToken: "Authentication failed.", closeIntentsDenied: "Disallowed intent(s).",
		closeIntents: "Invalid intent(s).", closeShard: "Invalid shard.", closeTimeout: "Session timed out."}[code]
}

// missed ends a connection without heartbeats.
func (c *conn) missed() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if !c.ended && c.session != nil && !c.deaf {
		c.s.violation("gateway: no heartbeat for one and a half intervals")
		c.end(closeTimeout)
	}
}

func (c *conn) read() {
	code := websocket.CloseAbnormalClosure
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				code = closed.Code
				c.farewell()
			}
			break
		}
		c.s.mu.Lock()
		c.receive(data)
		c.s.wake()
		c.s.mu.Unlock()
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	c.beat.Stop()
	c.ended = true
	close(c.done)
	// These two end the session, all others leave it to be resumed.
	if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
		if c.session != nil {
			delete(s.gateway.sessions, c.session.id)
		}
	}
	c.leave()
	s.gateway.conns = slices.DeleteFunc(s.gateway.conns, func(o *conn) bool { return o == c })
	s.wake()
}

// farewellTime is how long the bot may take to hang up after its close frame.
// discordgo sleeps for a second meanwhile, holding a lock that its reader
// wants: inside a synctest bubble an earlier end would block that for ever.
const farewellTime = 1500 * time.Millisecond

// farewell waits until the bot hangs up, or answers its close frame.
func (c *conn) farewell() {
	under := c.ws.UnderlyingConn()
	_ = under.SetReadDeadline(time.Now().Add(farewellTime))
	for buf := make([]byte, 512); ; {
		if _, err := under.Read(buf); err != nil {
			if errors.Is(err, os.ErrDeadlineExceeded) {
				end := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
				_ = c.ws.WriteControl(websocket.CloseMessage, end, time.Now().Add(writeTime))
			}
			return
		}
	}
}

// receive handles a payload of the bot; the caller holds mu.
func (c *conn) receive(data []byte) {
	var p struct {
		Op   *int            `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	now := c.s.o.Clock()
	c.lately = slices.DeleteFunc(c.lately, func(t time.Time) bool { return now.Sub(t) >= time.Minute })
	c.lately = append(c.lately, now)
	switch {
	case len(c.lately) > payloadsAMinute:
		c.s.violation("gateway: more than %d payloads in a minute", payloadsAMinute)
		c.end(closeRate)
		return
	case len(data) > maxPayload || json.Unmarshal(data, &p) != nil || p.Op == nil:
		c.s.violation("gateway: a payload that is too large or no JSON")
		c.end(closeDecode)
		return
	}
	switch *p.Op {
	case opHeartbeat:
		c.heartbeat(p.Data)
	case opIdentify:
		c.identify(p.Data)
	case opResume:
		c.resume(p.Data)
	case opPresence, opVoice, opMembers:
		if c.session == nil {
			c.end(closeNotIdentified)
		}
	default:
		c.s.violation("gateway: unknown opcode %d", *p.Op)
		c.end(closeUnknownOp)
	}
}

func (c *conn) heartbeat(data json.RawMessage) {
	c.beat.Reset(c.s.o.Heartbeat + c.s.o.Heartbeat/2)
	if c.deaf {
		return
	}
	var seq *int64
	_ = json.Unmarshal(data, &seq)
	if c.session != nil && seq != nil {
		c.session.confirmed(*seq)
	}
	c.push(payload{Op: opAck})
}
