package telegram_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The chats of the conversation.
const (
	asker   = 501 // a private chat, of an operator
	french  = 502
	group   = -601
	forum   = -602
	topic   = 77
	channel = -603
	other   = 503 // a person in the group
)

// conversation writes down what is said and shown.
type conversation struct {
	*rig
	t     *testing.T
	b     strings.Builder
	turns int
}

// turn lets something happen, waits until all is quiet, and writes down every
// message that is new or changed.
func (c *conversation) turn(chat int64, what string, do func()) {
	c.turns++
	before := c.All(chat)
	fmt.Fprintf(&c.b, "── %d. %s\n", c.turns, what)
	do()
	synctest.Wait()
	for i, m := range c.All(chat) {
		if i < len(before) {
			if old := before[i]; old.Edits == m.Edits && old.Deleted == m.Deleted {
				continue
			}
		} else if !m.Own {
			continue
		}
		if m.Deleted {
			c.b.WriteString("[deleted]\n")
			continue
		}
		c.b.WriteString(m.Print())
	}
	c.b.WriteByte('\n')
}

func (c *conversation) asks(chat int64, text string) {
	c.turn(chat, "“"+text+"”", func() { c.say(chat, text) })
}

func (c *conversation) presses(chat int64, label string) {
	if labels := c.last(chat).Labels(); !slices.Contains(labels, label) {
		c.t.Fatalf("turn %d: there is no button %q, but %q under\n%s", c.turns+1, label, labels, c.last(chat).Print())
	}
	c.turn(chat, "presses ["+label+"]", func() {
		id := c.Press(chat, label)
		synctest.Wait()
		times, text := c.Answer(id)
		if times == 0 {
			c.t.Errorf("the press on %q was not answered", label)
		}
		if text != "" {
			fmt.Fprintf(&c.b, "(in passing: %s)\n", text)
		}
	})
}

func (c *conversation) writes(what telegramtest.Said) (id int) {
	c.turn(what.Chat, fmt.Sprintf("in chat %d, person %d: “%s”", what.Chat, what.From, what.Text), func() { id = c.Say(what) })
	return id
}

// last is the newest message of the bot in a chat.
func (c *conversation) last(chat int64) telegramtest.Message {
	ms := c.Shown(chat)
	if len(ms) == 0 {
		c.t.Fatalf("chat %d shows nothing", chat)
	}
	return ms[len(ms)-1]
}

func (c *conversation) query(from int64, text, offset string) []telegramtest.InlineResult {
	c.turns++
	results := c.Query(from, text, offset, "en")
	fmt.Fprintf(&c.b, "── %d. types @%s %s (from %q)\n", c.turns, telegramtest.Username, text, offset)
	for _, r := range results {
		fmt.Fprintf(&c.b, "• %s | %s\n", r.Title, r.Description)
	}
	c.b.WriteByte('\n')
	return results
}

// aside does something of which only the search decides what is shown. It is no
// part of the transcript, so that this does not change with the search.
func (c *conversation) aside(do func()) {
	before := c.b.String()
	do()
	c.b.Reset()
	c.b.WriteString(before)
}

var version = regexp.MustCompile(`Knowledge [0-9a-f]{6,}|(Knowledge: )[0-9a-f]{6,}`)

// A conversation with the bot as people meet it, over everything it can do:
// with a part of the corpus as of one day, so that what is shown can be
// compared to the letter, and with the curated corpus of today.
func TestConversation(t *testing.T) {
	t.Run("frozen corpus", func(t *testing.T) {
		golden(t, "conversation.txt", converse(t, frozenEngine(t)))
	})
	t.Run("curated corpus", func(t *testing.T) {
		e, err := engine()
		if err != nil {
			t.Fatal(err)
		}
		converse(t, e)
	})
}

func converse(t *testing.T, e *answer.Engine) (transcript string) {
	synctest.Test(t, func(t *testing.T) {
		memory := &bots.Volatile{}
		b := realBot(e, memory)
		c := &conversation{rig: newRig(t, telegramtest.Options{}, withBot(b, memory)), t: t}
		c.AddChat(telegramtest.Chat{ID: asker, Type: "private"})
		c.AddChat(telegramtest.Chat{ID: group, Type: "supergroup", Title: "Delegates"})
		c.AddChat(telegramtest.Chat{ID: forum, Type: "supergroup", Title: "Forum", Forum: true})
		c.AddChat(telegramtest.Chat{ID: channel, Type: "channel", Title: "News"})
		c.run(t, b)
		c.privately()
		c.inLanguages()
		c.inGroups()
		c.inline()
		if c.turns < 40 {
			t.Errorf("%d turns; want 40 at least", c.turns)
		}
		if n := c.Unanswered(); n > 0 {
			t.Errorf("%d presses were not answered", n)
		}
		transcript = version.ReplaceAllString(c.b.String(), "Knowledge VERSION")
	})
	return transcript
}

