package discordtest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// socket is a gateway client that does only what it is told.
type socket struct {
	t  *testing.T
	ws *websocket.Conn
}

type received struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

func connect(t *testing.T, s *Server, address string) *socket {
	t.Helper()
	d := websocket.Dialer{NetDialContext: s.Dial}
	ws, resp, err := d.DialContext(context.Background(), address+"?v=10&encoding=json", http.Header{})
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	t.Cleanup(func() { _ = ws.Close() })
	return &socket{t, ws}
}

func (c *socket) send(op int, data any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		c.t.Error(err)
	}
}

// next wants a payload with the opcode, and for events the type.
func (c *socket) next(op int, kind string) received {
	c.t.Helper()
	var r received
	if err := c.ws.ReadJSON(&r); err != nil {
		c.t.Fatalf("waiting for opcode %d %s: %v", op, kind, err)
	}
	if r.Op != op || r.Type != kind {
		c.t.Fatalf("opcode %d %s, want %d %s", r.Op, r.Type, op, kind)
	}
	return r
}

// closed wants the connection to be closed with the code, 1006 for none.
func (c *socket) closed(code int) {
	c.t.Helper()
	for {
		_, _, err := c.ws.ReadMessage()
		if err == nil {
			continue
		}
		var e *websocket.CloseError
		got := websocket.CloseAbnormalClosure
		if errors.As(err, &e) {
			got = e.Code
		}
		if got != code {
			c.t.Errorf("closed with %d, want %d", got, code)
		}
		return
	}
}

func identity(intents int) map[string]any {
	return map[string]any{"token": Token, "intents": intents, "properties": map[string]any{"os": "linux"}}
}

// enter identifies and reads up to the guild; it returns READY.
func enter(t *testing.T, s *Server) (*socket, welcome) {
	t.Helper()
	c := connect(t, s, "ws://discord.test/")
	c.next(opHello, "")
	c.send(opIdentify, identity(intentGuilds|intentGuildMessages|intentDirectMessages))
	ready := c.next(opDispatch, "READY")
	var w welcome
	if err := json.Unmarshal(ready.Data, &w); err != nil {
		t.Fatal(err)
	}
	c.next(opDispatch, "GUILD_CREATE")
	return c, w
}

type welcome struct {
	Session string `json:"session_id"`
	Resume  string `json:"resume_gateway_url"`
}

func bubble(t *testing.T, o Options, do func(t *testing.T, s *Server)) {
	synctest.Test(t, func(t *testing.T) {
		s := New(o)
		t.Cleanup(s.Close)
		do(t, s)
	})
}

// TestResumeReplays promises that what happened while a bot was away comes
// again, in order, once, from the sequence on that it names.
func TestResumeReplays(t *testing.T) {
	bubble(t, Options{Rates: true}, func(t *testing.T, s *Server) {
		c, w := enter(t, s)
		first := s.Slash(InGuild("111"), "ask")
		seen := c.next(opDispatch, "INTERACTION_CREATE")
		s.Drop()
		c.closed(websocket.CloseAbnormalClosure)
		second := s.Slash(InGuild("111"), "ask")
		c = connect(t, s, w.Resume)
		c.next(opHello, "")
		c.send(opResume, map[string]any{"token": "Bot " + Token, "session_id": w.Session, "seq": seen.Seq})
		again := c.next(opDispatch, "INTERACTION_CREATE")
		var got struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(again.Data, &got); err != nil || got.ID != second.ID || again.Seq != seen.Seq+1 {
			t.Errorf("replayed %s as %d, want %s", got.ID, again.Seq, second.ID)
		}
		c.next(opDispatch, "RESUMED")
		if r := s.Resumes(); len(r) != 1 || !r[0].Proper || r[0].Replayed != 1 {
			t.Errorf("resumes %+v", r)
		}
		if first.Wait().Type != 0 || first.Failure() == "" || len(s.Failures()) != 2 {
			t.Error("unanswered interactions are no failures")
		}
	})
}

