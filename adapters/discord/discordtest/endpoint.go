package discordtest

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// PublicKey is the application's public key, in hexadecimal.
func (s *Server) PublicKey() string {
	return hex.EncodeToString(s.key.Public().(ed25519.PublicKey))
}

// InteractionsPath is where the bot takes interactions over HTTP.
const InteractionsPath = "/discord/interactions"

// Sign makes a request of Discord's with a body, signed at a moment.
func (s *Server) Sign(body []byte, at time.Time) *http.Request {
	stamp := strconv.FormatInt(at.Unix(), 10)
	req := httptest.NewRequest(http.MethodPost, InteractionsPath, bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
	req.Header.Set("X-Signature-Timestamp", stamp)
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(s.key, append([]byte(stamp), body...))))
	return req
}

// Probe does what Discord does when an endpoint is registered: it wants a
// PING answered, and a wrong signature refused with 401.
func (s *Server) Probe(h http.Handler) error {
	ping, err := json.Marshal(map[string]any{"id": "1", "application_id": AppID, "type": kindPing, "token": "ping", "version": 1})
	if err != nil {
		return err
	}
	now := s.o.Clock()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, s.Sign(ping, now))
	var pong struct {
		Type int `json:"type"`
	}
	if w.Code != http.StatusOK || !isJSON(w) || json.Unmarshal(w.Body.Bytes(), &pong) != nil || pong.Type != AckPong {
		return fmt.Errorf("the endpoint answered PING with status %d", w.Code)
	}
	wrong := s.Sign(ping, now)
	wrong.Header.Set("X-Signature-Ed25519", hex.EncodeToString(make([]byte, ed25519.SignatureSize)))
	w = httptest.NewRecorder()
	h.ServeHTTP(w, wrong)
	if w.Code != http.StatusUnauthorized {
		return fmt.Errorf("the endpoint answered a wrong signature with status %d, not 401", w.Code)
	}
	return nil
}

func isJSON(w *httptest.ResponseRecorder) bool {
	kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type"))
	return kind == "application/json"
}

// inline stands for the route of an answer inside the HTTP response.
var inline = &route{method: "HTTP", path: "interaction response"}

// overHTTP sends an interaction to the endpoint, and carries out the answer
// that stands in the response.
func (s *Server) overHTTP(h http.Handler, i *Interaction) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, s.Sign(i.Raw, s.o.Clock()))
	if w.Code == http.StatusAccepted {
		return
	}
	c := &call{route: inline, raw: w.Body.Bytes()}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	d := json.NewDecoder(bytes.NewReader(c.raw))
	d.UseNumber()
	if i.ack != 0 && w.Code != http.StatusOK {
		return // a repeated request may be refused
	}
	if w.Code != http.StatusOK || !isJSON(w) || d.Decode(&c.body) != nil {
		s.violation("the endpoint answered interaction %s with status %d", i.ID, w.Code)
		return
	}
	if i.ack != 0 {
		s.violation("interaction %s was answered twice", i.ID)
		return
	}
	if s.o.Clock().Sub(i.At) >= ackTime {
		i.late = true
		return
	}
	body, _ := c.body.(map[string]any)
	errs, unknown := &faults{}, []string(nil)
	api().Operations["POST /interactions/{interaction_id}/{interaction_token}/callback"].Body.check("", c.body, errs, &unknown)
	for _, name := range unknown {
		s.violation("the answer to %s has an unknown field %s", i.ID, name)
	}
	if s.refused(c, errs) == nil {
		s.acknowledge(c, i, body)
	}
}
