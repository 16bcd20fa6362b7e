package discord

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	// maxInteraction bounds what is read; an interaction with a long message
	// stays far below.
	maxInteraction = 1 << 20
	// replayWindow is how old, or how much in the future, a signed request may
	// be: Discord gives up after 3 s, the rest is for clocks that differ.
	replayWindow = 60 * time.Second
	// startTime is how long an interaction waits for Run to begin: a listener
	// may be open a moment before. Time to answer is left.
	startTime = answerTime / 2
)

// Endpoint takes interactions over HTTP: POST /discord/interactions. It
// answers 503 after Run, and before it unless it begins soon, 401 to wrong
// signatures and to those that are too old.
func (a *Adapter) Endpoint() http.Handler { return endpoint{a} }

type endpoint struct{ a *Adapter }

// ServeHTTP implements http.Handler.
func (e endpoint) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if req.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	req.Body = http.MaxBytesReader(w, req.Body, maxInteraction)
	if !e.fresh(req) || len(e.a.set.key) == 0 || !discordgo.VerifyInteraction(req, e.a.set.key) {
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return
	}
	raw, err := io.ReadAll(req.Body)
	if err != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	var kind struct {
		Type discordgo.InteractionType `json:"type"`
	}
	if json.Unmarshal(raw, &kind) != nil {
		http.Error(w, "not an interaction", http.StatusBadRequest)
		return
	}
	if kind.Type == discordgo.InteractionPing {
		e.write(w, callback{Type: discordgo.InteractionResponsePong})
		return
	}
	r := e.receiver(req.Context())
	if r == nil {
		http.Error(w, "starting or stopping", http.StatusServiceUnavailable)
		return
	}
	e.answer(req.Context(), w, r, raw)
}

// receiver is what takes interactions in, nil unless Run does or is about to.
func (e endpoint) receiver(ctx context.Context) *receiver {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	select {
	case <-e.a.begun:
	case <-ctx.Done():
	}
	return e.a.receiver.Load()
}

// fresh reports whether the request was signed just now. The time is part of
// what is signed.
func (e endpoint) fresh(req *http.Request) bool {
	stamp, err := strconv.ParseInt(req.Header.Get("X-Signature-Timestamp"), 10, 64)
	return err == nil && e.a.clock().Sub(time.Unix(stamp, 0)).Abs() <= replayWindow
}

// answer waits for the first answer and writes it.
func (e endpoint) answer(ctx context.Context, w http.ResponseWriter, r *receiver, raw []byte) {
	first := make(chan callback, 1)
	taken, err := r.interaction(raw, func(cb callback) { first <- cb })
	switch {
	case errors.Is(err, errUnreadable):
		http.Error(w, "not an interaction of this bot", http.StatusBadRequest)
		return
	case !taken:
		// It came before, and that request answers it.
		w.WriteHeader(http.StatusAccepted)
		return
	}
	t := time.NewTimer(answerTime)
	defer t.Stop()
	select {
	case cb := <-first:
		e.write(w, cb)
	case <-ctx.Done():
	case <-t.C:
		http.Error(w, "too late", http.StatusServiceUnavailable)
	}
}

func (e endpoint) write(w http.ResponseWriter, cb callback) {
	data, err := json.Marshal(cb)
	if err != nil {
		e.a.log.Error("discord: writing an answer", "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(data) // whoever hung up waits for nothing
}
