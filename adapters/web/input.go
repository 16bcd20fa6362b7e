package web

import (
	"strings"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// input is what a person asked or chose on the chat page.
type input struct {
	message      bots.Message
	asked        string // what to show as the person's words
	conversation string // its name, empty if the page has none yet
	why          bool   // explain the answer to the question
	// lang is set where the person chose a language.
	lang string
	// reply is set where the web answers itself.
	reply *bots.Reply
}

// choices are the buttons that make sense here. Those that set something for a
// person are left out: the web knows nobody, and keeps nothing.
var choices = map[string]bool{
	bots.ActionShow: true, bots.ActionRelated: true, bots.ActionTheme: true, bots.ActionThemes: true,
	bots.ActionSource: true, bots.ActionSources: true, bots.ActionCite: true, bots.ActionHelpful: true,
	bots.ActionToday: true, bots.ActionCommand: true, bots.ActionBrief: true, bots.ActionCompare: true,
}

// readInput reads a question (q), a command in it, or a pressed button (a). It
// returns false where there is neither.
func readInput(v *visit) (input, bool) {
	in := input{conversation: conversation(v.r.FormValue("c")), why: v.r.FormValue("why") != ""}
	in.message.At = v.deps.Clock()
	if data := v.r.FormValue("a"); data != "" {
		return in, in.press(v, data)
	}
	q := strings.TrimSpace(v.r.FormValue("q"))
	if q == "" {
		return in, false
	}
	in.asked = q
	if name, isCommand := strings.CutPrefix(q, "/"); isCommand && name != "" {
		word, rest, _ := strings.Cut(name, " ")
		in.command(v, strings.ToLower(word), strings.TrimSpace(rest))
		return in, true
	}
	in.message.Kind, in.message.Text = bots.Text, q
	return in, true
}

func (in *input) press(v *visit, data string) bool {
	a, err := bots.DecodeAction(data)
	if err != nil {
		return false
	}
	in.asked, in.why = v.r.FormValue("label"), false
	switch {
	case a.Name == bots.ActionLang:
		in.lang = locale.Match(a.Arg)
		return in.lang != ""
	case a.Name == bots.ActionCommand:
		in.command(v, a.Arg, "")
		return true
	case !choices[a.Name]:
		in.refuse(v)
		return true
	}
	in.message.Kind, in.message.Action = bots.Press, a
	return true
}

// command reads a command. Those for settings and subscriptions belong to
// platforms that know whom they talk to.
func (in *input) command(v *visit, name, line string) {
	in.why = false
	switch name {
	case "language":
		if in.lang = locale.Match(line); in.lang != "" {
			return
		}
	case "settings":
		name = "language"
	case "subscribe", "pause", "resume", "unsubscribe", "broadcast", "status":
		in.refuse(v)
		return
	case "start":
		if line == "subscribe" {
			in.refuse(v)
			return
		}
	}
	in.message.Kind, in.message.Command, in.message.Args = bots.Command, name, bots.Args{Line: line}
}

// refuse says that there are no accounts here, and where the daily message is.
func (in *input) refuse(v *visit) {
	in.reply = &bots.Reply{Lang: v.lang, Blocks: []bots.Block{bots.Paragraph{Text: v.word("no_accounts")}},
		Buttons: [][]bots.Button{{{Label: "Atom", URL: "/feed.atom?lang=" + v.lang}, {Label: "JSON Feed", URL: "/feed.json?lang=" + v.lang}}}}
}

const (
	minConversation = 16
	maxConversation = 64
)

// conversation checks the name of a conversation. One that could be guessed is
// no name: it would let people read along.
func conversation(s string) string {
	if len(s) < minConversation || len(s) > maxConversation {
		return ""
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return s
}
