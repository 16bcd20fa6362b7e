package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// gatewayInfo is the answer of GET /gateway/bot.
type gatewayInfo struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Total       int   `json:"total"`
		Remaining   int   `json:"remaining"`
		ResetAfter  int64 `json:"reset_after"` // ms
		Concurrency int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

const (
	// maxShards bounds what is started because Discord recommends it.
	maxShards = 256
	// identifyEvery is how far apart two identifies have to be
	// (https://discord.com/developers/docs/events/gateway#rate-limiting), with
	// a little for what arrives sooner than it was sent later.
	identifyEvery = 5*time.Second + 250*time.Millisecond
)

const tokenRemedy = "create a new token on the page Bot of your application and set DISCORD_BOT_TOKEN"

// fatalCloses are the codes after which connecting again is in vain
// (https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes),
// with what to do.
var fatalCloses = map[int]string{
	4004: "Discord does not accept DISCORD_BOT_TOKEN; " + tokenRemedy,
	4010: "Discord refuses the shard; stop other processes that run this bot with another number of shards, then start again",
	4011: "Discord wants the bot to be in more shards; start again",
	4012: "Discord no longer speaks version " + apiVersion + " of its gateway; update idmbot",
	4013: "Discord refuses the intents; update idmbot",
	4014: "Discord does not allow an intent that was asked for; check the switches under Privileged Gateway Intents on the page Bot of your application, " +
		"or set DISCORD_PUBLIC_KEY to do without the gateway",
}

// fatalError ends the adapter. Its text says what to do.
type fatalError struct {
	code   int
	remedy string
}

func (e *fatalError) Error() string {
	return fmt.Sprintf("discord: the gateway closed with code %d: %s", e.code, e.remedy)
}

// gateway runs all shards until ctx ends, or until one may not go on.
func (a *Adapter) gateway(ctx context.Context, r *receiver) error {
	var info gatewayInfo
	if err := a.insist(ctx, request{method: http.MethodGet, route: "/gateway/bot"}, &info); err != nil || ctx.Err() != nil {
		return err
	}
	n := min(max(info.Shards, 1), maxShards)
	turns := newTurnstile(max(info.Limit.Concurrency, 1), a.clock)
	turns.budget(info, a.clock())
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for id := range n {
		s := &shard{a: a, r: r, id: id, of: n, turns: turns, first: info.URL}
		all.Go(func() {
			if err := s.run(ctx); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	if fatal, ok := errors.AsType[*fatalError](context.Cause(ctx)); ok {
		return fatal
	}
	return nil
}

// turnstile lets shards identify one by one: one in identifyEvery for each
// number modulo max_concurrency, and none when the day's are used up.
type turnstile struct {
	clock func() time.Time
	mu    sync.Mutex
	next  []time.Time
	left  int       // identifies of today
	reset time.Time // when the day ends
	whole int       // of a day
}

func newTurnstile(concurrency int, clock func() time.Time) *turnstile {
	return &turnstile{clock: clock, next: make([]time.Time, min(concurrency, maxShards))}
}

// budget takes over what Discord says about the day.
func (t *turnstile) budget(info gatewayInfo, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.whole, t.left = info.Limit.Total, info.Limit.Remaining
	t.reset = now.Add(time.Duration(info.Limit.ResetAfter) * time.Millisecond)
}

// enter waits for the shard's turn. Without it a token is reset after 1,000
// identifies a day.
func (t *turnstile) enter(ctx context.Context, shard int) error {
	for {
		t.mu.Lock()
		now := t.clock()
		if t.whole > 0 && !now.Before(t.reset) {
			t.left, t.reset = t.whole, now.Add(24*time.Hour)
		}
		at := t.next[shard%len(t.next)]
		if t.whole > 0 && t.left <= 0 {
			at = t.reset
		}
		if !at.After(now) {
			t.next[shard%len(t.next)] = now.Add(identifyEvery)
			t.left--
			t.mu.Unlock()
			return nil
		}
		t.mu.Unlock()
		if err := sleep(ctx, at.Sub(now)); err != nil {
			return err
		}
	}
}

// socketAddress is the address of the gateway with what it has to be asked
// for.
func socketAddress(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "wss" && u.Scheme != "ws" {
		return "", errors.New("the gateway's address is of another form")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = url.Values{"v": {apiVersion}, "encoding": {"json"}}.Encode()
	return u.String(), nil
}
