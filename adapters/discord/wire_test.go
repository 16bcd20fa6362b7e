package discord_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// What Discord sends, in the shape that its documentation shows, becomes these
// neutral messages.
func TestIncomingPayloads(t *testing.T) {
	const head = `"application_id":"100","token":"tok","version":1,"entitlements":[],"app_permissions":"2248473465835073",
		"attachment_size_limit":10485760,"authorizing_integration_owners":{"0":"200"},"context":0,"guild_id":"200",
		"guild":{"features":[],"id":"200","locale":"en-US"},"guild_locale":"en-US","locale":"fr","channel_id":"300",
		"channel":{"id":"300","type":0,"name":"general","flags":0,"guild_id":"200","permissions":"2248473465835073"},
		"member":{"user":{"id":"111","username":"amina","global_name":"Amina","discriminator":"0","avatar":null,"public_flags":0,"clan":null},
			"roles":[],"permissions":"2248473465835105","nick":null,"joined_at":"2024-01-01T00:00:00.000000+00:00","mute":false,"deaf":false,"flags":0,"unusual_dm_activity_until":null}`
	const message = `{"id":"400","channel_id":"300","content":"","type":20,"flags":0,"author":{"id":"100","username":"IDM","bot":true},
		"embeds":[{"type":"rich","title":"t"}],"components":[{"type":1,"id":1,"components":[{"type":2,"id":2,"style":2,"label":"Related","custom_id":"r:idm30"}]},{"type":99,"new":"kind"}],
		"interaction_metadata":{"id":"399","type":2,"user":{"id":"111"},"authorizing_integration_owners":{"0":"200"}},"timestamp":"2026-01-01T00:00:00.000000+00:00"}`
	here := bots.Chat{Platform: "discord", ID: "300", Kind: bots.Group}
	from := bots.Person{ID: "111", Lang: "fr", Manager: true}
	for name, one := range map[string]struct {
		payload string
		want    bots.Message
	}{
		"slash": {
			`{"id":"501","type":2,"data":{"id":"9","name":"ask","type":1,"options":[{"name":"question","type":3,"value":"quoi ?"},{"name":"private","type":5,"value":true}]},` + head + `}`,
			bots.Message{ID: "501", Chat: here, From: from, Kind: bots.Command, Command: "ask", Args: bots.Args{Named: map[string]string{"question": "quoi ?", "private": "true"}}},
		},
		"no options": {
			`{"id":"502","type":2,"data":{"id":"9","name":"themes","type":1},` + head + `}`,
			bots.Message{ID: "502", Chat: here, From: from, Kind: bots.Command, Command: "themes", Args: bots.Args{Named: map[string]string{}}},
		},
		"button": {
			`{"id":"503","type":3,"data":{"component_type":2,"custom_id":"r:idm30","id":2},"message":` + message + `,` + head + `}`,
			bots.Message{ID: "400", Chat: here, From: from, Kind: bots.Press, Action: bots.Action{Name: "r", Arg: "idm30"}},
		},
		"menu": {
			`{"id":"504","type":3,"data":{"component_type":3,"custom_id":"menu:0","values":["t:gender:1"],"id":2},"message":` + message + `,` + head + `}`,
			bots.Message{ID: "400", Chat: here, From: from, Kind: bots.Press, Action: bots.Action{Name: "t", Arg: "gender", Extra: "1"}},
		},
		"on a message": {
			`{"id":"505","type":2,"data":{"id":"9","name":"Ask the IDM about this","type":3,"target_id":"600","resolved":{"messages":{"600":{"id":"600","content":"who said that?","author":{"id":"112"},"embeds":[]}}}},` + head + `}`,
			bots.Message{ID: "505", Chat: here, From: from, Kind: bots.Command, Command: "ask", Inside: true, Args: bots.Args{Named: map[string]string{"question": "who said that?", "private": "true"}}},
		},
		"on a picture": {
			`{"id":"506","type":2,"data":{"id":"9","name":"Ask the IDM about this","type":3,"target_id":"600","resolved":{"messages":{"600":{"id":"600","content":"","attachments":[{"id":"1"}]}}}},` + head + `}`,
			bots.Message{ID: "506", Chat: here, From: from, Kind: bots.Attachment, Inside: true},
		},
		"direct": {
			`{"id":"507","type":2,"data":{"id":"9","name":"today","type":1},"application_id":"100","token":"tok","channel_id":"301","channel":{"id":"301","type":1},"context":1,"user":{"id":"113"},"locale":"es-ES","authorizing_integration_owners":{"0":"0"}}`,
			bots.Message{ID: "507", Chat: direct("113"), From: bots.Person{ID: "113", Lang: "es-ES", Manager: true}, Kind: bots.Command, Command: "today", Args: bots.Args{Named: map[string]string{}}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{}, nil)
				r.connect(t, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
				s := slow(0, func(bots.Message) bots.Reply { return botstest.Say("ok") })
				r.run(t, s)
				post(t, r, one.payload)
				asked := s.Asked()
				if len(asked) != 1 {
					t.Fatalf("the handler was asked %d times", len(asked))
				}
				asked[0].At = one.want.At
				if diff := cmp.Diff(one.want, asked[0]); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

// What the bot sends for each kind of reply, byte by byte but for indentation.
func TestOutgoingRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{KeepCalls: true}, nil)
		reply := bots.Reply{
			Lang: "en", Colour: "#1a6fb0",
			Blocks: []bots.Block{bots.Heading{Text: "Title"}, bots.Paragraph{Text: "Outcome", Tone: bots.Meta}, bots.Paragraph{Text: "The *message*."},
				bots.Quotation{Text: "exact words", By: "— Somebody"}, bots.Citation{Text: "Report", Label: "Source", URL: "https://example.org/s"}},
			Buttons: [][]bots.Button{{{Label: "Related", Action: bots.Action{Name: bots.ActionRelated, Arg: "idm30"}}, {Label: "Site", URL: "https://example.org"},
				{Label: "Copy", Copy: "words", Fallback: bots.Action{Name: bots.ActionCite, Arg: "idm30"}}}},
		}
		menu := bots.Reply{Blocks: []bots.Block{bots.Heading{Text: "Themes"}, bots.List{}}}
		var items bots.List
		for n := range 6 {
			items.Items = append(items.Items, bots.Item{Text: fmt.Sprint("Theme ", n+1), Action: bots.Action{Name: bots.ActionTheme, Arg: fmt.Sprint("theme-", n+1)}})
		}
		menu.Blocks[1] = items
		r.run(t, slow(0, func(m bots.Message) bots.Reply {
			switch {
			case m.Kind == bots.Press:
				out := botstest.Say("changed")
				out.Replace = true
				return out
			case m.Command == "themes":
				return menu
			case m.Command == "mydata":
				return private("for you")
			}
			return reply
		}))
		r.Slash(somebody, "ask", opt("question", "x")).Done()
		r.Press(somebody, "Related").Done()
		r.Slash(somebody, "themes").Done()
		r.Slash(somebody, "mydata").Done()
		r.Say(somebody, "<@"+discordtest.BotID+"> x")
		synctest.Wait()
		file := botstest.Say("with a file")
		file.File = &bots.File{Name: "a.txt", MediaType: "text/plain", Data: []byte("text")}
		if _, err := r.adapter.SendKeyed(t.Context(), channel(discordtest.ChannelID), file, "row-1"); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, c := range r.Calls("") {
			fmt.Fprintf(&b, "%s %s → %d\n", c.Method, c.Path, c.Status)
			if len(c.Body) > 0 {
				var pretty bytes.Buffer
				if err := json.Indent(&pretty, c.Body, "", "  "); err != nil {
					t.Fatalf("%s: %v", c.Path, err)
				}
				b.WriteString(pretty.String() + "\n")
			}
			b.WriteByte('\n')
		}
		golden(t, "requests.txt", b.String())
	})
}
