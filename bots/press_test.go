package bots_test

import (
	"strings"
	"testing"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
	"github.com/idmbot/idmbot/bots/locale"
	"github.com/idmbot/idmbot/knowledge"
	"github.com/idmbot/idmbot/knowledge/index"
)

// extended is an extension with one command and one button.
type extended struct{}

func (extended) Commands() []bots.CommandSpec { return []bots.CommandSpec{{Name: "subscribe"}} }

func (extended) Handles(action string) bool { return action == "own" }

func (extended) Handle(_ bots.Context, m bots.Message, lang string) (bots.Reply, bool) {
	said := "pressed " + m.Action.Name
	if m.Kind == bots.Command {
		said = "commanded " + m.Command
	}
	return bots.Reply{Lang: lang, Blocks: []bots.Block{bots.Paragraph{Text: said}}}, true
}

// TestButtonsOfCommands: a button that stands for a command gives it, also if
// the command is an extension's; an extension's own button stays a press.
func TestButtonsOfCommands(t *testing.T) {
	c := &knowledge.Corpus{}
	b := bots.New(bots.Options{Engine: answer.New(c, index.Build(c), locale.Languages), Extensions: []bots.Extension{extended{}}})
	for _, test := range []struct {
		action bots.Action
		want   string
	}{
		{bots.Action{Name: bots.ActionCommand, Arg: "subscribe"}, "commanded subscribe"},
		{bots.Action{Name: "own"}, "pressed own"},
	} {
		r := b.Handle(t.Context(), bots.Message{Chat: bots.Chat{Platform: "p", ID: "1"}, From: bots.Person{ID: "1"},
			Kind: bots.Press, Action: test.action})
		if got := bots.PlainText(r); !strings.Contains(got, test.want) {
			t.Errorf("the button %+v is answered by %q; want %q", test.action, got, test.want)
		}
	}
}
