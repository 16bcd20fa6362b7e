package discord_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// growing answers at once; n verified sentences of a summary follow, one each
// gap, and the summary stands in the end or not.
func growing(n int, gap time.Duration, stands bool) *botstest.Script {
	return &botstest.Script{
		Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Kind == bots.Press {
				reply := botstest.Say("pressed")
				reply.Replace = true
				return reply
			}
			reply := botstest.Say("curated")
			reply.Pending = true
			reply.Buttons = [][]bots.Button{{{Label: "Go", Action: bots.Action{Name: bots.ActionThemes, Arg: "x"}}}}
			return reply
		},
		Sentences: func(ctx bots.Context, _ bots.Message, each func(string)) bool {
			for i := range n {
				select {
				case <-time.After(gap):
				case <-ctx.Done():
					return true // What was told stands.
				}
				each(sentence(i))
			}
			return stands
		},
	}
}

func sentence(i int) string { return fmt.Sprintf("Sentence %d.", i) }

var sentences = regexp.MustCompile(`Sentence \d+\.`)

// onlyVerified checks that a message shows the first sentences in order above
// the curated answer, and the buttons; it returns how many.
func onlyVerified(t *testing.T, m discordtest.Message) int {
	t.Helper()
	text := visibleText(m)
	got := sentences.FindAllString(text, -1)
	for i, one := range got {
		if one != sentence(i) {
			t.Errorf("the message shows %q", text)
		}
	}
	if curated := strings.Index(text, "curated"); curated < 0 || len(got) > 0 && curated < strings.LastIndex(text, got[len(got)-1]) {
		t.Errorf("the curated answer is not below the summary: %q", text)
	}
	if len(m.Components) == 0 {
		t.Errorf("the message has no buttons: %q", text)
	}
	return len(got)
}

// mention is a question to the bot in a channel.
const mention = "<@" + discordtest.BotID + "> x"

// asks are the ways to ask: they ask once and return what shows the answer.
var asks = map[string]func(r *rig) func() discordtest.Message{
	"a command": func(r *rig) func() discordtest.Message {
		i := r.Slash(somebody, "ask", opt("question", "x"))
		i.Done()
		return func() discordtest.Message { return *i.Message() }
	},
	"a mention": func(r *rig) func() discordtest.Message {
		r.Say(somebody, mention)
		return func() discordtest.Message { return newest(r) }
	},
}

// newest is the bot's newest message in the channel.
func newest(r *rig) discordtest.Message {
	for all := r.Messages(discordtest.ChannelID); len(all) > 0; all = all[:len(all)-1] {
		if m := all[len(all)-1]; m.Own {
			return m
		}
	}
	return discordtest.Message{}
}

// each runs a test for every way to ask, over the gateway.
func each(t *testing.T, s *botstest.Script, test func(t *testing.T, r *rig, shown func() discordtest.Message)) {
	t.Helper()
	for name, ask := range asks {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{Rates: true}, nil)
				r.run(t, s)
				test(t, r, ask(r))
			})
		})
	}
}

// A summary that arrives in pieces over five seconds is shown in five edits at
// most, each with more of it and with the buttons.
func TestSummaryGrows(t *testing.T) {
	each(t, growing(10, time.Second/2, true), func(t *testing.T, _ *rig, shown func() discordtest.Message) {
		last, edits := 0, 0
		for range 100 {
			time.Sleep(100 * time.Millisecond)
			m := shown()
			if m.ID == "" || m.Edits == edits {
				continue
			}
			if m.Edits > edits+1 {
				t.Errorf("%d edits in a tenth of a second", m.Edits-edits)
			}
			n := onlyVerified(t, m)
			if n <= last {
				t.Errorf("edit %d shows %d sentences after %d", m.Edits, n, last)
			}
			last, edits = n, m.Edits
		}
		if edits < 3 || edits > 5 || last != 10 {
			t.Errorf("%d edits; want at most 5, and %d sentences", edits, last)
		}
	})
}

