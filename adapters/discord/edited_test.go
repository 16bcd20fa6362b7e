package discord_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// said are the texts of the bot in a person's channel, and whether one of its
// messages is a reply to the message id.
func said(r *rig, who discordtest.Person, id string) (texts []string, replies bool) {
	channel := who.Channel
	if channel == "" {
		channel = r.DM(who.ID)
	}
	for _, m := range r.Messages(channel) {
		if m.Own {
			texts = append(texts, visibleText(m))
			replies = replies || m.Reference == id
		}
	}
	return texts, replies
}

// What an edit brings: the same message changed, a new one, or nothing.
func TestCorrections(t *testing.T) {
	const at = "<@" + discordtest.BotID + "> "
	direct := discordtest.InDM("111")
	private := func(text string) *botstest.Script {
		return &botstest.Script{Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			reply := botstest.Say("about " + m.Text)
			reply.Private = m.Text == text
			return reply
		}}
	}
	for _, c := range []struct {
		name string
		// said is what is asked at first and edited becomes of it; between
		// happens in between.
		who          discordtest.Person
		said, edited string
		between      func(r *rig, id string)
		want         []string
		replies      bool // a message is a reply to the question
	}{
		{name: "corrected", who: direct, said: "wimen", edited: "women", want: []string{"about women"}},
		{name: "unchanged", who: direct, said: "women", edited: "women", want: []string{"about women"}},
		{name: "further on", who: direct, said: "wimen", edited: "women", between: func(r *rig, _ string) { r.Say(direct, "men") },
			want: []string{"about wimen", "about men", "about women"}, replies: true},
		{name: "too late", who: direct, said: "wimen", edited: "women", between: func(*rig, string) { time.Sleep(6 * time.Minute) },
			want: []string{"about wimen"}},
		{name: "mentioned", who: somebody, said: at + "wimen", edited: at + "women", want: []string{"about women"}, replies: true},
		{name: "others asked since", who: somebody, said: at + "wimen", edited: at + "women",
			between: func(r *rig, _ string) { r.Say(discordtest.InGuild("222"), at+"men") },
			want:    []string{"about women", "about men"}, replies: true},
		{name: "a command since", who: somebody, said: at + "wimen", edited: at + "women",
			between: func(r *rig, _ string) { r.Slash(somebody, "ask", opt("question", "men")) },
			want:    []string{"about wimen", "about", "about women"}, replies: true},
		{name: "not to us any more", who: somebody, said: at + "wimen", edited: "women", want: []string{"about wimen"}, replies: true},
		{name: "our name forgotten at first", who: somebody, said: "women", edited: at + "women", want: []string{"about women"}, replies: true},
		{name: "our name added to an old message", who: somebody, said: "women", edited: at + "women",
			between: func(*rig, string) { time.Sleep(time.Hour) }},
		{name: "the answer was deleted", who: somebody, said: at + "wimen", edited: at + "women", between: func(r *rig, _ string) {
			r.DeleteMessage(discordtest.ChannelID, newest(r).ID)
		}, want: []string{"about women"}, replies: true},
		{name: "corrected into what concerns one person", who: somebody, said: at + "wimen", edited: at + "my visa",
			want: []string{"about wimen"}, replies: true},
		{name: "a page of a proxy", who: somebody, said: at + "wimen", edited: at + "women", between: func(r *rig, _ string) {
			r.Break(1, "PATCH", "", discordtest.Trouble{Status: 502, Page: "<html>"})
		}, want: []string{"about women"}, replies: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				// A bubble begins before the first moment that ids can tell.
				time.Sleep(time.Until(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)))
				r := newRig(t, discordtest.Options{Rates: true}, nil)
				r.run(t, private("my visa"))
				id := r.Say(c.who, c.said)
				synctest.Wait()
				if c.between != nil {
					c.between(r, id)
					time.Sleep(time.Second)
				}
				r.Preview(c.who, id)
				r.EditSaid(c.who, id, c.edited)
				time.Sleep(10 * time.Second)
				r.Preview(c.who, id) // once more, with the time of the edit
				time.Sleep(10 * time.Second)
				got, replies := said(r, c.who, id)
				if !slices.Equal(got, c.want) || replies != c.replies {
					t.Errorf("the person sees %q, as a reply: %v; want %q", got, replies, c.want)
				}
				if strings.Contains(c.edited, "visa") {
					if got, _ := said(r, discordtest.InDM(c.who.ID), ""); !slices.Equal(got, []string{"about my visa"}) {
						t.Errorf("alone they see %q", got)
					}
				}
			})
		})
	}
}

// A resumed connection brings events again: an edit is answered once.
func TestEditsAreAnsweredOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		s := slow(0, echo)
		r.run(t, s)
		who := discordtest.InDM("111")
		id := r.Say(who, "wimen")
		synctest.Wait()
		r.EditSaid(who, id, "women")
		r.Preview(who, id)
		r.Preview(who, id)
		synctest.Wait()
		if n := len(s.Asked()); n != 2 {
			t.Errorf("the handler was asked %d times; want twice", n)
		}
	})
}

// A question corrected while its summary grows: what was being made of the
// wrong one never comes over the new answer, and the new summary grows there.
func TestCorrectedDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{Rates: true}, nil)
		script := growing(10, time.Second, true)
		first := script.Answer
		script.Answer = func(ctx bots.Context, m bots.Message) bots.Reply {
			reply := first(ctx, m)
			reply.Blocks = append(reply.Blocks, bots.Paragraph{Text: "about " + m.Text})
			return reply
		}
		r.run(t, script)
		id := r.Say(somebody, mention+" wimen")
		time.Sleep(3500 * time.Millisecond)
		r.EditSaid(somebody, id, mention+" women")
		time.Sleep(200 * time.Millisecond)
		if m := newest(r); onlyVerified(t, m) != 0 || !strings.Contains(visibleText(m), " women") {
			t.Errorf("at once the person sees %q", visibleText(m))
		}
		time.Sleep(time.Minute)
		if m := newest(r); onlyVerified(t, m) != 10 || !strings.Contains(visibleText(m), " women") {
			t.Errorf("in the end the person sees %q", visibleText(m))
		}
		if got, _ := said(r, somebody, id); len(got) != 1 {
			t.Errorf("the person sees %q", got)
		}
	})
}
