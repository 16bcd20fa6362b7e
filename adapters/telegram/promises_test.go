package telegram_test

import (
	"strconv"
	"testing"

	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// The adapter keeps the promises of every adapter.
func TestKeepsThePromises(t *testing.T) {
	botstest.Exercise(t, botstest.Options{Bubble: true}, func(t *testing.T) botstest.Rig {
		r := newRig(t, telegramtest.Options{}, nil)
		id := func(n int) int64 { return int64(100 + n) }
		for n := range 3 {
			r.AddChat(telegramtest.Chat{ID: id(n), Type: "private"})
		}
		return botstest.Rig{
			Adapter: r.adapter,
			Chats:   3,
			Say:     func(n int, text string) { r.say(id(n), text) },
			Await: func(n int, enough func([]botstest.Shown) bool) []botstest.Shown {
				var out []botstest.Shown
				r.Await(id(n), func(ms []telegramtest.Message) bool {
					out = out[:0]
					for _, m := range ms {
						out = append(out, botstest.Shown{Text: m.Text, Labels: m.Labels()})
					}
					return enough(out)
				})
				return out
			},
			Chat: func(n int) bots.Chat {
				return private(bots.ChatID(strconv.FormatInt(id(n), 10)))
			},
			Press: func(n int, label string) { r.Press(id(n), label) },
			Leave: func(n int) bots.GoneReason {
				r.Change(id(n), func(c *telegramtest.Chat) { c.Refuses = telegramtest.Blocked })
				return bots.Blocked
			},
		}
	})
}
