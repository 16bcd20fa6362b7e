package discord

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// discordgo's own connection cannot be used here. After an invalid session it
// identifies at once, and again, hundreds of times; it notices a dead
// connection after five heartbeats, closes it so that the session is lost,
// and connects to another address than that for resuming; it tries again for
// ever where Discord will never let it in, and it waits for ever where nothing
// comes. None of that can be set. Its types for what goes over the wire are
// used, the connection is our own.

const (
	// helloTime is how long a new connection may take to greet, readyTime to
	// be ready after that: events of large bots take a while to gather.
	helloTime = 5 * time.Second
	readyTime = 20 * time.Second
	// ackTime is how long a heartbeat may stay without an answer, if that is
	// less than until the next one.
	ackTime = 15 * time.Second
	// writeTime bounds a write to a peer that reads no more.
	writeTime = 10 * time.Second
	// maxEvent bounds one event; a large guild has some MiB.
	maxEvent = 64 << 20
	// closeToResume is a code that does not end the session; 1000 and 1001 do.
	closeToResume = 4000
	// quickTries are how many times in quickWindow a session is resumed
	// without a pause. For those who ask just now, 3 s are all.
	quickTries  = 10
	quickWindow = time.Minute
)

// Opcodes
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes).
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// intents are what is asked for: where the bot is, and mentions and direct
// messages. None is privileged.
const intents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentDirectMessages

// shard keeps one connection to the gateway, and its session across
// connections.
type shard struct {
	a      *Adapter
	r      *receiver
	id, of int
	turns  *turnstile
	first  string // the address for a new session

	session string // empty if there is none to resume
	address string // for resuming it
	seq     atomic.Int64
	// sound is set once the connection of now has a session.
	sound atomic.Bool
}

// packet is a message of the gateway.
type packet struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// out is a message to the gateway.
type out struct {
	Op   int `json:"op"`
	Data any `json:"d"`
}

// errAgain is why a connection ends that Discord asked to end.
var errAgain = errors.New("asked to connect again")

// run connects again and again until ctx ends; then it returns nil. It returns
// an error if that is in vain.
func (s *shard) run(ctx context.Context) error {
	var quick []time.Time
	for tries := 0; ctx.Err() == nil; {
		s.sound.Store(false)
		err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if code, ok := closeCode(err); ok {
			if remedy, fatal := fatalCloses[code]; fatal {
				return &fatalError{code, remedy}
			}
			if code == 4007 || code == 4009 {
				s.forget()
			}
		}
		s.a.log.WarnContext(ctx, "discord: the gateway's connection ended", "shard", s.id, "resume", s.session != "", "error", err)
		now := s.a.clock()
		for len(quick) > 0 && now.Sub(quick[0]) > quickWindow {
			quick = quick[1:]
		}
		if s.sound.Load() {
			tries = 0
			if s.session != "" && len(quick) < quickTries {
				quick = append(quick, now)
				continue
			}
		}
		if sleep(ctx, s.a.pause(tries)) != nil {
			return nil
		}
		tries++
	}
	return nil
}

func (s *shard) forget() {
	s.session, s.address = "", ""
	s.seq.Store(0)
}

// closeCode is the code with which the other side closed.
func closeCode(err error) (int, bool) {
	closed, ok := errors.AsType[*websocket.CloseError](err)
	if !ok {
		return 0, false
	}
	return closed.Code, true
}

// link is one connection.
type link struct {
	ws    *websocket.Conn
	write sync.Mutex
	// acked is false between a heartbeat and its answer.
	acked atomic.Bool
}

func (l *link) send(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	l.write.Lock()
	defer l.write.Unlock()
	_ = l.ws.SetWriteDeadline(time.Now().Add(writeTime)) // an error comes from the write as well
	return l.ws.WriteMessage(websocket.TextMessage, data)
}

// end closes the connection with a code. Whoever reads gets an error.
func (l *link) end(code int) {
	l.write.Lock()
	defer l.write.Unlock()
	_ = l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = l.ws.Close()
}

// connect makes a connection and reads it until it ends.
func (s *shard) connect(ctx context.Context) error {
	if s.session == "" {
		if err := s.turns.enter(ctx, s.id); err != nil {
			return err
		}
	}
	l, err := s.dial(ctx)
	if err != nil {
		return err
	}
	defer l.ws.Close()
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(ended)
		l.end(websocket.CloseNormalClosure)
	})
	defer func() {
		if !stop() {
			<-ended
		}
	}()
	_ = l.ws.SetReadDeadline(time.Now().Add(helloTime))
	var hello packet
	if err := s.read(l, &hello); err != nil {
		return err
	}
	var greeting struct {
		Interval int64 `json:"heartbeat_interval"`
	}
	if hello.Op != opHello || json.Unmarshal(hello.Data, &greeting) != nil || greeting.Interval <= 0 {
		l.end(closeToResume)
		return errors.New("the gateway did not greet")
	}
	_ = l.ws.SetReadDeadline(time.Now().Add(readyTime))
	if err := s.introduce(l); err != nil {
		return err
	}
	beats, cancel := context.WithCancel(ctx)
	var beating sync.WaitGroup
	beating.Go(func() { s.beat(beats, l, time.Duration(greeting.Interval)*time.Millisecond) })
	defer beating.Wait()
	defer cancel()
	return s.listen(ctx, l)
}

