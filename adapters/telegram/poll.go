package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

const (
	// pollTime is the longest that Telegram holds a poll, in seconds.
	pollTime = 50
	// pollLimit is the most updates that one poll brings.
	pollLimit = 100
	// While updates are in work, a poll returns at once with these again. So
	// the next one waits until all are done; or, a little after the last, until
	// one is done; or for a pause that grows as long as nothing happens.
	leastPause, mostPause = 4 * time.Millisecond, 250 * time.Millisecond
	// stuckFor is how long a full window of updates may stand still before
	// its first ones are released.
	stuckFor = 5 * time.Second
	// maxHeld bounds the updates in memory: those in the window and released.
	maxHeld = 10_000
	// conflictPause is how long to leave the field to another poller.
	conflictPause = 5 * time.Second
)

var allowedUpdates = func() string {
	list, _ := json.Marshal(updateKinds)
	return string(list)
}()

// poll takes updates in until ctx ends.
func (a *Adapter) poll(ctx context.Context, r *receiver) error {
	// A webhook from before would answer every poll with a conflict.
	if err := a.insist(ctx, "deleteWebhook", nil, nil); err != nil {
		return err
	}
	p := &poller{a: a, r: r, pause: leastPause}
	for ctx.Err() == nil {
		offset, idle := r.window.offset()
		raws, err := p.fetch(ctx, offset, idle)
		if err != nil {
			if fatal := p.failed(ctx, err); fatal != nil {
				return fatal
			}
			continue
		}
		p.tries = 0
		fresh := r.takeAll(raws)
		p.relieve(ctx, len(raws) == pollLimit)
		if fresh > 0 || idle {
			p.pause, p.stuck = leastPause, time.Time{}
		}
		if _, idle = r.window.offset(); !idle {
			p.wait(ctx, fresh == 0 && len(raws) == pollLimit)
		}
	}
	return nil
}

type poller struct {
	a     *Adapter
	r     *receiver
	pause time.Duration
	tries int
	// stuck is since when a full window stands still.
	stuck time.Time
	// full is since when each poll brings as many updates as it can.
	full     time.Time
	reported time.Time
}

func (p *poller) fetch(ctx context.Context, offset int, idle bool) ([]json.RawMessage, error) {
	params := tgbotapi.Params{"offset": strconv.Itoa(offset), "limit": strconv.Itoa(pollLimit), "allowed_updates": allowedUpdates}
	timeout := 0
	if idle {
		timeout = pollTime
	}
	params["timeout"] = strconv.Itoa(timeout)
	ctx, cancel := context.WithTimeout(ctx, time.Duration(timeout)*time.Second+callTimeout)
	defer cancel()
	var raws []json.RawMessage
	err := p.a.client.call(ctx, "getUpdates", params, &raws)
	return raws, err
}

// wait pauses between polls while updates are in work. stuck tells that the
// last poll could bring nothing new.
func (p *poller) wait(ctx context.Context, stuck bool) {
	least := p.a.clock().Add(leastPause)
	t := time.NewTimer(p.pause)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			p.pause = min(p.pause*3/2, mostPause)
			p.release(stuck)
			return
		case <-p.r.window.moved:
			p.pause, p.stuck = leastPause, time.Time{}
			rest := least.Sub(p.a.clock())
			if _, idle := p.r.window.offset(); idle || rest <= 0 {
				return
			}
			t.Reset(rest)
		}
	}
}

// release gives the first of a full window up that stands still, so that those
// behind it get their turn.
func (p *poller) release(stuck bool) {
	now := p.a.clock()
	switch {
	case !stuck, p.a.limiter.blocked(p.r.lanes.Context(), ""):
		p.stuck = time.Time{}
	case p.stuck.IsZero():
		p.stuck = now
	case now.Sub(p.stuck) > stuckFor && p.r.lanes.Waiting() < maxHeld && p.r.window.release():
		p.a.stats.released.Add(1)
	}
}

// relieve gives the updates of throttled chats up where they fill half of the
// window for a while: one chat must not hold up all others for as long as
// Telegram asks it to wait.
func (p *poller) relieve(ctx context.Context, full bool) {
	now := p.a.clock()
	switch {
	case !full, p.a.limiter.blocked(ctx, ""):
		p.full = time.Time{}
		return
	case p.full.IsZero():
		p.full = now
	}
	if now.Sub(p.full) <= stuckFor || p.r.lanes.Waiting() >= maxHeld {
		return
	}
	throttled, n := map[bots.ChatID]bool{}, 0
	for chat, updates := range p.r.window.chats() {
		if p.a.limiter.blocked(ctx, chat) {
			throttled[chat] = true
			n += updates
		}
	}
	if n >= pollLimit/2 {
		p.a.stats.released.Add(int64(p.r.window.releaseOf(throttled)))
	}
}

// failed decides what follows from a failed poll; an error means the end.
func (p *poller) failed(ctx context.Context, err error) error {
	f := asFailure(err)
	if ctx.Err() != nil {
		return nil
	}
	if f.unusable() {
		return fmt.Errorf("TELEGRAM_BOT_TOKEN: Telegram does not accept it any more; get the current one from @BotFather: %w", f)
	}
	pause := min(firstPause<<min(p.tries, 10), maxPause)
	pause = pause/2 + time.Duration(p.a.jitter()*float64(pause/2))
	p.tries++
	switch {
	case f.code == http.StatusConflict:
		pause = conflictPause + time.Duration(p.a.jitter()*float64(conflictPause))
		p.conflict(ctx, f)
	case f.retryAfter > 0:
		pause = time.Duration(f.retryAfter) * time.Second
	default:
		p.a.log.WarnContext(ctx, "telegram: a poll failed", "pause", pause, "error", f)
	}
	_ = sleep(ctx, pause)
	return nil
}

// conflictReport is how often a conflict that goes on is reported.
const conflictReport = time.Minute

func (p *poller) conflict(ctx context.Context, f *failure) {
	p.a.stats.conflicts.Add(1)
	now := p.a.clock()
	if now.Sub(p.reported) < conflictReport {
		return
	}
	p.reported = now
	remedy := "another process polls with this TELEGRAM_BOT_TOKEN: stop it, or give each its own token from @BotFather; if it is unknown to you, /revoke the token there"
	if strings.Contains(f.text, "webhook") {
		remedy = "a webhook is set for this TELEGRAM_BOT_TOKEN by another process: stop that, then start this one again; it removes the webhook when it starts"
	}
	p.a.log.ErrorContext(ctx, "telegram: conflict", "remedy", remedy, "error", f)
}

// confirm tells Telegram what was handled until the end, so that it does not
// come again.
func (a *Adapter) confirm(r *receiver) {
	offset, _ := r.window.offset()
	if offset == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	p := tgbotapi.Params{"offset": strconv.Itoa(offset), "limit": "1", "timeout": "0", "allowed_updates": allowedUpdates}
	if err := a.client.call(ctx, "getUpdates", p, nil); err != nil {
		a.log.Warn("telegram: what was handled is not confirmed; it will be recognised after the next start", "error", err)
	}
}
