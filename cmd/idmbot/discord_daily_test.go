package main

import (
	"strings"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

func (st *stage) subscribing() {
	st.title("A daily message, step by step")
	st.slash(dirk, "settings")
	st.press(dirk, "A message a day")
	st.press(dirk, "07:30")
	st.types(dirk, "subscribe", opt("zone", "nairo"))
	if st.overHTTP {
		st.fills(dirk, "Another place …", "Atlantis")
		st.fills(dirk, "Another place …", "Nairobi")
	} else {
		st.says(dirk, "Nairobi")
	}
	for _, label := range []string{
		"✓ English", "Women and gender", "✓ Women and gender", "Next ›", "✓ Sun", "Once a week", "Next ›", "Begin",
		"Quiet hours", "22:00–07:00", "‹ Back", "Time zone", "‹ Back", "Fewer", "Pause", "For a week",
	} {
		st.press(dirk, label)
	}
	// Whether today's message is still to come depends on the hour.
	if text := st.quietly(func() string { return st.press(mira, "Not today") }); !strings.Contains(text, "08:15") {
		st.t.Errorf("after \"Not today\" the manager sees %s", text)
	}
	st.slash(dirk, "resume")
	st.press(dirk, "Stop")
	st.press(dirk, "Subscribe again")
	st.slash(dirk, "unsubscribe")
	st.title("Begun, looked back, dropped")
	st.slash(cleo, "subscribe")
	st.fills(cleo, "Another time …", "when the sun rises")
	st.fills(cleo, "Another time …", "6:45")
	st.press(cleo, "‹ Back")
	for range 5 {
		st.press(cleo, "Next ›")
	}
	st.press(cleo, "Cancel")
	st.title("In one line, in the language of the option")
	st.slash(vera, "subscribe", opt("time", "07:30"), opt("zone", "Africa/Nairobi"), opt("theme", "climate-conflict"),
		opt("days", "mon,wed"), opt("language", "es"))
	st.slash(vera, "pause", opt("until", "2999-01-01"))
	st.slash(vera, "unsubscribe")
}

func (st *stage) operating() {
	const text = "The Dialogue begins tomorrow."
	st.title("What operators do")
	st.slash(ada, "status")
	st.slash(ada, "broadcast")
	st.slash(ada, "broadcast", opt("text", text))
	st.press(ada, "Send to testers")
	for _, step := range [][2]string{{"Start", "[Pause]"}, {"Pause", "State: paused"}, {"Go on", "[Pause]"}} {
		// How many messages are out depends on the machine.
		if text := st.quietly(func() string { return st.press(ada, step[0]) }); !strings.Contains(text, step[1]) {
			st.t.Errorf("after %q the operator sees %s", step[0], text)
		}
	}
	st.finished(1)
	st.press(ada, "Progress")
	st.note("in the server\n" + last(st.Messages(discordtest.ChannelID)))
	st.slash(ada, "broadcast", opt("text", "Once more."))
	st.press(ada, "Cancel for good")
	st.slash(ada, "broadcast")
}

// finished waits for the end of a broadcast.
func (st *stage) finished(id int64) {
	db, err := store.Open(st.t.Context(), string(st.s.Database), nil)
	if err != nil {
		st.t.Fatal(err)
	}
	defer db.Close()
	b := newBroadcaster(st.s, db)
	await(st.t, "the end of the broadcast", func() bool {
		now, _, err := b.Progress(st.t.Context(), id)
		return err == nil && now.State == digest.Done
	})
}

// last is the newest message of the bot.
func last(all []discordtest.Message) string {
	for n := len(all) - 1; n >= 0; n-- {
		if all[n].Own {
			return all[n].Print()
		}
	}
	return ""
}

// afterDrops asks while the connection to the gateway is gone: it is resumed, and
// the question answered, once.
func (st *stage) afterDrops() {
	st.title("While the connection breaks, and while Discord asks to connect again")
	for n, disturb := range []func(){st.Drop, st.AskReconnect} {
		disturb()
		st.slash(pia, "ask", opt("question", "the third avenue"))
		await(st.t, "the session to be resumed", func() bool { return len(st.Resumes()) == n+1 && st.Connected() == 1 })
	}
	if n := len(st.Identifies()); n != 1 {
		st.t.Errorf("identified %d times; want once", n)
	}
}

// afterRestart uses what stood there before.
func (st *stage) afterRestart() {
	st.slash(luis, "cite", opt("entry", "idm30-key-message-2"))
	card := st.Messages(st.DM(luis.ID))
	st.title("After a restart: what stood there before")
	st.stop()
	st.start()
	st.press(amina, "Related")
	st.press(luis, "BibTeX")
	st.press(ben, "‹ Earlier")
	st.choose(ben, "The six key messages of IDM 2020")
	st.press(dirk, "Subscribe again")
	st.press(ada, "Broadcast 1 · done")
	st.title("A button of another age")
	st.told(luis, "presses a button that has no meaning any more", st.PressData(luis, card[len(card)-1].ID, "what is this"))
	st.told(luis, "presses the button of an entry that was withdrawn",
		st.PressData(luis, card[len(card)-1].ID, bots.Action{Name: bots.ActionShow, Arg: "withdrawn"}.Encode()))
	if n := st.Count("PUT /applications/{application_id}/commands"); n != 1 {
		st.t.Errorf("the commands were registered %d times; want once", n)
	}
}
