package main

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/store"
	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// turns are what one person writes to the program, and a word of each answer.
var turns = [][2]string{
	{"/start", "key messages"}, {"hello", "Hello"}, {"What did the 2020 Dialogue say about women?", "women"}, {"and the third one?", ""},
	{"what about young people?", ""}, {"the second avenue", "Avenue 2"}, {"and the third one?", "Avenue 3"}, {"shorter", "Avenue 3"},
	{"in French please", "Axe"}, {"in English please", "Avenue 3"}, {"who said that?", ""}, {"/why", ""}, {"the six key messages", "six key messages"},
	{"what did Guterres say on vaccines?", "Guterres"}, {"what did Guterres say in 2024?", "not in 2024"}, {"2020 and 2024 on climate", ""},
	{"who said the door in the night?", ""}, {"visa fee for Canada", "sources"}, {"How do I cook rice?", "sources"},
	{"I was deported and have nowhere to go, please help me", "sorry"}, {"/themes", "Women"}, {"/sources", ""}, {"/today", ""},
	{"/compare women", "2020"}, {"/cite idm30-key-message-2", "UN style"}, {"/checkquote We, together, can make it happen.", ""},
	{"/brief women", ""}, {"/language fr", "français"}, {"que dit le Dialogue de 2020 sur les femmes ?", "femmes"}, {"et la première ?", ""},
	{"/language en", "English"}, {"kofi kinaata", "Kinaata"}, {"what are remittances", "money"}, {"IDM 2018", "2018"},
	{"/settings", "Settings"}, {"/subscribe 07:30 Europe/Berlin gender", "07:30"}, {"/pause", "Paused"}, {"/resume", "07:30"},
	{"/unsubscribe", "Stopped"}, {"/privacy", ""}, {"/mydata", ""}, {"can I quote this?", "quote"}, {"thank you", "welcome"}, {"/help", ""},
}

// TestFortyTurns: the program itself, with TELEGRAM_API_URL at the strict fake,
// over the network: every turn is answered, nothing violates the API.
func TestFortyTurns(t *testing.T) {
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	s := defaults(t)
	s.TelegramToken, s.TelegramAPI = telegramtest.Token, server.URL
	started(t, s)
	if len(turns) < 40 {
		t.Fatalf("%d turns", len(turns))
	}
	for _, turn := range turns {
		before := len(fake.All(7))
		fake.Say(telegramtest.Said{Chat: 7, Text: turn[0], Lang: "en"})
		// Some answers take several messages, and the last of the turn before may
		// come after this one was said.
		await(t, "the answer to "+turn[0]+" with "+turn[1], func() bool {
			return slices.ContainsFunc(fake.All(7)[before:], func(m telegramtest.Message) bool {
				return m.Own && strings.Contains(strings.ToLower(m.Text), strings.ToLower(turn[1]))
			})
		})
	}
	if bad := fake.Violations(); len(bad) > 0 {
		t.Errorf("violations: %q", bad)
	}
}

// TestABroadcastThroughTheRunningProgram: what the command composes and starts
// is sent by the program that runs on the same database, once.
func TestABroadcastThroughTheRunningProgram(t *testing.T) {
	fake := telegramtest.New(telegramtest.Options{})
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	s := defaults(t)
	s.TelegramToken, s.TelegramAPI = telegramtest.Token, server.URL
	started(t, s)
	for _, chat := range []int64{7, 8} {
		fake.Say(telegramtest.Said{Chat: chat, Text: "/subscribe 07:30 Europe/Berlin"})
		await(t, "the subscription", func() bool { return len(fake.Shown(chat)) > 0 })
	}
	db, err := store.Open(t.Context(), string(s.Database), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	b := newBroadcaster(s, db)
	composed, err := b.Compose(t.Context(), digest.Broadcast{By: commandLine, Text: map[string]string{"": "The Dialogue begins."}, Canary: 1,
		To: digest.Recipients{Platforms: []bots.Platform{"telegram"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Start(t.Context(), composed.ID, commandLine); err != nil {
		t.Fatal(err)
	}
	await(t, "the end of the broadcast", func() bool {
		now, _, err := b.Progress(t.Context(), composed.ID)
		return err == nil && now.State == digest.Done
	})
	for _, chat := range []int64{7, 8} {
		n := 0
		for _, m := range fake.Shown(chat) {
			if strings.Contains(m.Text, "The Dialogue begins.") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("chat %d shows it %d times", chat, n)
		}
	}
	if now, p, err := b.Progress(t.Context(), composed.ID); err != nil || p.Sent != 2 || now.Finished.After(time.Now()) {
		t.Errorf("%+v %+v %v", now, p, err)
	}
}
