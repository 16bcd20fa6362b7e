package discord_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
)

// The people of the conversation.
var (
	asker    = discordtest.InGuild("110000000000000502")
	friend   = discordtest.InDM("110000000000000503")
	admin    = discordtest.InDM(operator)
	manager  = discordtest.Manager("110000000000000504")
	visitor  = discordtest.Person{ID: "110000000000000505", Guild: "200000000000000077", Channel: "300000000000000077", UserInstalled: true}
	between  = discordtest.Person{ID: "110000000000000506", Channel: "300000000000000078", UserInstalled: true}
	speaking = map[string]discordtest.Person{
		"fr":    {ID: "110000000000000507", Locale: "fr"},
		"es-ES": {ID: "110000000000000508", Locale: "es-ES"},
		"es":    {ID: "110000000000000509", Locale: "es-419"},
		"de":    {ID: "110000000000000510", Locale: "de"},
	}
)

// TestConversation is a session over every command, button and menu, in
// servers, direct messages and as an app of one's own, in every language.
func TestConversation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := realBot(frozenEngine(t), &bots.Volatile{})
		r := newRig(t, discordtest.Options{}, withBot(b))
		r.run(t, b)
		r.Until(func() bool { return len(r.Commands("")) > 0 })
		c := &conversation{rig: r, t: t}

		c.slash(asker, "ask", opt("question", "What did the 2020 Dialogue say about women?"))
		c.aside(func() { c.press(asker, "Related") })
		c.slash(asker, "ask", opt("question", "the second avenue"), opt("private", true))
		c.slash(asker, "ask", opt("question", "the second avenue"), opt("language", "fr"))
		c.aside(func() { c.slash(asker, "why") })
		c.aside(func() { c.slash(asker, "ask", opt("question", "visa fee for Canada")) })
		c.slash(asker, "ask", opt("question", "I am in danger, they want to deport me, please help me"))
		c.slash(asker, "ask", opt("question", "thank you"))
		c.aside(func() {
			c.slash(asker, "ask", opt("question", "**bold** <@110000000000000502> [click](https://evil.example) @everyone"))
		})
		c.slash(asker, "themes")
		c.slash(asker, "sources")
		c.slash(asker, "today")
		c.press(asker, "👍 Helpful")
		for _, name := range []string{"compare", "brief"} {
			c.slash(asker, name, opt("theme", c.first(asker, name, opt("theme", "climate"))))
		}
		const entry = "idm30-key-message-2"
		c.aside(func() { c.first(asker, "cite", opt("entry", "vaccines")) })
		for _, style := range []string{"un", "apa", "bibtex"} {
			c.slash(asker, "cite", opt("entry", entry), opt("style", style))
		}
		c.slash(asker, "checkquote", opt("text", "We, together, can make it happen."))
		for _, name := range []string{"settings", "privacy", "mydata", "forgetme", "help", "subscribe"} {
			c.slash(asker, name)
		}
		c.slash(manager, "settings")
		c.slash(friend, "start")
		c.slash(friend, "language", opt("language", "ar"))
		c.aside(func() { c.slash(friend, "ask", opt("question", "ماذا قال الحوار عن النساء؟")) })
		c.slash(friend, "help")
		c.say(friend, "and the second avenue?")
		c.say(asker, "<@"+discordtest.BotID+"> the second avenue")
		c.about(asker, c.Say(asker, "the second avenue"))
		for _, locale := range []string{"fr", "es-ES", "es", "de"} {
			c.slash(speaking[locale], "cite", opt("entry", "idm30-key-message-2"))
			c.slash(speaking[locale], "themes")
		}
		c.slash(visitor, "ask", opt("question", "the second avenue"))
		c.slash(between, "ask", opt("question", "the second avenue"))
		c.slash(between, "mydata")
		c.slash(admin, "status")
		golden(t, "conversation.txt", c.b.String())
	})
}

func opt(name string, value any) discordtest.Option {
	return discordtest.Option{Name: name, Value: value}
}

// conversation writes down what people do and see.
type conversation struct {
	*rig
	t     *testing.T
	b     strings.Builder
	turns int
}

// turn lets something happen, waits until all is quiet, and writes down what
// the channel shows of it.
func (c *conversation) turn(p discordtest.Person, do func() *discordtest.Interaction) *discordtest.Interaction {
	c.turns++
	place := p.Channel
	if place == "" {
		place = c.DM(p.ID)
	}
	before := c.Transcript(place)
	i := do()
	synctest.Wait()
	fmt.Fprintf(&c.b, "── %d\n%s\n", c.turns, strings.TrimPrefix(c.Transcript(place), before))
	if i != nil {
		if ack := i.Wait(); ack.Type == 0 || ack.After > 0 {
			c.t.Errorf("turn %d was answered by type %d after %v", c.turns, ack.Type, ack.After)
		}
	}
	return i
}

