package main

import (
	"database/sql"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/store/storetest"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// TestAnswersGoOnWhileTheDatabaseIsLocked: another program holds the file;
// questions are answered, each once, the log says one thing, and when the file
// is free again people can subscribe.
func TestAnswersGoOnWhileTheDatabaseIsLocked(t *testing.T) {
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	s := defaults(t)
	s.TelegramToken, s.TelegramAPI = telegramtest.Token, server.URL
	_, _, out := started(t, s)
	db, err := sql.Open("sqlite", strings.TrimPrefix(string(s.Database), "sqlite:")+"?_txlock=exclusive&_pragma=busy_timeout(15000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	fake.Say(telegramtest.Said{Chat: 7, Text: "the second avenue"})
	fake.Say(telegramtest.Said{Chat: 8, Text: "key message 2"})
	for chat, want := range map[int64]string{7: "Avenue 2", 8: "women"} {
		await(t, "an answer", func() bool {
			all := fake.Shown(chat)
			return len(all) > 0 && strings.Contains(all[len(all)-1].Text, want)
		})
	}
	if n := strings.Count(out.String(), "level=ERROR"); n != 1 || !strings.Contains(out.String(), "the database cannot be used; answers go on") {
		t.Errorf("the log says:\n%s", out)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	fake.Say(telegramtest.Said{Chat: 7, Text: "/subscribe 07:30 Europe/Berlin gender"})
	await(t, "the subscription", func() bool {
		all := fake.Shown(7)
		return strings.Contains(all[len(all)-1].Text, "07:30")
	})
	if n := len(fake.Shown(7)); n != 2 {
		t.Errorf("%d messages; want the answer and the subscription", n)
	}
}

// TestADatabaseServerThatGoesAndComesBack: answers go on meanwhile, and the
// message that fell due is sent when the server is back, once.
func TestADatabaseServerThatGoesAndComesBack(t *testing.T) {
	pg, err := storetest.StartPostgres()
	if errors.Is(err, storetest.ErrNoPostgres) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pg.Stop)
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	s := defaults(t)
	address, err := pg.Database()
	if err != nil {
		t.Fatal(err)
	}
	s.Database = Secret(address)
	s.TelegramToken, s.TelegramAPI = telegramtest.Token, server.URL
	_, _, out := started(t, s)
	pg.Halt()
	fake.Say(telegramtest.Said{Chat: 7, Text: "the second avenue"})
	await(t, "an answer", func() bool {
		all := fake.Shown(7)
		return len(all) > 0 && strings.Contains(all[len(all)-1].Text, "Avenue 2")
	})
	if err := pg.Start(); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := time.Now()
	sub := digest.Subscription{
		Chat: bots.Chat{Platform: "telegram", ID: "7", Kind: bots.Private}, By: "7", Zone: "UTC", Lang: "en", State: digest.Active,
		Schedule: digest.Schedule{At: digest.Clock(60*now.UTC().Hour() + now.UTC().Minute()), Days: digest.EveryDay, Every: digest.Daily},
		Created:  now.Add(-time.Hour), NextDay: digest.DateOf(now.UTC()), NextAt: now.Add(-time.Second),
	}
	if _, err := db.Save(t.Context(), sub, nil); err != nil {
		t.Fatal(err)
	}
	await(t, "the message of the day", func() bool { return len(fake.Shown(7)) > 1 })
	if n := len(fake.Shown(7)); n != 2 {
		t.Errorf("%d messages; want the answer and the message of the day; the log says:\n%s", n, out)
	}
	if strings.Contains(out.String(), "postgres:") {
		t.Errorf("the log shows an address:\n%s", out)
	}
}
