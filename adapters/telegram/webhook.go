package telegram

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"io"
	"net/http"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	// maxUpdate is far more than an update has.
	maxUpdate = 1 << 20
	// hookConnections is how many updates Telegram may bring at once
	// (https://core.telegram.org/bots/api#setwebhook).
	hookConnections = "100"
	// hookTime is how long the answer to an update may take; Telegram waits
	// for about a minute and brings it again later.
	hookTime     = 45 * time.Second
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
)

// hook registers the webhook and waits for the end of ctx.
func (a *Adapter) hook(ctx context.Context) error {
	err := a.insist(ctx, "setWebhook", tgbotapi.Params{
		"url": a.cfg.WebhookURL, "secret_token": string(a.cfg.WebhookSecret),
		"max_connections": hookConnections, "allowed_updates": allowedUpdates,
	}, nil)
	if err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// Webhook takes updates from Telegram, while Run runs. It has to be mounted
// at the path of Config.WebhookURL. It answers after the update was handled:
// one that was not comes again.
func (a *Adapter) Webhook() http.Handler { return http.HandlerFunc(a.serveHook) }

func (a *Adapter) serveHook(w http.ResponseWriter, req *http.Request) {
	given := []byte(req.Header.Get(secretHeader))
	if a.cfg.WebhookSecret == "" || subtle.ConstantTimeCompare(given, []byte(a.cfg.WebhookSecret)) != 1 {
		http.Error(w, "unauthorized", http.StatusUnauthorized)
		return
	}
	if req.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxUpdate))
	if err != nil {
		http.Error(w, "too large or cut off", http.StatusRequestEntityTooLarge)
		return
	}
	if !json.Valid(raw) {
		http.Error(w, "not an update", http.StatusBadRequest)
		return
	}
	r := a.receiver.Load()
	if r == nil {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	done, ok := r.take(raw)
	if !ok {
		http.Error(w, "stopping", http.StatusServiceUnavailable)
		return
	}
	wait := time.NewTimer(hookTime)
	defer wait.Stop()
	select {
	case <-done:
		w.WriteHeader(http.StatusOK)
	case <-wait.C:
		http.Error(w, "still in work", http.StatusServiceUnavailable)
	case <-req.Context().Done():
	case <-r.ended:
		http.Error(w, "stopping", http.StatusServiceUnavailable)
	}
}