// TestZombie promises a connection that looks alive, and a resume that loses
// nothing.
func TestZombie(t *testing.T) {
	bubble(t, Options{Heartbeat: 10 * time.Second}, func(t *testing.T, s *Server) {
		c, w := enter(t, s)
		c.send(opHeartbeat, 2)
		c.next(opAck, "")
		s.Zombie()
		s.Say(InDM("111"), "hello")
		c.send(opHeartbeat, 2)
		synctest.Wait()
		_ = c.ws.Close()
		c = connect(t, s, w.Resume)
		c.next(opHello, "")
		c.send(opResume, map[string]any{"token": Token, "session_id": w.Session, "seq": 2})
		c.next(opDispatch, "MESSAGE_CREATE")
		c.next(opDispatch, "RESUMED")
		c.send(opHeartbeat, 3)
		c.next(opAck, "")
		noViolations(t, s)
	})
}

// TestInvalidSessions promises opcode 9, and that a resume after it does what
// it said.
func TestInvalidSessions(t *testing.T) {
	bubble(t, Options{Rates: true}, func(t *testing.T, s *Server) {
		c, w := enter(t, s)
		s.Invalidate(true)
		if got := c.next(opInvalid, ""); string(got.Data) != "true" {
			t.Error(string(got.Data))
		}
		c.send(opResume, map[string]any{"token": Token, "session_id": w.Session, "seq": 2})
		c.next(opDispatch, "RESUMED")
		s.Invalidate(false)
		if got := c.next(opInvalid, ""); string(got.Data) != "false" {
			t.Error(string(got.Data))
		}
		c.send(opResume, map[string]any{"token": Token, "session_id": w.Session, "seq": 2})
		c.next(opInvalid, "")
		// One identify in 5 s: this is the second.
		c.send(opIdentify, identity(intentGuilds))
		c.next(opInvalid, "")
		violated(t, s, "two identifies within 5 s")
		time.Sleep(5 * time.Second)
		c.send(opIdentify, identity(intentGuilds))
		c.next(opDispatch, "READY")
		if n := len(s.Identifies()); n != 3 {
			t.Errorf("%d identifies", n)
		}
		noViolations(t, s)
	})
}

// TestClosing promises the close codes, and which of them end a session.
func TestClosing(t *testing.T) {
	bubble(t, Options{Heartbeat: 10 * time.Second}, func(t *testing.T, s *Server) {
		c, w := enter(t, s)
		s.AskReconnect()
		c.next(opReconnect, "")
		s.AskHeartbeat()
		c.next(opHeartbeat, "")
		s.CloseWith(4000)
		c.closed(4000)
		c = connect(t, s, w.Resume)
		c.next(opHello, "")
		c.send(opResume, map[string]any{"token": Token, "session_id": w.Session, "seq": 2})
		c.next(opDispatch, "RESUMED")
		// The bot itself leaves with 1000, which ends the session.
		_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
		c.closed(1000)
		c = connect(t, s, w.Resume)
		c.next(opHello, "")
		c.send(opResume, map[string]any{"token": Token, "session_id": w.Session, "seq": 2})
		c.next(opInvalid, "")
		s.Refuse(4014)
		c.closed(4014)
		c = connect(t, s, "ws://discord.test/")
		c.next(opHello, "")
		c.send(opIdentify, identity(intentGuilds))
		c.closed(4014)
		noViolations(t, s)
	})
}

