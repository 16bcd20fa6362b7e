package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
)

// stage is the program on a Discord of its own, and a transcript of what
// people do there and see.
type stage struct {
	*discordtest.Server
	// overHTTP is whether interactions come signed to the web's address, and
	// nothing by a gateway.
	overHTTP bool
	t        *testing.T
	s        settings
	ops      string // the address of operations
	out      *screen
	stop     func()
	script   strings.Builder
	names    []string // id, name, id, name …
	// used are the commands that were given, pressed the kinds of buttons and
	// menu entries that were used, shown those that stood below a message.
	used, pressed, shown map[string]bool
}

// newStage makes both; the program runs on a knowledge that does not change.
func newStage(t *testing.T, overHTTP bool) *stage {
	t.Helper()
	d, s := discordAt(t)
	if overHTTP {
		s.DiscordPublicKey = d.PublicKey()
	}
	s.Knowledge, s.PublicURL, s.Admins = frozenKnowledge(t), "https://idm.example.org", "discord:"+ada.ID
	st := &stage{Server: d, overHTTP: overHTTP, t: t, s: s, used: map[string]bool{}, pressed: map[string]bool{}, shown: map[string]bool{}}
	st.start()
	return st
}

// frozenKnowledge is the part of the corpus that the adapters' transcripts use.
func frozenKnowledge(t *testing.T) string {
	t.Helper()
	a, err := txtar.ParseFile("../../adapters/telegram/testdata/corpus.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	dir := t.TempDir()
	writeFolder(t, dir, files)
	return dir
}

// identifyPause is between two identifies of a bot
// (https://discord.com/developers/docs/events/gateway#session-start-limit-object).
const identifyPause = 5 * time.Second

// start runs the program until it is connected and its commands are there. A
// new process cannot know when the last one identified; whoever restarts a bot
// takes longer than a test does.
func (st *stage) start() {
	st.t.Helper()
	await(st.t, "the time to identify again", func() bool {
		all := st.Identifies()
		return len(all) == 0 || time.Since(all[len(all)-1]) > identifyPause
	})
	var web string
	web, st.ops, st.out, st.stop = startedUntil(st.t, st.s)
	if st.overHTTP {
		st.Endpoint(forward(st.t, web))
	} else {
		await(st.t, "the gateway", func() bool { return st.Connected() == 1 })
	}
	await(st.t, "the commands", func() bool { return len(st.Commands("")) > 0 })
}

// end checks what must never happen, and ends the program.
func (st *stage) end() {
	st.t.Helper()
	st.stop()
	done(st.t, st.Server, st.out)
}

func (st *stage) title(format string, args ...any) {
	fmt.Fprintf(&st.script, "\n════ %s\n", fmt.Sprintf(format, args...))
}

func opt(name string, value any) discordtest.Option {
	return discordtest.Option{Name: name, Value: value}
}

// slash lets somebody use a command, waits for the answer and writes both
// down. It returns the answer's text.
func (st *stage) slash(p discordtest.Person, name string, options ...discordtest.Option) string {
	st.t.Helper()
	st.used[name] = true
	told := "/" + name
	for _, o := range options {
		told += fmt.Sprintf(" %s: %v", o.Name, o.Value)
	}
	return st.told(p, told, st.Slash(p, name, options...))
}

// searched is slash where what is found is the search's, which others improve:
// the answer is left out of the transcript, and has to say some words.
func (st *stage) searched(p discordtest.Person, says, name string, options ...discordtest.Option) {
	st.t.Helper()
	if text := st.quietly(func() string { return st.slash(p, name, options...) }); !strings.Contains(text, says) {
		st.t.Errorf("/%s %v is answered without %q:\n%s", name, options, says, text)
	}
}

// press presses a button by its label, choose an entry of a menu.
func (st *stage) press(p discordtest.Person, label string) string {
	st.t.Helper()
	defer st.missing()
	return st.told(p, "presses ["+label+"]", st.Press(p, label))
}

func (st *stage) choose(p discordtest.Person, label string) string {
	st.t.Helper()
	defer st.missing()
	return st.told(p, "chooses ["+label+"]", st.Choose(p, label))
}

// fills opens the form of a button, and types into it.
func (st *stage) fills(p discordtest.Person, label, text string) string {
	st.t.Helper()
	defer st.missing()
	opened := st.Press(p, label)
	form := opened.Modal()
	if form == nil {
		st.t.Fatalf("[%s] opens no form: %s", label, opened.Failure())
	}
	fmt.Fprintf(&st.script, "\n%s presses [%s]\n", p.ID, label)
	st.note(form.Print())
	return st.told(p, "types into the form: "+text, st.Submit(opened, map[string]string{"text": text}))
}

// missing fails the test where there is no such button: the fake panics then.
func (st *stage) missing() {
	st.t.Helper()
	if p := recover(); p != nil {
		all := st.script.String()
		st.t.Fatalf("%v; the end of the transcript:\n%s", p, all[max(0, len(all)-3000):])
	}
}

// about uses the command on messages.
func (st *stage) about(p discordtest.Person, text string) string {
	st.t.Helper()
	const name = "Ask the IDM about this"
	st.used[name] = true
	return st.told(p, "uses ["+name+"] on: "+text, st.Ask(p, name, st.Say(p, text)))
}

// types types into the last option, and returns the value of the first
// suggestion.
func (st *stage) types(p discordtest.Person, name string, options ...discordtest.Option) string {
	st.t.Helper()
	o := options[len(options)-1]
	fmt.Fprintf(&st.script, "\n%s types /%s %s: %v…\n", p.ID, name, o.Name, o.Value)
	found := st.Complete(p, name, options...).Choices()
	if len(found) == 0 {
		st.t.Fatalf("nothing is suggested for /%s %s: %v", name, o.Name, o.Value)
	}
	for _, c := range found[:min(len(found), 3)] {
		fmt.Fprintf(&st.script, "    • %s\n", c.Name)
	}
	return found[0].Value.(string)
}

// hushed is what others see of an answer that is for one person, if they were
// told that one is coming.
const hushed = "🔒"

// told writes down an interaction and what its person sees.
func (st *stage) told(p discordtest.Person, what string, i *discordtest.Interaction) string {
	st.t.Helper()
	fmt.Fprintf(&st.script, "\n%s %s\n", p.ID, what)
	var sent struct {
		Data struct {
			CustomID string   `json:"custom_id"`
			Values   []string `json:"values"`
		} `json:"data"`
		Message *struct {
			ID string `json:"id"`
		} `json:"message"`
	}
	if err := json.Unmarshal(i.Raw, &sent); err != nil {
		st.t.Fatal(err)
	}
	for _, data := range append(sent.Data.Values, sent.Data.CustomID) {
		st.pressed[kind(data)] = true
	}
	var all []string
	m, changed := i.Whole()
	if m == nil {
		st.note("(" + i.Failure() + ")")
		return ""
	}
	switch {
	case m.Content == hushed:
		// A busy machine: others were told to wait for what one person may see.
		await(st.t, "the hidden answer", func() bool { return len(i.Followups()) > 0 })
	case sent.Message == nil || sent.Message.ID != m.ID:
		all = append(all, st.note(m.Print()))
	case changed:
		all = append(all, st.note("(the message becomes)\n"+m.Print()))
	}
	st.offered(*m)
	for _, f := range i.Followups() {
		all = append(all, st.note(f.Print()))
		st.offered(f)
	}
	return strings.Join(all, "\n")
}

// says writes a message, and waits for what comes in the channel or in the
// direct messages.
func (st *stage) says(p discordtest.Person, text string) string {
	st.t.Helper()
	where := p.Channel
	if where == "" {
		where = st.DM(p.ID)
	}
	before := len(st.Messages(where))
	fmt.Fprintf(&st.script, "\n%s writes: %s\n", p.ID, text)
	st.Say(p, text)
	var answer discordtest.Message
	await(st.t, "the answer to "+text, func() bool {
		all := st.Messages(where)[before:]
		n := slices.IndexFunc(all, func(m discordtest.Message) bool { return m.Own })
		if n >= 0 {
			answer = all[n]
		}
		return n >= 0
	})
	st.offered(answer)
	return st.note(answer.Print())
}

// offered remembers what can be pressed below a message.
func (st *stage) offered(m discordtest.Message) {
	var walk func([]discordtest.Component)
	walk = func(cs []discordtest.Component) {
		for _, c := range cs {
			if c.CustomID != "" && len(c.Options) == 0 {
				st.shown[kind(c.CustomID)] = true
			}
			for _, o := range c.Options {
				st.shown[kind(o.Value)] = true
			}
			walk(c.Components)
		}
	}
	walk(m.Components)
}

// kind is the kind of a button: its action, with the argument where that says
// what it does.
func kind(data string) string {
	a, err := bots.DecodeAction(data)
	switch {
	case err != nil:
		return ""
	case a.Name == bots.ActionCommand:
		return a.Name + ":" + a.Arg
	case a.Name == bots.ActionHelpful, a.Name == bots.ActionCite, a.Name == bots.ActionSummary:
		return a.Name + ":" + a.Extra
	}
	return a.Name
}

// leftOut is what was registered or shown and never used.
func (st *stage) leftOut() []string {
	var out []string
	for _, raw := range st.Commands("") {
		var c struct {
			Name string `json:"name"`
		}
		if err := json.Unmarshal(raw, &c); err != nil {
			st.t.Fatal(err)
		}
		if !st.used[c.Name] {
			out = append(out, "the command "+c.Name)
		}
	}
	for k := range st.shown {
		if !st.pressed[k] {
			out = append(out, "the button "+k)
		}
	}
	slices.Sort(out)
	return out
}
