package discordtest

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// checked is an endpoint that verifies signatures, and answers with do.
func checked(t *testing.T, s *Server, do func(w http.ResponseWriter, i *discordgo.Interaction)) http.Handler {
	key, err := hex.DecodeString(s.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if !discordgo.VerifyInteraction(req, key) {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		body, _ := io.ReadAll(req.Body)
		var i discordgo.Interaction
		if err := json.NewDecoder(bytes.NewReader(body)).Decode(&i); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		if i.Type == discordgo.InteractionPing {
			_, _ = io.WriteString(w, `{"type":1}`)
			return
		}
		do(w, &i)
	})
}

// TestInline promises an answer inside the response.
func TestInline(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		h := checked(t, s, func(w http.ResponseWriter, _ *discordgo.Interaction) {
			time.Sleep(time.Second)
			_, _ = io.WriteString(w, `{"type":4,"data":{"content":"hello","flags":64}}`)
		})
		if err := s.Probe(h); err != nil {
			t.Error(err)
		}
		s.Endpoint(h)
		i := s.Slash(InGuild("1"), "ask")
		if m := i.Done(); m == nil || m.Content != "hello" || !m.Ephemeral() || i.Wait().After != time.Second {
			t.Errorf("%+v", m)
		}
		noViolations(t, s)
	})
}

// TestAccepted promises 202 with a callback.
func TestAccepted(t *testing.T) {
	bubble(t, Options{}, func(t *testing.T, s *Server) {
		b := bot(t, s)
		s.Endpoint(checked(t, s, func(w http.ResponseWriter, i *discordgo.Interaction) {
			w.WriteHeader(http.StatusAccepted)
			if err := b.InteractionRespond(i, text(reply, "later")); err != nil {
				t.Error(err)
			}
		}))
		if m := s.Slash(InDM("1"), "ask").Done(); m == nil || m.Content != "later" {
			t.Errorf("%+v", m)
		}
		noViolations(t, s)
	})
}

// TestBadEndpoints promises that what Discord would not take is not taken.
func TestBadEndpoints(t *testing.T) {
	for _, c := range []struct {
		name, says string
		h          http.HandlerFunc
	}{
		{"error", "with status 500", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }},
		{"no type", "with status 200", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"type":4,"data":{"content":"x"}}`)
		}},
		{"body", "data.content: Could not", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"type":4,"data":{"content":5}}`)
		}},
	} {
		bubble(t, Options{}, func(t *testing.T, s *Server) {
			if s.Probe(c.h) == nil {
				t.Errorf("%s passes the probe", c.name)
			}
			s.Endpoint(c.h)
			if i := s.Slash(InDM("1"), "ask"); i.Wait().Type != 0 {
				t.Errorf("%s was taken", c.name)
			}
			violated(t, s, c.says)
		})
	}
	s := New(Options{})
	careless := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"type":1}`)
	})
	if s.Probe(careless) == nil {
		t.Error("an endpoint that checks no signature passes the probe")
	}
}