// TestGatewayRules promises the close codes of what a bot must not do.
func TestGatewayRules(t *testing.T) {
	wrong := identity(1)
	wrong["token"] = "other"
	sharded := identity(1)
	sharded["shard"] = []int{2, 2}
	for _, c := range []struct {
		name, says string
		op         int
		data       any
		code       int
	}{
		{"token", "", opIdentify, wrong, 4004},
		{"intents", "invalid intents", opIdentify, identity(1 << 30), 4013},
		{"privileged", "privileged", opIdentify, identity(IntentMessageContent), 4014},
		{"shard", "shard", opIdentify, sharded, 4010},
		{"opcode", "unknown opcode", 42, nil, 4001},
		{"too early", "", opPresence, nil, 4003},
		{"size", "too large", opHeartbeat, string(make([]byte, 5000)), 4002},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, Options{}, func(t *testing.T, s *Server) {
				ws := connect(t, s, "ws://discord.test")
				ws.next(opHello, "")
				ws.send(c.op, c.data)
				ws.closed(c.code)
				if c.says != "" {
					violated(t, s, c.says)
				}
				noViolations(t, s)
			})
		})
	}
}

// TestMissedHeartbeat promises that a silent bot is cut off.
func TestMissedHeartbeat(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		c, _ := enter(t, s)
		began := time.Now()
		c.closed(4009)
		if d := time.Since(began); d < 60*time.Second || d > 65*time.Second {
			t.Errorf("closed after %v", d)
		}
		violated(t, s, "no heartbeat")
	})
}

// TestFlood promises the limit of 120 payloads a minute.
func TestFlood(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		c, _ := enter(t, s)
		go func() {
			for range payloadsAMinute {
				_ = c.ws.WriteJSON(map[string]any{"op": opHeartbeat, "d": 2})
			}
		}()
		c.closed(4008)
		violated(t, s, "more than 120 payloads")
	})
}

// TestMute promises a gateway that never says HELLO.
func TestMute(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		s.Mute(1)
		c := connect(t, s, "ws://discord.test/")
		_ = c.ws.SetReadDeadline(time.Now().Add(time.Minute))
		if _, _, err := c.ws.ReadMessage(); err == nil {
			t.Error("the muted gateway spoke")
		}
		enter(t, s)
	})
}

// TestIntents promises that content is seen only where Discord shows it.
func TestIntents(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		c, _ := enter(t, s)
		for _, m := range []struct {
			who       Person
			text, see string
		}{
			{InGuild("111"), "among us", ""},
			{InGuild("111"), "<@" + BotID + "> hello", "<@" + BotID + "> hello"},
			{InDM("111"), "just us", "just us"},
		} {
			s.Say(m.who, m.text)
			var got struct {
				Content string `json:"content"`
			}
			if err := json.Unmarshal(c.next(opDispatch, "MESSAGE_CREATE").Data, &got); err != nil || got.Content != m.see {
				t.Errorf("%q is seen as %q", m.text, got.Content)
			}
		}
		s.AddGuild("5000000000000000", "6000")
		c.next(opDispatch, "GUILD_CREATE")
		s.DeleteChannel("6000")
		c.next(opDispatch, "CHANNEL_DELETE")
		s.Outage(GuildID, false)
		c.next(opDispatch, "GUILD_DELETE")
		s.RemoveGuild(GuildID)
		c.next(opDispatch, "GUILD_DELETE")
		noViolations(t, s)
	})
}

// TestShards promises that a guild's events come to its shard only, and
// direct messages to shard 0.
func TestShards(t *testing.T) {
	bubble(t, Options{Shards: 2}, func(t *testing.T, s *Server) {
		var conns []*socket
		for n := range 2 {
			c := connect(t, s, "ws://discord.test/")
			c.next(opHello, "")
			id := identity(intentDirectMessages)
			id["shard"] = []int{n, 2}
			c.send(opIdentify, id)
			c.next(opDispatch, "READY")
			conns = append(conns, c)
		}
		s.AddGuild("4194304", "77") // 1<<22, shard 1 of 2
		s.Slash(Person{ID: "1", Guild: "4194304", Channel: "77"}, "ask")
		s.Say(InDM("1"), "hi")
		conns[1].next(opDispatch, "INTERACTION_CREATE")
		conns[0].next(opDispatch, "MESSAGE_CREATE")
	})
}
