package telegram

import (
	"errors"

	"github.com/idmbot/idmbot/bots"
)

var _ bots.Checker = (*Adapter)(nil)

// self is what getMe says beside who the bot is.
type self struct {
	user
	Groups   bool `json:"can_join_groups"`
	ReadsAll bool `json:"can_read_all_group_messages"`
	Inline   bool `json:"supports_inline_queries"`
}

// Check implements bots.Checker: the token, and what BotFather can turn on.
func (a *Adapter) Check(ctx bots.Context) []bots.Finding {
	var me self
	if err := a.client.call(ctx, "getMe", nil, &me); err != nil {
		f, _ := errors.AsType[*failure](err)
		if f != nil && f.unusable() {
			return []bots.Finding{{Problem: "TELEGRAM_BOT_TOKEN: Telegram does not accept it", Remedy: "get the current token from @BotFather"}}
		}
		return []bots.Finding{{Problem: "Telegram cannot be reached: " + err.Error(), Remedy: "check the network and TELEGRAM_API_URL"}}
	}
	out := []bots.Finding{{Text: "the token is good, the bot is @" + me.Username}}
	if !me.Inline {
		out = append(out, bots.Finding{Optional: true, Problem: "inline mode is off", Remedy: "send /setinline to @BotFather, so that people can quote entries in any chat"})
	}
	if !me.Groups {
		out = append(out, bots.Finding{Optional: true, Problem: "the bot cannot be added to groups", Remedy: "send /setjoingroups to @BotFather"})
	}
	if me.ReadsAll {
		out = append(out, bots.Finding{Optional: true, Problem: "privacy mode is off, Telegram sends the bot every message of its groups", Remedy: "send /setprivacy to @BotFather and enable it"})
	}
	return out
}
