package digest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
	"github.com/idmbot/idmbot/bots/digest/digesttest"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew")

// talk is a chat with the conversation, and what is seen of it.
type talk struct {
	t    *testing.T
	c    *digest.Conversation
	chat bots.Chat
	from bots.Person
	lang string
	last bots.Reply
	seen strings.Builder
}

func (k *talk) show(what string, r bots.Reply, ok bool) {
	fmt.Fprintf(&k.seen, "── %s\n", what)
	if !ok {
		k.seen.WriteString("(not for the digest)\n\n")
		return
	}
	if r.Notice != "" {
		fmt.Fprintf(&k.seen, "(%s)\n", r.Notice)
	}
	if len(r.Blocks) > 0 {
		k.seen.WriteString(strings.TrimSpace(bots.PlainText(r)) + "\n")
	}
	for _, row := range r.Buttons {
		for i, b := range row {
			if i > 0 {
				k.seen.WriteString(" ")
			}
			fmt.Fprintf(&k.seen, "[%s]", b.Label)
		}
		k.seen.WriteString("\n")
	}
	k.seen.WriteString("\n")
	k.last = r
}

func (k *talk) message(kind bots.MessageKind) bots.Message {
	return bots.Message{ID: "1", Chat: k.chat, From: k.from, Kind: kind}
}

func (k *talk) command(name, line string) {
	m := k.message(bots.Command)
	m.Command, m.Args = name, bots.Args{Line: line}
	r, ok := k.c.Handle(k.t.Context(), m, k.lang)
	k.show(strings.TrimSpace("/"+name+" "+line), r, ok)
}

func (k *talk) says(text string) {
	m := k.message(bots.Text)
	m.Text = text
	r, ok := k.c.HandleText(k.t.Context(), m, k.lang)
	k.show("“"+text+"”", r, ok)
}

// press presses the button with that action in the last reply.
func (k *talk) press(name, arg string) {
	k.t.Helper()
	for _, row := range k.last.Buttons {
		for _, b := range row {
			if b.Action.Name == name && b.Action.Arg == arg {
				m := k.message(bots.Press)
				m.Action = b.Action
				r, ok := k.c.Handle(k.t.Context(), m, k.lang)
				k.show("presses ["+b.Label+"]", r, ok)
				return
			}
		}
	}
	k.t.Fatalf("there is no button %s %q under:\n%s", name, arg, bots.PlainText(k.last))
}

func (k *talk) event(kind bots.MessageKind) {
	r, ok := k.c.Handle(k.t.Context(), k.message(kind), k.lang)
	k.show(map[bots.MessageKind]string{bots.Left: "(blocks the bot)", bots.Joined: "(comes back)"}[kind], r, ok)
}

// TestSubscribing: the whole conversation in each language, as people read it.
func TestSubscribing(t *testing.T) {
	c := corpus(t)
	for _, lang := range locale.Languages {
		t.Run(lang, func(t *testing.T) {
			now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
			var db digesttest.Store
			k := &talk{t: t, lang: lang, chat: bots.Chat{Platform: "chat", ID: "7", Kind: bots.Private}, from: bots.Person{ID: "7", Lang: lang}}
			k.c = digest.NewConversation(&db, func() *knowledge.Corpus { return c }, func() time.Time { return now }, nil, nil)
			k.subscribe()
			now = now.Add(2 * time.Hour)
			k.change()
			k.leave()
			k.daily(t, c, &db)
			golden(t, filepath.Join("testdata", "subscribing."+lang+".txt"), k.seen.String())
		})
	}
}

// subscribe goes through all steps, with a wrong turn in each that is typed.
func (k *talk) subscribe() {
	k.command("settings", "")
	k.command("subscribe", "")
	k.says("half past")
	k.says("07:30")
	k.says("Atlantis")
	k.says("Berlin")
	k.press("subl", k.lang)
	k.press("subh", "gender")
	k.press("subh", "labour")
	k.press("subd", "")
	k.press("subd", "workdays")
	k.press("subc", "")
	k.press("subok", "")
}

// change turns every setting and back.
func (k *talk) change() {
	k.command("settings", "")
	k.press("subq", "")
	k.press("subq", "2200-0600")
	k.command("subscribe", "23:00")
	k.command("subscribe", "19:00 Kathmandu")
	k.command("subscribe", "cheese")
	k.pressInSettings("subskip")
	k.pressInSettings("subfew")
	k.command("pause", "2026-13-01")
	k.command("pause", "2026-12-01")
	k.command("resume", "")
}

// pressInSettings presses a button of the settings.
func (k *talk) pressInSettings(name string) {
	k.t.Helper()
	k.command("settings", "")
	k.press(name, "")
}

// leave ends it in every way, and comes back.
func (k *talk) leave() {
	k.event(bots.Left)
	k.event(bots.Joined)
	k.command("unsubscribe", "")
	k.event(bots.Joined)
	k.subscribeAgain()
}

// subscribeAgain does it in one line.
func (k *talk) subscribeAgain() {
	k.command("subscribe", "07:30 Europe/Berlin gender")
}

// daily shows the message that then comes.
func (k *talk) daily(t *testing.T, c *knowledge.Corpus, db *digesttest.Store) {
	s, ok, err := db.Find(t.Context(), k.chat)
	if err != nil || !ok {
		t.Fatal(err)
	}
	messages := &digest.Messages{Corpus: func() *knowledge.Corpus { return c }, Card: func(e *knowledge.Entry, lang string) bots.Reply {
		words, _ := e.In(lang)
		return bots.Reply{Lang: lang, Entries: []string{e.ID}, Blocks: []bots.Block{bots.Heading{Text: words.Title}}}
	}}
	previews, err := messages.Preview(s, nil, s.NextAt.Add(-time.Hour), 1)
	if err != nil || len(previews) != 1 {
		t.Fatal(err)
	}
	k.show("the message", previews[0].Reply, true)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if the change is meant, run the test with -update and read the file\n%s", file, diff)
	}
}
