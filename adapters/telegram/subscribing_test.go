package telegram_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/telegram"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/knowledge"
)

// TestSubscribingInChats: the daily message as people meet it here: by deep
// link, in a group by its administrators only, in a topic, in a group that
// becomes a supergroup, and the message itself with its buttons.
func TestSubscribingInChats(t *testing.T) {
	e := frozenEngine(t)
	var transcript string
	synctest.Test(t, func(t *testing.T) {
		var db digesttest.Store
		memory := &bots.Volatile{}
		messages := &digest.Messages{Corpus: e.Corpus}
		daily := digest.NewConversation(&db, e.Corpus, time.Now, nil, nil)
		b := bots.New(bots.Options{Engine: e, Memory: memory, PublicURL: "https://idm.example.org", Today: today, Extensions: []bots.Extension{daily}})
		messages.Card = func(entry *knowledge.Entry, lang string) bots.Reply { return b.Card(entry, lang) }
		connect := withBot(b, memory)
		c := &conversation{t: t, rig: newRig(t, telegramtest.Options{}, func(cfg *telegram.Config, d *telegram.Deps) {
			connect(cfg, d)
			d.Inbox = &db
		})}
		c.AddChat(telegramtest.Chat{ID: asker, Type: "private"})
		c.AddChat(telegramtest.Chat{ID: group, Type: "group", Title: "Delegates", Admins: map[int64]bool{asker: true}})
		c.AddChat(telegramtest.Chat{ID: forum, Type: "supergroup", Title: "Forum", Forum: true, Admins: map[int64]bool{asker: true}})
		c.AddChat(telegramtest.Chat{ID: channel, Type: "channel", Title: "News"})
		c.run(t, b)

		c.asks(asker, "/start subscribe")
		c.presses(asker, "07:30")
		c.asks(asker, "Nairobi")
		c.presses(asker, "✓ English")
		c.presses(asker, "Women and gender")
		c.presses(asker, "Next ›")
		c.presses(asker, "Next ›")
		c.presses(asker, "Begin")
		c.writes(telegramtest.Said{Chat: group, From: other, Text: "/subscribe@" + telegramtest.Username + " 07:30 Nairobi"})
		c.writes(telegramtest.Said{Chat: group, From: asker, Text: "/subscribe@" + telegramtest.Username + " 07:30 Nairobi"})
		c.writes(telegramtest.Said{Chat: forum, From: asker, Thread: topic, Text: "/subscribe@" + telegramtest.Username + " 07:30 Nairobi"})
		c.AddChat(telegramtest.Chat{ID: -100601, Type: "supergroup", Title: "Delegates"})
		c.writes(telegramtest.Said{Chat: channel, Text: "/subscribe@" + telegramtest.Username + " 07:30 Nairobi es"})
		c.Change(group, func(g *telegramtest.Chat) { g.MovedTo = -100601 })

		// The next morning.
		sender := digest.Work{Store: &db, Adapters: []bots.Adapter{c.adapter}, Composer: messages, Owner: "test", Clock: time.Now}
		wait := 4*time.Hour + 31*time.Minute // in Nairobi it is 07:31
		for _, chat := range []int64{asker, forum, -100601} {
			c.turn(chat, "the next morning", func() {
				time.Sleep(wait) // of the bubble
				work(t, sender)
			})
			wait = 24 * time.Hour
		}
		c.presses(asker, "Fewer")
		c.presses(asker, "Stop")
		c.asks(asker, "/mydata")
		transcript = c.b.String()
		for _, chat := range []bots.ChatID{"-601", "-100601"} {
			subs, err := db.Of(t.Context(), "telegram", chat)
			if err != nil || (len(subs) == 1) != (chat == "-100601") {
				t.Errorf("chat %s has %d subscriptions, %v", chat, len(subs), err)
			}
		}
	})
	golden(t, "subscribing.txt", transcript)
}

// work runs every job once or twice, as the program would within a minute.
func work(t *testing.T, w digest.Work) {
	t.Helper()
	for range 2 {
		for _, j := range w.Jobs() {
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			if _, err := j.Run(ctx); err != nil {
				t.Errorf("%s: %v", j.Name, err)
			}
			cancel()
		}
	}
}
