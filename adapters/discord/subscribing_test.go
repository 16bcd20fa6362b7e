package discord_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/knowledge"
)

// TestSubscribingInChats: the daily message as people meet it here: in their
// direct messages, in a server by those only who may manage it, from a place
// where the bot is not, and the message itself with its buttons.
func TestSubscribingInChats(t *testing.T) {
	e := frozenEngine(t)
	synctest.Test(t, func(t *testing.T) {
		var db digesttest.Store
		messages := &digest.Messages{Corpus: e.Corpus}
		daily := digest.NewConversation(&db, e.Corpus, time.Now, nil, nil)
		b := bots.New(bots.Options{Engine: e, Memory: &bots.Volatile{}, PublicURL: "https://idm.example.org", Today: today, Extensions: []bots.Extension{daily}})
		messages.Card = func(entry *knowledge.Entry, lang string) bots.Reply { return b.Card(entry, lang) }
		connect := withBot(b)
		c := &conversation{t: t, rig: newRig(t, discordtest.Options{}, func(cfg *discord.Config, d *discord.Deps) {
			connect(cfg, d)
			d.Inbox = &db
		})}
		c.run(t, b)
		c.Until(func() bool { return len(c.Commands("")) > 0 })

		c.slash(friend, "subscribe")
		c.press(friend, "07:30")
		c.say(friend, "Nairobi")
		c.press(friend, "✓ English")
		c.press(friend, "Women and gender")
		c.press(friend, "Next ›")
		c.press(friend, "Next ›")
		c.press(friend, "Begin")
		c.slash(asker, "subscribe", opt("time", "07:30"), opt("zone", "Africa/Nairobi"))
		c.slash(manager, "subscribe", opt("time", "07:30"), opt("zone", "Africa/Nairobi"))
		c.slash(visitor, "subscribe", opt("time", "07:30"), opt("zone", "Africa/Nairobi"), opt("language", "es"))

		// The next morning.
		sender := digest.Work{Store: &db, Adapters: []bots.Adapter{c.adapter}, Composer: messages, Owner: "test", Clock: time.Now}
		time.Sleep(4*time.Hour + 31*time.Minute) // in Nairobi it is 07:31
		c.turn(friend, func() *discordtest.Interaction { work(t, sender); return nil })
		fmt.Fprintf(&c.b, "── in the server\n%s\n", last(c.Messages(discordtest.ChannelID)))
		fmt.Fprintf(&c.b, "── to the visitor\n%s\n", last(c.Messages(c.DM(visitor.ID))))
		c.press(friend, "Fewer")
		c.press(friend, "Stop")
		c.slash(friend, "mydata")
		golden(t, "subscribing.txt", c.b.String())

		for chat, want := range map[bots.ChatID]int{bots.ChatID("@" + friend.ID): 1, discordtest.ChannelID: 1, bots.ChatID("@" + visitor.ID): 1, bots.ChatID("@" + asker.ID): 0} {
			if subs, err := db.Of(t.Context(), "discord", chat); err != nil || len(subs) != want {
				t.Errorf("chat %s has %d subscriptions, %v; want %d", chat, len(subs), err, want)
			}
		}
		// The channel goes, and with it its subscription.
		c.DeleteChannel(discordtest.ChannelID)
		synctest.Wait()
		subs, err := db.Of(t.Context(), "discord", discordtest.ChannelID)
		if err != nil || len(subs) != 1 || subs[0].State != digest.Ended {
			t.Errorf("the subscription of a deleted channel is %+v, %v", subs, err)
		}
	})
}

func last(ms []discordtest.Message) string {
	if len(ms) == 0 {
		return "nothing\n"
	}
	return ms[len(ms)-1].Print()
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
