package main

import (
	"bytes"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// TestServeSendsTheDailyMessage: a subscriber whose message is due gets it from
// the running program, once, and the report says so; one who subscribes in the
// chat is told when the first one comes.
func TestServeSendsTheDailyMessage(t *testing.T) {
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close) // after the program has ended
	s := defaults(t)
	s.TelegramToken, s.TelegramAPI, s.Admins = telegramtest.Token, server.URL, "telegram:7"
	db, err := store.Open(t.Context(), string(s.Database), nil)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	day := digest.DateOf(now.UTC())
	sub := digest.Subscription{
		Chat: bots.Chat{Platform: "telegram", ID: "7", Kind: bots.Private}, By: "7", Zone: "UTC", Lang: "en", State: digest.Active,
		Schedule: digest.Schedule{At: digest.Clock(60*now.UTC().Hour() + now.UTC().Minute()), Days: digest.EveryDay, Every: digest.Daily},
		Created:  now.Add(-time.Hour), NextDay: day, NextAt: now.Add(-time.Second),
	}
	if _, err := db.Save(t.Context(), sub, nil); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, out := started(t, s)
	if !strings.Contains(out.String(), "one message a day to each subscriber, at most 6h late") {
		t.Errorf("the start screen says nothing of digests:\n%s", out)
	}
	await(t, "the message of the day", func() bool { return len(fake.Shown(7)) > 0 })

	fake.Say(telegramtest.Said{Chat: 8, Text: "/subscribe 07:30 Europe/Berlin gender"})
	await(t, "the confirmation", func() bool {
		all := fake.Shown(8)
		return len(all) > 0 && strings.Contains(all[len(all)-1].Text, "07:30")
	})
	fake.Say(telegramtest.Said{Chat: 7, Text: "/status"})
	await(t, "the status", func() bool {
		all := fake.Shown(7)
		return strings.Contains(all[len(all)-1].Text, "1 due, 1 sent, 0 failed")
	})
	if n := len(fake.Shown(7)); n != 2 {
		t.Errorf("%d messages in the chat; want the day's and the status", n)
	}
	if bad := fake.Violations(); len(bad) > 0 {
		t.Errorf("violations: %q", bad)
	}
	db, err = store.Open(t.Context(), string(s.Database), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report, err := digest.NewReport(t.Context(), db, day, digest.KindDigest, nil)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if report.All.Sent != 1 || report.All.Due != 1 {
		t.Errorf("the report says:\n%s", &text)
	}
}

// TestDoctorAsksThePlatform: a good token is called good, a wrong one is
// reported with the remedy, and neither is shown.
func TestDoctorAsksThePlatform(t *testing.T) {
	server := httptest.NewServer(telegramtest.New(telegramtest.Options{}))
	t.Cleanup(server.Close)
	for token, want := range map[string]string{
		telegramtest.Token:   "ok    telegram     the token is good, the bot is @" + telegramtest.Username,
		"123456:wrong-token": "WRONG telegram     TELEGRAM_BOT_TOKEN: Telegram does not accept it; get the current token from @BotFather",
	} {
		s := defaults(t)
		s.TelegramToken, s.TelegramAPI = Secret(token), server.URL
		engine, err := openEngine("", io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		d := &doctor{out: &errWriter{w: &out}}
		d.platforms(t.Context(), s, localBot(engine, ""))
		if !strings.Contains(out.String(), want) || strings.Contains(out.String(), token) {
			t.Errorf("got\n%swant\n%s", &out, want)
		}
	}
}
