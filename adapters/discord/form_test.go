package discord_test

import (
	"strings"
	"testing"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// TestForms: what may be typed can be typed into a form, on both roads; it comes
// back as the press of the button's action below the same message, and who sees
// the message stays the same.
func TestForms(t *testing.T) {
	for _, hidden := range []bool{false, true} {
		roads(t, discordtest.Options{}, func(t *testing.T, r *rig) {
			var got []bots.Message
			r.run(t, slow(0, func(m bots.Message) bots.Reply {
				got = append(got, m)
				reply := botstest.Say("where?")
				reply.Private = hidden
				reply.Input = &bots.Input{Label: "Another place: any", Example: "Nairobi", Action: "typed"}
				if m.Kind == bots.Press {
					reply.Blocks = botstest.Say("there: " + m.Action.Arg).Blocks
					reply.Input, reply.Replace = nil, true
				}
				return reply
			}))
			asked := r.Slash(somebody, "ask", opt("question", "x")).Done()
			opened := r.Press(somebody, "Another place any …")
			form := opened.Modal()
			if form == nil || form.Title != "Another place any" || form.CustomID != "form:typed" {
				t.Fatalf("the form is %+v", form)
			}
			submitted := r.Submit(opened, map[string]string{"text": " Kampala\n"})
			if m := submitted.Done(); m == nil || m.ID != asked.ID || !strings.Contains(visibleText(*m), "there: Kampala") {
				t.Errorf("after the form the person sees %+v", m)
			}
			if m := r.Messages(discordtest.ChannelID); len(m) != 1 || m[0].Ephemeral() != hidden {
				t.Errorf("the channel shows %d messages", len(m))
			}
			if len(got) != 2 || got[1].Kind != bots.Press || got[1].Action != (bots.Action{Name: "typed", Arg: "Kampala"}) ||
				string(got[1].ID) != asked.ID || got[1].Chat.ID != got[0].Chat.ID || got[1].From.Manager != got[0].From.Manager {
				t.Errorf("the handler got %+v", got)
			}
		})
	}
}
