package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/adapters/openai/openaitest"
	"github.com/idmbot/idmbot/bots/costs"
)

const (
	firstAnswer = "/interactions/{interaction_id}/{interaction_token}/callback"
	original    = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
)

// TestDiscordTroubles: whatever becomes of a first answer, the person has the
// answer once, or nobody waits for it and it is not tried again; the next
// question is answered as ever.
func TestDiscordTroubles(t *testing.T) {
	t.Parallel()
	st := newStage(t, false)
	st.title("A question, and what becomes of its first answer")
	const wait = 300 * time.Millisecond
	for n, one := range []struct {
		name    string
		trouble discordtest.Trouble
		// calls are the first answers that may be tried, missed is set where
		// the person sees none.
		calls  int
		missed bool
	}{
		{"nothing is wrong", discordtest.Trouble{}, 1, false},
		{"it comes too late (10062)", discordtest.Trouble{Status: http.StatusNotFound, Code: 10062}, 1, true},
		{"another process gave one (40060)", discordtest.Trouble{Status: http.StatusBadRequest, Code: 40060}, 1, true},
		{"its frame is refused (50035)", discordtest.Trouble{Status: http.StatusBadRequest, Code: 50035}, 2, false},
		{"Discord is out of order (503)", discordtest.Trouble{Status: http.StatusServiceUnavailable}, 2, false},
		{"the edge answers with a page (502)", discordtest.Trouble{Status: http.StatusBadGateway, Page: "<html>"}, 2, false},
		{"this route has to wait (429)", discordtest.Trouble{Status: http.StatusTooManyRequests, RetryAfter: wait}, 2, false},
		{"it arrived, its own answer got lost", discordtest.Trouble{Lose: true}, 1, false},
		{"the connection broke before", discordtest.Trouble{Reset: true}, 2, false},
	} {
		if one.trouble != (discordtest.Trouble{}) {
			st.Break(1, http.MethodPost, firstAnswer, one.trouble)
		}
		before := st.Count("POST " + firstAnswer)
		p := discordtest.InDM(fmt.Sprint(110000000000000800 + n))
		i := st.Slash(p, "ask", opt("question", "the second avenue"))
		m := i.Done()
		calls := st.Count("POST "+firstAnswer) - before
		fmt.Fprintf(&st.script, "\n%s\n", one.name)
		if m != nil {
			st.note(strings.Join(strings.SplitAfter(m.Print(), "\n")[:3], ""))
		} else {
			st.note("(" + i.Failure() + ")")
		}
		if (m == nil) != one.missed || calls != one.calls || m != nil && !strings.Contains(m.Print(), "Avenue 2") {
			t.Errorf("%s: %d calls, and the person sees %+v", one.name, calls, m)
		}
		if n := len(st.Messages(st.DM(p.ID))); m != nil && n != 1 {
			t.Errorf("%s: %d messages", one.name, n)
		}
	}
	st.stop()
	if n := len(st.Failures()); n != 2 {
		t.Errorf("%d people saw a failure; want those of 10062 and 40060", n)
	}
	if v := st.Violations(); len(v) > 0 {
		t.Error(v)
	}
	st.golden("troubles.txt")
}

// TestDiscordSummaries: the curated answer does not wait for the language
// model; its summary joins it when it is there, and where it is not, or Discord
// takes no change any more (50027), the answer stays.
func TestDiscordSummaries(t *testing.T) {
	t.Parallel()
	const truth = `{"sentences":[{"text":"The second key message of the 2020 Dialogue is that women should be supported.","entry":"E1"}]}`
	for _, one := range []struct {
		name   string
		answer openaitest.Answer
		broken discordtest.Trouble
		// counted is the book that the summary ends up in.
		counted string
		want    bool
	}{
		{"a good one", openaitest.Answer{Text: truth, Wait: time.Second}, discordtest.Trouble{}, costs.Shown, true},
		{"none in time", openaitest.Answer{Text: truth, Wait: time.Minute}, discordtest.Trouble{}, costs.Failed, false},
		{"an invented one", openaitest.Answer{Text: strings.Replace(truth, "women", "40 million women", 1)}, discordtest.Trouble{}, costs.Refused, false},
		{"the token is over (50027)", openaitest.Answer{Text: truth}, discordtest.Trouble{Status: http.StatusUnauthorized, Code: 50027}, costs.Shown, false},
		{"the change got lost, and was made", openaitest.Answer{Text: truth}, discordtest.Trouble{Lose: true}, costs.Shown, true},
		{"Discord is out of order (503)", openaitest.Answer{Text: truth}, discordtest.Trouble{Status: http.StatusServiceUnavailable}, costs.Shown, true},
	} {
		t.Run(one.name, func(t *testing.T) {
			model := openaitest.New(func(int, openaitest.Call) openaitest.Answer { return one.answer })
			t.Cleanup(model.Close)
			st := &stage{t: t, used: map[string]bool{}, pressed: map[string]bool{}, shown: map[string]bool{}}
			st.Server, st.s = discordAt(t)
			st.s.Knowledge = frozenKnowledge(t)
			st.s.OpenAIKey, st.s.OpenAIBase, st.s.OpenAIModel = openaitest.Key, model.URL+"/v1", "test"
			st.s.OpenAITimeout = 3 * time.Second
			st.start()
			if one.broken != (discordtest.Trouble{}) {
				st.Break(1, http.MethodPatch, original, one.broken)
			}
			i := st.Slash(ben, "ask", opt("question", "What did the 2020 Dialogue say about women?"))
			if m := i.Done(); m == nil || !strings.Contains(m.Print(), "Support women's needs") {
				t.Fatalf("the person sees %+v", m)
			}
			summary := func() bool { return strings.Contains(i.Message().Print(), "women should be supported.") }
			await(t, "the end of the model's work", func() bool {
				_, metrics := fetch(t, http.MethodGet, st.ops+"/metrics", "")
				return strings.Contains(metrics, "idmbot_"+one.counted+"_total 1\n")
			})
			switch {
			case one.want:
				await(t, "the summary", summary)
			case one.broken.Code != 0:
				await(t, "the change", func() bool { return st.Count("PATCH "+original) > 0 })
			}
			st.end()
			if got := summary(); got != one.want {
				t.Errorf("with a summary: %v; want %v:\n%s", got, one.want, i.Message().Print())
			}
			if n := st.Count("PATCH " + original); one.broken.Code == 50027 && n > 1 {
				t.Errorf("tried %d times although the token is over", n)
			}
		})
	}
}