func (s *shard) dial(ctx context.Context) (*link, error) {
	raw := s.first
	if s.session != "" && s.address != "" {
		raw = s.address
	}
	address, err := socketAddress(raw)
	if err != nil {
		return nil, err
	}
	d := websocket.Dialer{NetDialContext: s.a.deps.Dial, Proxy: http.ProxyFromEnvironment, HandshakeTimeout: helloTime}
	ws, resp, err := d.DialContext(ctx, address, http.Header{"User-Agent": {userAgent}})
	if err != nil {
		if s.address != "" {
			s.address = "" // perhaps the other one answers
		}
		return nil, err
	}
	_ = resp.Body.Close() // of an upgrade, empty
	ws.SetReadLimit(maxEvent)
	ws.SetCloseHandler(func(int, string) error { return nil })
	l := &link{ws: ws}
	l.acked.Store(true)
	return l, nil
}

// introduce identifies, or resumes the session.
func (s *shard) introduce(l *link) error {
	if s.session != "" {
		return l.send(out{opResume, map[string]any{
			"token": s.a.client.session.Token, "session_id": s.session, "seq": s.seq.Load(),
		}})
	}
	return l.send(out{opIdentify, map[string]any{
		"token": s.a.client.session.Token, "intents": intents, "shard": [2]int{s.id, s.of}, "large_threshold": 50,
		"properties": discordgo.IdentifyProperties{OS: runtime.GOOS, Browser: "idmbot", Device: "idmbot"},
	}})
}

func (s *shard) read(l *link, p *packet) error {
	_, data, err := l.ws.ReadMessage()
	if err != nil {
		return err
	}
	return json.Unmarshal(data, p)
}

// listen reads until the connection ends, and returns why.
func (s *shard) listen(ctx context.Context, l *link) error {
	for {
		var p packet
		if err := s.read(l, &p); err != nil {
			var timeout net.Error
			if errors.As(err, &timeout) && timeout.Timeout() {
				l.end(closeToResume)
			}
			return err
		}
		switch p.Op {
		case opDispatch:
			s.event(ctx, l, p)
			if p.Seq > 0 {
				s.seq.Store(p.Seq)
			}
		case opHeartbeat:
			if err := l.send(out{opHeartbeat, s.sequence()}); err != nil {
				return err
			}
		case opAck:
			l.acked.Store(true)
		case opReconnect:
			l.end(closeToResume)
			return errAgain
		case opInvalid:
			return s.invalid(ctx, l, p)
		}
	}
}

// invalid gives the session up, unless it may be resumed. Before a new one,
// Discord wants a pause of 1 to 5 s
// (https://discord.com/developers/docs/events/gateway#invalid-session).
func (s *shard) invalid(ctx context.Context, l *link, p packet) error {
	var resumable bool
	_ = json.Unmarshal(p.Data, &resumable) // anything else means no
	l.end(closeToResume)
	if !resumable {
		s.forget()
	}
	pause := time.Second + time.Duration(s.a.deps.Jitter()*float64(4*time.Second))
	if err := sleep(ctx, pause); err != nil {
		return err
	}
	return errors.New("the session is invalid")
}

// sequence is what a heartbeat carries: null before the first event.
func (s *shard) sequence() any {
	if n := s.seq.Load(); n > 0 {
		return n
	}
	return nil
}

// beat sends heartbeats. One without an answer means that the connection is
// dead, although nothing says so: it is closed, to be resumed.
func (s *shard) beat(ctx context.Context, l *link, every time.Duration) {
	wait := time.Duration(s.a.deps.Jitter() * float64(every))
	for sleep(ctx, wait) == nil {
		l.acked.Store(false)
		if l.send(out{opHeartbeat, s.sequence()}) != nil {
			_ = l.ws.Close()
			return
		}
		patience := min(every, ackTime)
		if sleep(ctx, patience) != nil {
			return
		}
		if !l.acked.Load() {
			s.a.log.WarnContext(ctx, "discord: the gateway does not answer heartbeats", "shard", s.id)
			l.end(closeToResume)
			return
		}
		wait = every - patience
	}
}