func (c *conversation) privately() {
	c.asks(asker, "/start")
	c.presses(asker, "Today's message")
	c.asks(asker, "What did the 2020 Dialogue say about women?")
	c.aside(func() { c.presses(asker, "Related") })
	c.presses(asker, "‹ Back")
	c.presses(asker, "More on this theme")
	c.presses(asker, "Themes")
	c.asks(asker, "what about young people?")
	c.presses(asker, "👍 Helpful")
	c.aside(func() { c.asks(asker, "/why") })
	c.asks(asker, "and in 2024?")
	c.asks(asker, "/themes")
	c.presses(asker, "Regular pathways")
	c.presses(asker, "More ›")
	c.asks(asker, "/sources")
	c.asks(asker, "/today")
	c.asks(asker, "/compare women")
	c.asks(asker, "/brief women")
	c.asks(asker, "/cite women 2020")
	c.asks(asker, "/checkquote We, together, can make it happen.")
	c.asks(asker, "/subscribe")
	c.asks(asker, "/settings")
	c.asks(asker, "/privacy")
	c.asks(asker, "/mydata")
	c.asks(asker, "/status")
	c.asks(asker, "/help")
	c.aside(func() { c.asks(asker, "How do I cook rice?") })
	c.asks(asker, "I was deported and have nowhere to go, please help me")
	c.asks(asker, "thank you <b>very</b> much & goodbye")
	c.turn(asker, "sends a photo", func() {
		c.Say(telegramtest.Said{Chat: asker, More: map[string]any{"photo": []any{
			map[string]any{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}}}})
	})
	var id int
	c.aside(func() {
		c.turn(asker, "“what about childern?”", func() { id = c.say(asker, "what about childern?") })
	})
	c.turn(asker, "edits it to “what about disasters and the climate?”", func() {
		c.EditText(id, telegramtest.Said{Chat: asker, Text: "what about disasters and the climate?", Lang: "en"})
	})
	c.turn(asker, "presses a button of an entry that is gone, under a message that is too old", func() {
		query := c.PressData(asker, 1, bots.Action{Name: bots.ActionShow, Arg: "no-such-entry"}.Encode(), true)
		synctest.Wait()
		_, text := c.Answer(query)
		fmt.Fprintf(&c.b, "(in passing: %s)\n", text)
	})
	c.turn(asker, "asks eleven minutes ago, and again", func() {
		for range 3 {
			c.Say(telegramtest.Said{Chat: asker, Text: "what about women?", Lang: "en", Ago: 11 * time.Minute})
		}
	})
	c.asks(asker, "/start m_idm30-key-message-2")
	c.asks(asker, "/forgetme")
	c.presses(asker, "Yes, delete everything")
}

func (c *conversation) inLanguages() {
	c.turn(french, "“/start” in French", func() { c.Say(telegramtest.Said{Chat: french, Text: "/start", Lang: "fr"}) })
	c.turn(french, "“/today”", func() { c.Say(telegramtest.Said{Chat: french, Text: "/today", Lang: "fr"}) })
	c.turn(french, "“/language es”", func() { c.Say(telegramtest.Said{Chat: french, Text: "/language es", Lang: "fr"}) })
	c.asks(french, "/start m_idm30-key-message-2")
	c.asks(french, "/brief gender")
	c.asks(french, "/help")
	c.asks(french, "/privacy")
	c.asks(french, "he perdido mi pasaporte y no tengo dónde dormir, ayúdame por favor")
	c.asks(french, "/language ar")
	c.asks(french, "ماذا عن النساء؟")
	c.asks(french, "/language")
	c.asks(french, "/start")
	c.asks(french, "/compare النساء")
	c.asks(french, "/subscribe")
	c.asks(french, "/foo")
}

func (c *conversation) inGroups() {
	c.turn(group, "is added to a group", func() { c.Member(group, other, "left", "member") })
	c.writes(telegramtest.Said{Chat: group, From: other, Text: "What about women?"})
	first := c.writes(telegramtest.Said{Chat: group, From: other, Text: "@" + telegramtest.Username + " What did the 2020 Dialogue say about women?"})
	c.writes(telegramtest.Said{Chat: group, From: other, Text: "and young people?", ReplyTo: c.last(group).ID})
	c.writes(telegramtest.Said{Chat: group, From: other, Text: "/themes@another_bot"})
	c.writes(telegramtest.Said{Chat: group, From: other, Text: "/ask@" + telegramtest.Username + " trafficking in persons"})
	c.writes(telegramtest.Said{Chat: group, From: asker, Text: "@" + telegramtest.Username, ReplyTo: first})
	c.writes(telegramtest.Said{Chat: forum, From: other, Thread: topic, Text: "/ask remittances"})
	c.writes(telegramtest.Said{Chat: channel, Text: "A post for everybody"})
	c.writes(telegramtest.Said{Chat: channel, Text: "/today@" + telegramtest.Username})
}

func (c *conversation) inline() {
	c.query(other, "", "")
	results := c.query(other, "women", "")
	if n := len(results); n == 0 || n > 10 {
		c.t.Fatalf("%d results; want 1 to 10", n)
	}
	if next := results[0].Next; next != "" {
		more := c.query(other, "women", next)
		for _, r := range more {
			if slices.ContainsFunc(results, func(o telegramtest.InlineResult) bool { return o.ID == r.ID }) {
				c.t.Errorf("%s is on both pages", r.ID)
			}
		}
	}
	id := c.Choose(results[0])
	fmt.Fprintf(&c.b, "chooses the first:\n%s\n", c.Inline(id).Print())
	query := c.PressInline(french, id, "Related")
	synctest.Wait()
	if times, _ := c.Answer(query); times == 0 {
		c.t.Error("a press under an inline message was not answered")
	}
	if now := c.Inline(id); len(now.Labels()) == 0 {
		c.t.Errorf("after a press on [Related] an inline message has no buttons: %q", now.Text)
	}
}

// golden compares with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs; if the change is meant, run the test with -update and read the file\n%s", path, diff)
	}
}
