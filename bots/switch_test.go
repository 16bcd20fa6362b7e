package bots_test

import (
	"errors"
	"testing"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/answer"
)

// noSummaries is a Summaries that has nothing to say.
type noSummaries struct{}

func (noSummaries) Summarise(bots.Context, bots.SummaryRequest) (answer.Summary, bool) {
	return answer.Summary{}, false
}

// broken is a Memory that cannot be read.
type broken struct{ bots.Volatile }

func (*broken) Get(bots.Context, bots.Owner, string) (string, error) {
	return "", errors.New("no database")
}

// TestSummariesCanBeTurnedOff: by a person for themselves, by those who manage
// a chat for all in it; and a setting that cannot be read counts as off.
func TestSummariesCanBeTurnedOff(t *testing.T) {
	group := bots.Chat{Platform: "p", ID: "-1", Kind: bots.Group}
	own := bots.Chat{Platform: "p", ID: "1"}
	type press struct {
		chat   bots.Chat
		from   bots.Person
		action string
		to     string
	}
	manager, member := bots.Person{ID: "1", Manager: true}, bots.Person{ID: "2"}
	for _, test := range []struct {
		name    string
		memory  bots.Memory
		presses []press
		inside  bool
		chat    bots.Chat
		from    bots.Person
		want    bool
	}{
		{name: "nobody turned it off", chat: own, from: member, want: true},
		{name: "the person did", presses: []press{{own, member, bots.ActionSummary, "off"}}, chat: own, from: member},
		{name: "the person did, in a group", presses: []press{{group, member, bots.ActionSummary, "off"}}, chat: own, from: member},
		{name: "somebody else did", presses: []press{{group, member, bots.ActionSummary, "off"}}, chat: group, from: manager, want: true},
		{name: "a manager did for all", presses: []press{{group, manager, bots.ActionSummaryHere, "off"}}, chat: group, from: member},
		{name: "and on again", presses: []press{{group, manager, bots.ActionSummaryHere, "off"}, {group, manager, bots.ActionSummaryHere, "on"}}, chat: group, from: member, want: true},
		{name: "a member may not", presses: []press{{group, member, bots.ActionSummaryHere, "off"}}, chat: group, from: member, want: true},
		{name: "the message stays inside", inside: true, chat: own, from: member},
		{name: "unreadable", memory: &broken{}, chat: own, from: member},
	} {
		bot := bots.New(bots.Options{Engine: curated(), Memory: test.memory, Summaries: noSummaries{}})
		for _, p := range test.presses {
			bot.Handle(t.Context(), bots.Message{Chat: p.chat, From: p.from, Kind: bots.Press, Action: bots.Action{Name: p.action, Extra: p.to}})
		}
		r := bot.Handle(t.Context(), bots.Message{Chat: test.chat, From: test.from, Text: "What did Vitorino say about vaccines?", Inside: test.inside})
		if r.Pending != test.want {
			t.Errorf("%s: a summary may follow: %v", test.name, r.Pending)
		}
	}
}