func (c *conversation) slash(p discordtest.Person, name string, options ...discordtest.Option) {
	c.turn(p, func() *discordtest.Interaction { return c.Slash(p, name, options...) })
}

func (c *conversation) press(p discordtest.Person, label string) {
	c.turn(p, func() *discordtest.Interaction { return c.Press(p, label) })
}

func (c *conversation) about(p discordtest.Person, id string) {
	c.turn(p, func() *discordtest.Interaction { return c.Ask(p, "Ask the IDM about this", id) })
}

func (c *conversation) say(p discordtest.Person, text string) {
	c.turn(p, func() *discordtest.Interaction { c.Say(p, text); return nil })
}

// aside lets something happen that is checked but not written down, since its
// words are the search's, which others improve.
func (c *conversation) aside(do func()) {
	before := c.b.String()
	do()
	c.b.Reset()
	c.b.WriteString(before)
}

// first is the best suggestion for an option.
func (c *conversation) first(p discordtest.Person, name string, o discordtest.Option) string {
	c.turns++
	found := c.Complete(p, name, o).Choices()
	fmt.Fprintf(&c.b, "── %d\n%s types /%s %s: %v…\n", c.turns, p.ID, name, o.Name, o.Value)
	if len(found) == 0 {
		c.t.Fatalf("turn %d: nothing is suggested", c.turns)
	}
	fmt.Fprintf(&c.b, "• %s (%v)\n\n", found[0].Name, found[0].Value)
	return found[0].Value.(string)
}

// TestSuggestions of every kind fit Discord, in every language.
func TestSuggestions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := realBot(frozenEngine(t), &bots.Volatile{})
		r := newRig(t, discordtest.Options{}, withBot(b))
		r.run(t, b)
		r.Until(func() bool { return len(r.Commands("")) > 0 })
		for _, locale := range []string{"en-US", "fr", "es-ES", "ja"} {
			p := discordtest.Person{ID: "110000000000000502", Locale: locale}
			for _, o := range []struct{ command, option string }{
				{"ask", "question"}, {"compare", "theme"}, {"brief", "theme"}, {"cite", "entry"},
			} {
				for _, typed := range []string{"", "cl", "women", "zzzz qqqq", strings.Repeat("migration ", 60)} {
					i := r.Complete(p, o.command, opt(o.option, typed))
					if found := i.Choices(); len(found) > 25 || len(found) == 0 && typed == "" && o.option != "question" {
						t.Errorf("%s /%s %s %.10q: %d suggestions", locale, o.command, o.option, typed, len(found))
					}
					if ack := i.Wait(); ack.Type != discordtest.AckChoices {
						t.Errorf("/%s was answered by type %d", o.command, ack.Type)
					}
				}
			}
		}
	})
}

// The commands are registered once: not again where nothing changed, not twice
// for a guild, and stale ones go.
func TestCommandsAreRegisteredOnlyWhereTheyDiffer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := realBot(frozenEngine(t), nil)
		r := newRig(t, discordtest.Options{}, withBot(b))
		publish := func(specs []bots.CommandSpec) {
			t.Helper()
			if err := r.adapter.PublishCommands(t.Context(), specs); err != nil {
				t.Fatalf("PublishCommands: %v", err)
			}
		}
		puts := func() int { return r.Count("PUT /applications/{application_id}/commands") }
		publish(b.Commands())
		publish(b.Commands())
		if n := puts(); n != 1 {
			t.Errorf("registered %d times; want once", n)
		}
		all := len(r.Commands(""))
		publish(b.Commands()[1:])
		if n := len(r.Commands("")); n != all-1 || puts() != 2 {
			t.Errorf("%d commands after one was dropped from %d, in %d calls", n, all, puts())
		}
		if n := r.Creates(""); n != all {
			t.Errorf("%d commands were created for %d", n, all)
		}
		r.connect(t, func(c *discord.Config, d *discord.Deps) {
			withBot(b)(c, d)
			c.GuildID = discordtest.GuildID
		})
		for range 2 {
			publish(b.Commands())
		}
		if global, guild := len(r.Commands("")), len(r.Commands(discordtest.GuildID)); global != 0 || guild != all {
			t.Errorf("%d global commands and %d of the guild; want 0 and %d", global, guild, all)
		}
		if n := r.Count("PUT /applications/{application_id}/guilds/{guild_id}/commands"); n != 1 {
			t.Errorf("registered %d times in the guild; want once", n)
		}
		// Back to global ones: those of the guild go.
		r.connect(t, withBot(b))
		r.run(t, b)
		if global, guild := len(r.Commands("")), len(r.Commands(discordtest.GuildID)); global != all || guild != 0 {
			t.Errorf("%d global commands and %d of the guild; want %d and 0", global, guild, all)
		}
	})
}
