package discord_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// The adapter keeps the promises of every adapter.
func TestKeepsThePromises(t *testing.T) {
	botstest.Exercise(t, botstest.Options{Bubble: true}, func(t *testing.T) botstest.Rig {
		r := newRig(t, discordtest.Options{}, nil)
		who := func(n int) discordtest.Person { return discordtest.InDM(strconv.Itoa(110 + n)) }
		connected := func() { r.Until(func() bool { return r.Connected() > 0 }) }
		return botstest.Rig{
			Adapter: r.adapter,
			Chats:   3,
			Say: func(n int, text string) {
				connected()
				r.Say(who(n), text)
			},
			Await: func(n int, enough func([]botstest.Shown) bool) []botstest.Shown {
				var out []botstest.Shown
				r.Until(func() bool {
					out = shown(r.Messages(r.DM(who(n).ID)))
					return enough(out)
				})
				return out
			},
			Chat: func(n int) bots.Chat { return direct(who(n).ID) },
			Press: func(n int, label string) {
				r.Press(who(n), label)
			},
			Leave: func(n int) bots.GoneReason {
				r.CloseDM(who(n).ID, true)
				return bots.Closed
			},
		}
	})
}

// shown are the bot's messages as people see them.
func shown(ms []discordtest.Message) []botstest.Shown {
	var out []botstest.Shown
	for _, m := range ms {
		if m.Own {
			out = append(out, botstest.Shown{Text: visibleText(m), Labels: labels(m.Components)})
		}
	}
	return out
}

func labels(cs []discordtest.Component) []string {
	var out []string
	for _, c := range cs {
		if c.Label != "" {
			out = append(out, c.Label)
		}
		for _, o := range c.Options {
			out = append(out, o.Label)
		}
		out = append(out, labels(c.Components)...)
	}
	return out
}

// visibleText is the text of a message without its markup.
func visibleText(m discordtest.Message) string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.Author.Name, e.Title, e.Description, e.Footer.Text)
	}
	var lines []string
	for _, p := range parts {
		if p != "" {
			lines = append(lines, plain(p))
		}
	}
	return strings.Join(lines, "\n")
}

var (
	lineStart = regexp.MustCompile(`(?m)^(-# |### |> |- )`)
	maskedURL = regexp.MustCompile(`\[((?:[^\\\]]|\\.)*)\]\(<[^>]*>\)`)
	escaped   = regexp.MustCompile(`\\([^A-Za-z0-9\s])`)
	emphasis  = regexp.MustCompile(`(\\.)|(\*+)`)
)

// plain reads Markdown as Discord's apps do, as far as the bot writes it.
func plain(md string) string {
	md = lineStart.ReplaceAllString(md, "")
	md = maskedURL.ReplaceAllString(md, "$1")
	md = emphasis.ReplaceAllString(md, "$1")
	return escaped.ReplaceAllString(md, "$1")
}
