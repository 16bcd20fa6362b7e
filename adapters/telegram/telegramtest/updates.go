package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

type queued struct {
	id   int
	kind string
	raw  json.RawMessage
	at   time.Time
}

// push queues an update; the caller holds mu.
func (s *Server) push(kind string, object any) int {
	s.nextID++
	raw, err := json.Marshal(map[string]any{"update_id": s.nextID, kind: object})
	if err != nil {
		panic(err)
	}
	if !s.o.Lenient {
		for _, w := range checkUpdate(raw) {
			panic("telegramtest: the update is none: " + w)
		}
	}
	s.queue = append(s.queue, queued{s.nextID, kind, raw, s.o.Clock()})
	s.wake()
	return s.nextID
}

// Push queues an update of a test's own making, such as a broken one.
func (s *Server) Push(raw string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextID++
	s.queue = append(s.queue, queued{s.nextID, "", json.RawMessage(fmt.Sprintf(raw, s.nextID)), s.o.Clock()})
	s.wake()
	return s.nextID
}

// Waiting are the updates that were not confirmed.
func (s *Server) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}

// Raw returns the waiting updates, for a test that plays the webhook.
func (s *Server) Raw() []json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []json.RawMessage
	for _, q := range s.queue {
		out = append(out, q.raw)
	}
	return out
}

// Confirm removes the waiting updates, as a webhook's answer does.
func (s *Server) Confirm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = nil
}

func (s *Server) getUpdates(ctx context.Context, p map[string]string) (any, *refusal) {
	offset, _ := strconv.Atoi(p["offset"])
	limit := 100
	if n, err := strconv.Atoi(p["limit"]); err == nil && n >= 1 && n <= 100 {
		limit = n
	}
	timeout, _ := strconv.Atoi(p["timeout"])
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook != "" {
		return nil, &refusal{code: 409, text: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	if list, ok := p["allowed_updates"]; ok {
		s.allowed = nil
		_ = json.Unmarshal([]byte(list), &s.allowed)
	}
	s.poll++
	mine := s.poll
	s.wake() // An older poll ends.
	if offset > 0 {
		s.queue = slices.DeleteFunc(s.queue, func(q queued) bool { return q.id < offset })
	}
	deadline := time.Now().Add(time.Duration(min(timeout, 50)) * time.Second)
	for {
		if s.poll != mine {
			return nil, &refusal{code: 409, text: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
		}
		if got := s.waitingUpdates(limit); len(got) > 0 || !time.Now().Before(deadline) {
			return got, nil
		}
		changed := s.changed
		s.mu.Unlock()
		t := time.NewTimer(time.Until(deadline))
		select {
		case <-changed:
		case <-t.C:
		case <-ctx.Done():
		}
		t.Stop()
		s.mu.Lock()
		if ctx.Err() != nil {
			return nil, &refusal{drop: true}
		}
	}
}

// dies is how long unfetched updates live.
var dies = map[string]time.Duration{
	"inline_query": 30 * time.Second, "callback_query": 150 * time.Second,
}

func (s *Server) waitingUpdates(limit int) []json.RawMessage {
	now := s.o.Clock()
	s.queue = slices.DeleteFunc(s.queue, func(q queued) bool {
		life, ok := dies[q.kind]
		if !ok {
			life = 24 * time.Hour
		}
		return now.Sub(q.at) > life
	})
	out := []json.RawMessage{}
	for _, q := range s.queue {
		if len(out) == limit {
			break
		}
		if q.kind == "" || len(s.allowed) == 0 || slices.Contains(s.allowed, q.kind) {
			out = append(out, q.raw)
		}
	}
	return out
}