// Whatever happens to edits: Discord is obeyed and the last state is shown.
func TestSummaryGrowsThroughTroubles(t *testing.T) {
	for name, trouble := range map[string]discordtest.Trouble{
		"429":     {Status: 429, RetryAfter: 6 * time.Second},
		"429 all": {Status: 429, RetryAfter: 2 * time.Second, Global: true},
		"500":     {Status: 500},
		"page":    {Status: 502, Page: "<html>bad gateway</html>"},
		"reset":   {Reset: true},
		"lost":    {Lose: true},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, growing(10, time.Second/2, true), func(t *testing.T, r *rig, shown func() discordtest.Message) {
				time.Sleep(2 * time.Second)
				r.Break(2, "PATCH", "", trouble)
				time.Sleep(time.Minute)
				if m := shown(); onlyVerified(t, m) != 10 || m.Edits > 8 {
					t.Errorf("after %d edits the person sees %q", m.Edits, visibleText(m))
				}
			})
		})
	}
}

// What cannot be changed any more is left alone, without a complaint.
func TestGoneDuringASummary(t *testing.T) {
	for name, no := range map[string]discordtest.Trouble{
		"deleted":       {Status: 404, Code: 10008},
		"token expired": {Status: 401, Code: 50027},
		"unknown token": {Status: 404, Code: 10015},
	} {
		t.Run(name, func(t *testing.T) {
			each(t, growing(10, time.Second, true), func(t *testing.T, r *rig, shown func() discordtest.Message) {
				time.Sleep(3 * time.Second)
				before, n := shown(), len(r.Messages(discordtest.ChannelID))
				r.Break(1, "PATCH", "", no)
				time.Sleep(time.Minute)
				if m := shown(); m.Edits != before.Edits || len(r.Messages(discordtest.ChannelID)) != n {
					t.Errorf("after %d more edits the person sees %q", m.Edits-before.Edits, visibleText(m))
				}
				if strings.Contains(r.log.String(), "level=WARN") {
					t.Error("the log complains")
				}
			})
		})
	}
}

// Who asks the next question meanwhile keeps what was verified.
func TestNextQuestionDuringASummary(t *testing.T) {
	for name, ask := range asks {
		each(t, growing(10, time.Second, true), func(t *testing.T, r *rig, shown func() discordtest.Message) {
			time.Sleep(3500 * time.Millisecond)
			first := shown()
			next := ask(r)
			time.Sleep(time.Minute)
			if m := next(); m.ID == first.ID || onlyVerified(t, m) != 10 {
				t.Errorf("then %s: the person sees %q", name, visibleText(m))
			}
			for _, m := range r.Messages(discordtest.ChannelID) {
				if m.ID != first.ID {
					continue
				}
				if n := onlyVerified(t, m); n != 3 {
					t.Errorf("then %s: the first answer shows %d sentences", name, n)
				}
			}
		})
	}
}

// A message that shows something else by now is not overwritten.
func TestPressDuringASummary(t *testing.T) {
	each(t, growing(10, time.Second, true), func(t *testing.T, r *rig, shown func() discordtest.Message) {
		time.Sleep(3 * time.Second)
		r.Press(somebody, "Go").Wait()
		time.Sleep(time.Minute)
		if m := shown(); visibleText(m) != "pressed" {
			t.Errorf("the person sees %q", visibleText(m))
		}
	})
}

// At a stop of the program the message stays as it is, and nothing goes on.
func TestStopDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		stop := r.run(t, growing(10, time.Second, true))
		shown := asks["a command"](r)
		time.Sleep(4 * time.Second)
		began := time.Now()
		stop()
		if d := time.Since(began); d > time.Second {
			t.Errorf("the stop took %v", d)
		}
		before := shown()
		time.Sleep(time.Minute)
		if m := shown(); onlyVerified(t, m) == 0 || m.Edits != before.Edits {
			t.Errorf("the person sees %q", visibleText(m))
		}
	})
}

// A summary that its handler takes back goes, and the curated answer is as it
// was.
func TestSummaryTakenBack(t *testing.T) {
	each(t, growing(2, 2*time.Second, false), func(t *testing.T, _ *rig, shown func() discordtest.Message) {
		time.Sleep(3 * time.Second)
		if m := shown(); onlyVerified(t, m) != 1 {
			t.Errorf("meanwhile the person sees %q", visibleText(m))
		}
		time.Sleep(time.Minute)
		if m := shown(); visibleText(m) != "curated" {
			t.Errorf("in the end the person sees %q", visibleText(m))
		}
	})
}
