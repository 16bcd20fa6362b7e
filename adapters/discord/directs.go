package discord

import (
	"context"
	"net/http"
	"sync"

	"github.com/idmbot/idmbot/bots"
)

// keepDirects bounds what is remembered; an id is some 40 bytes.
const keepDirects = 50_000

// directs are the channels of direct messages, by person. Discord returns the
// same channel however often it is opened, so that forgetting costs one call.
type directs struct {
	mu sync.Mutex
	of map[string]string
}

func newDirects() *directs { return &directs{of: map[string]string{}} }

func (d *directs) keep(user, channel string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.of) >= keepDirects {
		clear(d.of)
	}
	d.of[user] = channel
}

func (d *directs) get(user string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.of[user]
}

func (d *directs) forget(user string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.of, user)
}

// channel is the channel of a chat; that of a person is opened if need be.
func (a *Adapter) channel(ctx context.Context, id bots.ChatID, prio priority) (string, *failure) {
	user, direct := personOf(id)
	switch {
	case !direct && isSnowflake(string(id)):
		return string(id), nil
	case !isSnowflake(user):
		return "", &failure{route: "channel", status: http.StatusNotFound, code: codeUnknownChannel, text: "this is no id of Discord"}
	}
	if known := a.direct.get(user); known != "" {
		return known, nil
	}
	var opened struct {
		ID string `json:"id"`
	}
	q := request{
		method: http.MethodPost, route: "/users/@me/channels", prio: prio, patience: sendPatience,
		body: map[string]string{"recipient_id": user},
	}
	f := a.retry(ctx, func() *failure { return a.client.call(ctx, q, &opened) })
	if f != nil {
		return "", f
	}
	a.direct.keep(user, opened.ID)
	return opened.ID, nil
}
