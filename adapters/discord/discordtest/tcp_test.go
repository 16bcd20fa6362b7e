package discordtest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

// TestOverTCP promises the same over real connections, and that nothing is
// left running afterwards.
func TestOverTCP(t *testing.T) {
	defer goleak.VerifyNone(t)
	s := New(Options{})
	server := httptest.NewServer(s)
	client := server.Client()
	defer server.Close()
	defer client.CloseIdleConnections()
	defer s.Close()
	resp, err := client.Get(server.URL + "/api/v10/gateway")
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	ws, up, err := websocket.DefaultDialer.DialContext(t.Context(), strings.Replace(server.URL, "http", "ws", 1)+"/?v=10&encoding=json", nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = up.Body.Close()
	c := &socket{t, ws}
	c.next(opHello, "")
	c.send(opIdentify, identity(intentGuilds))
	c.next(opDispatch, "READY")
	s.Until(func() bool { return s.Connected() == 1 })
	s.Drop()
	c.closed(websocket.CloseAbnormalClosure)
	_ = ws.Close()
	s.Until(func() bool { return s.Connected() == 0 })
	if s.Connections() != 1 {
		t.Errorf("%d connections", s.Connections())
	}
}

// TestInMemory promises that Close ends what Dial began.
func TestInMemory(t *testing.T) {
	defer goleak.VerifyNone(t)
	s := New(Options{})
	enter(t, s)
	s.Close()
	s.Close()
	if _, err := s.Dial(t.Context(), "", ""); err == nil {
		t.Error("a closed server was dialled")
	}
}

// BenchmarkCallback is what the server itself costs for an interaction with
// its answer, without a gateway.
func BenchmarkCallback(b *testing.B) {
	for _, o := range []struct {
		name string
		o    Options
	}{{"strict", Options{}}, {"lenient", Options{Lenient: true}}} {
		b.Run(o.name, func(b *testing.B) {
			s := New(o.o)
			client := s.Transport()
			for b.Loop() {
				i := s.Slash(InDM("1"), "ask")
				req := httptest.NewRequest(http.MethodPost, "/api/v10/interactions/"+i.ID+"/"+i.Token+"/callback",
					strings.NewReader(`{"type":4,"data":{"content":"hello","embeds":[{"title":"x","description":"y"}],"allowed_mentions":{"parse":[]}}}`))
				req.Header.Set("Content-Type", "application/json")
				req.Header.Set("User-Agent", "DiscordBot (https://idm.test, 1)")
				resp, err := client.RoundTrip(req)
				if err != nil || resp.StatusCode != http.StatusNoContent {
					b.Fatal(resp, err)
				}
				_ = resp.Body.Close()
			}
			b.ReportMetric(float64(s.Latencies()[b.N/2])/float64(time.Microsecond), "p50-µs")
		})
	}
}
