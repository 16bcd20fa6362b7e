package main

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// spot is where a daily message goes, and what happens there.
type spot struct {
	name string
	who  discordtest.Person
	// trouble changes the world, or breaks calls to the channel's messages.
	trouble func(d *discordtest.Server, channel, calls string)
}

// spots are places, each in a channel of its own and the odd ones in
// direct messages.
func spots() []spot {
	const status = http.StatusTooManyRequests
	breaks := func(n int, t discordtest.Trouble) func(*discordtest.Server, string, string) {
		return func(d *discordtest.Server, _, calls string) { d.Break(n, http.MethodPost, calls, t) }
	}
	all := []spot{
		{name: "all is well", trouble: func(*discordtest.Server, string, string) {}},
		{name: "the bot may not see the channel any more (50001)", trouble: func(d *discordtest.Server, c, _ string) { d.Hide(c, true) }},
		{name: "the bot may not write there any more (50013)", trouble: func(d *discordtest.Server, c, _ string) { d.Silence(c, true) }},
		{name: "the channel was deleted (10003)", trouble: func(d *discordtest.Server, c, _ string) { d.DeleteChannel(c) }},
		{name: "the server removed the bot", trouble: func(d *discordtest.Server, _, _ string) { d.RemoveGuild(lostGuild) }},
		{name: "the person closed their direct messages (50007)", trouble: func(d *discordtest.Server, _, _ string) { d.CloseDM(direct(5).ID, true) }},
		{name: "the person deleted their account (10013)", trouble: func(d *discordtest.Server, _, _ string) { d.DeleteUser(direct(6).ID) }},
		{name: "this channel has to wait (429)", trouble: breaks(1, discordtest.Trouble{Status: status, RetryAfter: time.Second})},
		{name: "all have to wait (429, global)", trouble: breaks(1, discordtest.Trouble{Status: status, RetryAfter: time.Second, Global: true})},
		{name: "Discord is out of order (503), twice", trouble: breaks(2, discordtest.Trouble{Status: http.StatusServiceUnavailable})},
		{name: "its edge answers with a page (502)", trouble: breaks(1, discordtest.Trouble{Status: http.StatusBadGateway, Page: "<html>"})},
		{name: "the message arrived, the answer got lost", trouble: breaks(1, discordtest.Trouble{Lose: true})},
		{name: "the connection broke before", trouble: breaks(1, discordtest.Trouble{Reset: true})},
		{name: "Discord refuses buttons and frame (50035)", trouble: breaks(1, discordtest.Trouble{Status: http.StatusBadRequest, Code: 50035})},
	}
	for n := range all {
		all[n].who = discordtest.Manager(fmt.Sprint(110000000000000700 + n))
		all[n].who.Channel = fmt.Sprint(300000000000000700 + n)
	}
	all[4].who.Guild = lostGuild
	all[5].who, all[6].who = direct(5), direct(6)
	return all
}

// lostGuild is the server that removes the bot.
const lostGuild = "200000000000000704"

func direct(n int) discordtest.Person { return discordtest.InDM(fmt.Sprint(110000000000000700 + n)) }

// chat is the place as the core knows it.
func (p spot) chat() bots.Chat {
	if p.who.Channel == "" {
		return bots.Chat{Platform: "discord", ID: bots.ChatID("@" + p.who.ID), Kind: bots.Private}
	}
	return bots.Chat{Platform: "discord", ID: bots.ChatID(p.who.Channel), Kind: bots.Group}
}

// TestDiscordDeliveries: the program sends the daily message to places where
// something happened while it was away, and everything that can happen to a
// call: each message is there once or has its reason, each subscription its
// consequence, and Discord is not asked in vain.
func TestDiscordDeliveries(t *testing.T) {
	t.Parallel()
	st := newStage(t, false)
	all := spots()
	for _, p := range all {
		switch p.who.Guild {
		case discordtest.GuildID:
			st.AddChannel(p.who.Guild, p.who.Channel)
		case lostGuild:
			st.AddGuild(p.who.Guild, p.who.Channel)
		}
		st.slash(p.who, "subscribe", opt("time", "07:30"), opt("zone", "UTC"))
	}
	st.stop()
	day := digest.DateOf(time.Now().UTC())
	st.database(func(db *store.Store) {
		for _, p := range all {
			sub, ok, err := db.Find(t.Context(), p.chat())
			if err != nil || !ok {
				t.Fatalf("%s: no subscription: %v", p.name, err)
			}
			sub.NextDay, sub.NextAt = day, time.Now().Add(-time.Second)
			if _, err := db.Save(t.Context(), sub, nil); err != nil {
				t.Fatal(err)
			}
		}
	})
	before := map[string]int{}
	for _, p := range all {
		before[p.name] = st.own(p)
		p.trouble(st.Server, p.who.Channel, "/channels/"+p.who.Channel+"/messages")
	}
	st.start()
	st.script.Reset()
	st.title("The message of the day, after a night in which much happened")
	st.database(func(db *store.Store) {
		report := func() digest.Report {
			r, err := digest.NewReport(t.Context(), db, day, digest.KindDigest, func(digest.Row) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		await(t, "the deliveries", func() bool { b := report().All; return b.Due == len(all) && b.Open == 0 })
		lines := map[bots.ChatID]digest.Line{}
		for _, l := range report().People {
			lines[l.Chat.ID] = l
		}
		for _, p := range all {
			sub, _, err := db.Find(t.Context(), p.chat())
			if err != nil {
				t.Fatal(err)
			}
			l := lines[p.chat().ID]
			n := st.own(p) - before[p.name]
			fmt.Fprintf(&st.script, "\n%s\n    message: %s %s, shown %d×\n    subscription: %s\n", p.name, l.State, l.Reason, n, stateOf(sub))
			if want := map[digest.RowState]int{digest.Sent: 1}[l.State]; n != want {
				t.Errorf("%s: the message is %s and stands there %d times", p.name, l.State, n)
			}
		}
	})
	if n := st.Invalid(); n > 8 {
		t.Errorf("%d calls were refused; want one for each place that is gone, and those for 429", n)
	}
	st.end()
	st.golden("deliveries.txt")
}

// own is how many messages of the bot stand in a place.
func (st *stage) own(p spot) int {
	where := p.who.Channel
	if where == "" {
		where = st.DM(p.who.ID)
	}
	n := 0
	for _, m := range st.Messages(where) {
		if m.Own && !m.Ephemeral() {
			n++
		}
	}
	return n
}

// database opens the program's database for a moment.
func (st *stage) database(do func(*store.Store)) {
	st.t.Helper()
	db, err := store.Open(st.t.Context(), string(st.s.Database), nil)
	if err != nil {
		st.t.Fatal(err)
	}
	defer db.Close()
	do(db)
}
