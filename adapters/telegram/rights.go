package telegram

import (
	"context"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"github.com/idmbot/idmbot/bots"
)

const (
	// rightsFor is how long it is believed that somebody is an administrator.
	rightsFor = time.Minute
	keepRight = 10_000
)

// rights remember for a while who manages which chat.
type rights struct {
	clock func() time.Time
	mu    sync.Mutex
	of    map[rightKey]right
}

type rightKey struct {
	chat bots.ChatID
	user bots.UserID
}

type right struct {
	manages bool
	until   time.Time
}

func newRights(clock func() time.Time) *rights {
	return &rights{clock: clock, of: map[rightKey]right{}}
}

func (r *rights) known(k rightKey) (manages, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	one, ok := r.of[k]
	return one.manages, ok && r.clock().Before(one.until)
}

func (r *rights) keep(k rightKey, manages bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.of) >= keepRight {
		clear(r.of)
	}
	r.of[k] = right{manages, r.clock().Add(rightsFor)}
}

// ownActions change no setting of a chat; nobody has to be asked about them.
var ownActions = map[string]bool{
	"": true, bots.ActionShow: true, bots.ActionRelated: true, bots.ActionTheme: true, bots.ActionThemes: true,
	bots.ActionSource: true, bots.ActionSources: true, bots.ActionCite: true, bots.ActionHelpful: true,
	bots.ActionToday: true, bots.ActionLang: true, bots.ActionForget: true, bots.ActionBrief: true,
	bots.ActionCompare: true, bots.ActionSummary: true,
}

// manages asks Telegram whether the person may change the chat's settings,
// where the message could want to.
func (r *receiver) manages(ctx context.Context, m bots.Message) bool {
	switch m.Kind {
	case bots.Command:
		if !r.managed(m.Command) {
			return false
		}
	case bots.Press:
		if ownActions[m.Action.Name] || m.Action.Name == bots.ActionCommand && !r.managed(m.Action.Arg) {
			return false
		}
	default:
		return false
	}
	k := rightKey{m.Chat.ID, m.From.ID}
	if manages, ok := r.rights.known(k); ok {
		return manages
	}
	var is member
	p := tgbotapi.Params{"chat_id": string(m.Chat.ID), "user_id": string(m.From.ID)}
	if err := r.a.client.call(ctx, "getChatMember", p, &is); err != nil {
		r.a.log.WarnContext(ctx, "telegram: who manages a chat could not be found out", "error", err)
		return false
	}
	manages := is.Status == "creator" || is.Status == "administrator"
	r.rights.keep(k, manages)
	return manages
}

func (r *receiver) managed(command string) bool {
	for _, c := range r.a.deps.Commands {
		if c.Name == command {
			return c.Manager
		}
	}
	return false
}
