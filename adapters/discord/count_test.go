package discord

import (
	"testing"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/idm"
	"github.com/idmbot/idmbot/knowledge/index"
)

// mostFollowups is how many messages may follow the first answer where somebody
// uses the bot as an app of their own; more are refused with code 40094
// (https://discord.com/developers/docs/interactions/receiving-and-responding).
const mostFollowups = 5

// TestAnswersTakeFewMessages: no answer from the curated corpus, in any language, is
// longer than what may be sent as the answer of an app that is one's own.
func TestAnswersTakeFewMessages(t *testing.T) {
	c, err := knowledge.Load(idm.Files)
	if err != nil {
		t.Fatal(err)
	}
	b := bots.New(bots.Options{Engine: answer.New(c, index.Build(c), locale.Languages), PublicURL: "https://idm.example.org"})
	messages := 0
	for _, lang := range locale.Languages {
		count := func(m bots.Message) {
			m.Chat, m.From = bots.Chat{Platform: platform, ID: "1", Kind: bots.Private}, bots.Person{ID: "1", Lang: lang}
			n := len(compose(b.Handle(t.Context(), m)))
			messages = max(messages, n)
			if n > 1+mostFollowups {
				t.Errorf("%s %+v /%s %s: %d messages", lang, m.Action, m.Command, m.Args.Line, n)
			}
		}
		press := func(name, arg, extra string) {
			count(bots.Message{Kind: bots.Press, Action: bots.Action{Name: name, Arg: arg, Extra: extra}})
		}
		command := func(name, line string) {
			count(bots.Message{Kind: bots.Command, Command: name, Args: bots.Args{Line: line}})
		}
		for _, e := range c.Entries {
			press(bots.ActionShow, e.ID, "")
			press(bots.ActionCite, e.ID, "bibtex")
		}
		for _, theme := range c.Themes {
			press(bots.ActionTheme, theme.ID, "")
			command("brief", theme.ID)
			command("compare", theme.ID)
		}
		for _, name := range []string{"start", "help", "privacy", "mydata", "themes", "sources"} {
			command(name, "")
		}
	}
	if messages == 0 {
		t.Error("nothing was answered")
	}
	t.Logf("at most %d messages", messages)
}
