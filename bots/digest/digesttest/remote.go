package digesttest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Remote is the adapter of a Platform that is reached over HTTP.
type Remote struct {
	Name  bots.Platform
	URL   string
	Clock func() time.Time
}

// Keyed is a Remote whose platform recognizes repetitions for Window.
type Keyed struct {
	Remote
	Window time.Duration
}

var (
	_ bots.Adapter     = (*Remote)(nil)
	_ bots.KeyedSender = (*Keyed)(nil)
)

// Platform implements bots.Adapter.
func (r *Remote) Platform() bots.Platform { return r.Name }

// Limits implements bots.Adapter.
func (*Remote) Limits() bots.Limits { return bots.Limits{Text: 4000, Rows: 10, PerRow: 5, Label: 40} }

// Run implements bots.Adapter; nobody writes to this bot.
func (*Remote) Run(ctx bots.Context, _ bots.Handler) error {
	<-ctx.Done()
	return nil
}

// Send implements bots.Adapter.
func (r *Remote) Send(ctx bots.Context, to bots.Chat, reply bots.Reply) (bots.MessageID, error) {
	return r.send(ctx, to, reply, "")
}

// SendKeyed implements bots.KeyedSender.
func (k *Keyed) SendKeyed(ctx bots.Context, to bots.Chat, reply bots.Reply, key string) (bots.MessageID, error) {
	return k.send(ctx, to, reply, key)
}

// KeyWindow implements bots.KeyedSender.
func (k *Keyed) KeyWindow() time.Duration { return k.Window }

func (r *Remote) send(ctx bots.Context, to bots.Chat, reply bots.Reply, key string) (bots.MessageID, error) {
	body, err := json.Marshal(call{Chat: to.ID, Key: key, Text: bots.PlainText(reply), Entries: reply.Entries})
	if err != nil {
		return "", &bots.SendError{Kind: bots.Rejected, Err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, r.URL, bytes.NewReader(body))
	if err != nil {
		return "", &bots.SendError{Kind: bots.Rejected, Err: err}
	}
	// A repetition by the transport itself would be a double.
	req.GetBody = nil
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", &bots.SendError{Kind: bots.Unknown, Err: errors.New("no answer")}
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", &bots.SendError{Kind: bots.Unknown, Err: errors.New("half an answer")}
	}
	var a answer
	_ = json.Unmarshal(data, &a) // the status decides
	switch resp.StatusCode {
	case http.StatusOK:
		return bots.MessageID(a.ID), nil
	case http.StatusTooManyRequests:
		return "", &bots.SendError{Kind: bots.Throttled, Global: a.Global,
			Until: r.Clock().Add(time.Duration(a.RetryAfter) * time.Second), Err: errors.New("too many requests")}
	case http.StatusForbidden:
		return "", &bots.SendError{Kind: bots.Gone, Reason: a.Gone, Err: errors.New("forbidden")}
	case http.StatusBadRequest:
		return "", &bots.SendError{Kind: bots.Rejected, Err: errors.New("bad request")}
	}
	return "", &bots.SendError{Kind: bots.Unavailable, Err: fmt.Errorf("status %d", resp.StatusCode)}
}
