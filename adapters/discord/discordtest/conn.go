package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"time"

	"github.com/gorilla/websocket"
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
	// packed is set if the bot asked for compressed payloads.
	packed bool
	beat   *time.Timer
	lately []time.Time
}

// frame is a payload, or the end.
type frame struct {
	data   []byte
	packed bool
	code   int
}

// packedFrom is the size from which payloads are compressed for bots that ask
// for it; Discord's own is not published.
const packedFrom = 1024

func pack(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Bytes()
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
	f.packed = c.packed && len(f.data) >= packedFrom
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
			kind, data := websocket.TextMessage, f.data
			if f.packed {
				kind, data = websocket.BinaryMessage, pack(data)
			}
			if c.ws.WriteMessage(kind, data) != nil {
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
	s := c.s
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				c.left(closed.Code)
				c.farewell()
			}
			break
		}
		s.mu.Lock()
		c.receive(data)
		s.wake()
		s.mu.Unlock()
	}
	c.left(websocket.CloseAbnormalClosure)
	s.mu.Lock()
	defer s.mu.Unlock()
	c.beat.Stop()
	c.ended = true
	close(c.done)
	s.gateway.conns = slices.DeleteFunc(s.gateway.conns, func(o *conn) bool { return o == c })
	s.wake()
}

// left parts the connection from its session, after the bot closed it. The
// codes 1000 and 1001 end the session, all others leave it to be resumed.
func (c *conn) left(code int) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.session != nil && (code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway) {
		delete(c.s.gateway.sessions, c.session.id)
	}
	c.leave()
	c.s.wake()
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
