package digest_test

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
)

var imported = time.Date(2026, 7, 1, 6, 0, 0, 0, time.UTC)

// TestSubscriptionsTravel: what is exported is imported elsewhere as it was,
// history included, in both formats.
func TestSubscriptionsTravel(t *testing.T) {
	c := corpus(t)
	var from digesttest.Store
	for i, s := range []digest.Subscription{
		{Chat: bots.Chat{Platform: "telegram", ID: "1", Kind: bots.Private}, By: "1", Zone: "Europe/Berlin", Lang: "fr", Themes: []string{"gender", "labour"}},
		{Chat: bots.Chat{Platform: "telegram", ID: "-100", Thread: "7", Kind: bots.Group}, Zone: "Asia/Kathmandu", Lang: "en", Quiet: digest.Quiet{From: 1320, To: 360}},
		{Chat: bots.Chat{Platform: "discord", ID: "3", Kind: bots.Channel}, Zone: "UTC", Lang: "ar", State: digest.Paused, Until: digest.NewDate(2026, 8, 1), Reason: digest.ByPerson},
		{Chat: bots.Chat{Platform: "discord", ID: "4", Kind: bots.Private}, By: "4", Zone: "UTC", Lang: "es", State: digest.Ended, Reason: digest.Reason(bots.Blocked)},
	} {
		s.Schedule = digest.Schedule{At: digest.Clock(450 + i), Days: digest.Workdays, Every: digest.Daily}
		s.Created = imported.Add(-24 * time.Hour)
		if s.State == "" {
			s.State = digest.Active
		}
		saved, err := from.Save(t.Context(), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := from.Remember(t.Context(), saved.ID, digest.History{"gcm-about": {Times: 2, Last: digest.NewDate(2026, 6, 1)}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range []digest.Format{digest.CSV, digest.JSONL} {
		var first, second bytes.Buffer
		if n, err := digest.Export(t.Context(), &from, &first, f, nil); err != nil || n != 4 {
			t.Fatalf("%s: %d exported, %v", f, n, err)
		}
		var to digesttest.Store
		done, err := digest.Import(t.Context(), &to, bytes.NewReader(first.Bytes()), f, c, imported)
		if err != nil || done.Added != 4 || len(done.Bad) > 0 {
			t.Fatalf("%s: %+v, %v", f, done, err)
		}
		if _, err := digest.Export(t.Context(), &to, &second, f, nil); err != nil {
			t.Fatal(err)
		}
		if first.String() != second.String() {
			t.Errorf("%s: what came back differs:\n%s\n%s", f, &first, &second)
		}
		if again, err := digest.Import(t.Context(), &to, bytes.NewReader(first.Bytes()), f, c, imported); err != nil || again.Replaced != 4 || again.Added != 0 {
			t.Errorf("%s: a second time: %+v, %v", f, again, err)
		}
	}
}

// TestBadLines: each is reported by number and reason, and the others count.
func TestBadLines(t *testing.T) {
	const file = `platform,chat,time,zone,language,themes
telegram,1,07:30,UTC,en,
,2,07:30,UTC,en,
telegram,3,7 o'clock,UTC,en,
telegram,4,07:30,Mars/Olympus,en,
telegram,5,07:30,UTC,tlh,
telegram,6,07:30,UTC,en,cheese
telegram,1,07:30,UTC,en,
telegram,8,07:30
telegram,9,07:30,UTC,en,gender
`
	var to digesttest.Store
	done, err := digest.Import(t.Context(), &to, strings.NewReader(file), digest.CSV, corpus(t), imported)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range done.Bad {
		got = append(got, b.String())
	}
	want := []string{
		"3: no platform or no chat", "4: time: not a time of day; write it as 07:30", `5: "Mars/Olympus" is not a time zone`,
		`6: "tlh" is not one of the bot's languages`, `7: themes: there is no theme "cheese"`, "8: the same chat as line 2", "9: 3 fields instead of 6",
	}
	if done.Added != 2 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d added; bad lines:\n%s\nwant:\n%s", done.Added, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestHostileLines: what no platform says is refused line by line, on either
// database, and the lines around it count.
func TestHostileLines(t *testing.T) {
	line := func(more string) string {
		return `{"platform":"telegram","chat":"1","time":"07:30","zone":"UTC","language":"en"` + more + "}\n"
	}
	for _, c := range []struct{ line, want string }{
		{line(`,"chat":"a\u0000b"`), "chat: it holds characters that are no text"},
		{line(`,"thread":"\n"`), "thread: it holds characters that are no text"},
		{line(`,"had":"e\u0000:1:2026-01-01"`), "had: it holds characters that are no text"},
		{line(`,"person":"` + strings.Repeat("9", 300) + `"`), "person: it is longer than 200 bytes"},
		{line(`,"platform":"Tele gram"`), `platform: "Tele gram" is not the name of one, in small letters`},
		{line(`,"last_day":"9999-12-31"`), "last_day: 9999-12-31 lies in the future"},
		{line(`,"had":"e:1:2026-08-01"`), "had: 2026-08-01 lies in the future"},
	} {
		var to digesttest.Store
		file := c.line + line(`,"chat":"2"`)
		done, err := digest.Import(t.Context(), &to, strings.NewReader(file), digest.JSONL, corpus(t), imported)
		if err != nil || done.Added != 1 || len(done.Bad) != 1 || done.Bad[0].String() != "1: "+c.want {
			t.Errorf("%s: %+v, %v; want %q", c.line, done, err, c.want)
		}
	}
}

// FuzzImport: whatever a file holds, what is stored can be served.
func FuzzImport(f *testing.F) {
	c := corpus(f)
	f.Add([]byte("platform,chat,time,zone,language\ntelegram,1,07:30,UTC,en\n"), true)
	f.Add([]byte(`{"platform":"telegram","chat":"1","time":"07:30","zone":"UTC","language":"en","had":"a:1:2026-01-01"}`), false)
	f.Add([]byte("\ufeffplatform\n\"\n"), true)
	f.Add([]byte(`{"platform":1}`+"\n[]\n"), false)
	f.Fuzz(func(t *testing.T, data []byte, asCSV bool) {
		format := digest.JSONL
		if asCSV {
			format = digest.CSV
		}
		var to digesttest.Store
		if _, err := digest.Import(t.Context(), &to, bytes.NewReader(data), format, c, imported); err != nil {
			t.Fatal(err)
		}
		err := to.Each(t.Context(), func(s digest.Subscription) bool {
			if err := s.Check(); err != nil {
				t.Errorf("stored, but %v", err)
			}
			for _, text := range []string{string(s.Chat.ID), string(s.Chat.Thread), string(s.By), string(s.Reason)} {
				if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
					t.Errorf("stored, and no database takes %q", text)
				}
			}
			if s.State == digest.Active && !s.NextAt.After(imported) {
				t.Errorf("active, and its next message is due at %v", s.NextAt)
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}
