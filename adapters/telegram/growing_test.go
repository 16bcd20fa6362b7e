package telegram_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/telegram/telegramtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// growing answers at once; n verified sentences of a summary follow, one each
// gap, and the summary stands in the end or not.
func growing(n int, gap time.Duration, stands bool) *botstest.Script {
	return &botstest.Script{
		Answer: func(_ bots.Context, m bots.Message) bots.Reply {
			reply := botstest.Say("curated " + m.Text)
			reply.Pending = true
			reply.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: "ts"}}}}
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

// onlyVerified checks that a text shows the first sentences in order above the
// curated answer, and returns how many.
func onlyVerified(t *testing.T, text string) int {
	t.Helper()
	got := sentences.FindAllString(text, -1)
	for i, one := range got {
		if one != sentence(i) {
			t.Errorf("the message shows %q", text)
		}
	}
	if curated := strings.Index(text, "curated"); curated < 0 || len(got) > 0 && curated < strings.LastIndex(text, got[len(got)-1]) {
		t.Errorf("the curated answer is not below the summary: %q", text)
	}
	return len(got)
}

// A summary that arrives in pieces over five seconds is shown in five edits at
// most, each with more of it and with the buttons; in a group in fewer.
func TestSummaryGrows(t *testing.T) {
	for chat, most := range map[int64]int{7: 5, -100: 3} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(t, telegramtest.Options{KeepCalls: true, Rates: true, Latency: 80 * time.Millisecond}, nil)
			if chat < 0 {
				r.AddChat(telegramtest.Chat{ID: chat, Type: "supergroup", Title: "Delegates"})
			}
			r.run(t, growing(10, time.Second/2, true))
			r.say(chat, "@"+telegramtest.Username+" x")
			r.Await(chat, messages(1))
			time.Sleep(15 * time.Second)
			edits := r.Calls("editMessageText")
			if n := len(edits); n < 2 || n > most {
				t.Errorf("%d edits; want at most %d", n, most)
			}
			shown := 0
			for i, e := range edits {
				n := onlyVerified(t, e.Params["text"])
				if n <= shown || e.Params["reply_markup"] == "" {
					t.Errorf("edit %d shows %d sentences after %d, and the buttons %q", i, n, shown, e.Params["reply_markup"])
				}
				shown = n
				if i > 0 && e.At.Sub(edits[i-1].At) < bots.GrowEvery {
					t.Errorf("edit %d came %v after the one before", i, e.At.Sub(edits[i-1].At))
				}
			}
			if got := r.Shown(chat); len(got) != 1 || onlyVerified(t, got[0].Text) != 10 {
				t.Errorf("in the end the chat shows %q", texts(got))
			}
		})
	}
}

// Whatever happens to edits: Telegram is obeyed, the last state is shown, and
// nothing is shown twice or lost.
func TestSummaryGrowsThroughTroubles(t *testing.T) {
	for name, trouble := range map[string]func(r *rig){
		"429":       func(r *rig) { r.Fail(1, "editMessageText", "", 429, "Too Many Requests: retry after 7", 7) },
		"429 twice": func(r *rig) { r.Fail(2, "editMessageText", "", 429, "Too Many Requests: retry after 3", 3) },
		"502":       func(r *rig) { r.Page(2, "editMessageText") },
		"lost":      func(r *rig) { r.Lose(1, "editMessageText") },
		"lost last": func(r *rig) { r.Lose(9, "editMessageText") },
		"not modified": func(r *rig) {
			r.Fail(1, "editMessageText", "", 400, "Bad Request: message is not modified: specified new message content", 0)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, telegramtest.Options{KeepCalls: true}, nil)
				r.run(t, growing(10, time.Second/2, true))
				r.say(7, "x")
				time.Sleep(2 * time.Second)
				trouble(r)
				time.Sleep(time.Minute)
				if got := r.Shown(7); len(got) != 1 || onlyVerified(t, got[0].Text) != 10 {
					t.Errorf("the chat shows %q", texts(got))
				}
				if n := len(r.Calls("editMessageText")); n > 12 {
					t.Errorf("%d edits", n)
				}
			})
		})
	}
}

// A throttled edit holds up no other chat and queues nothing: the next question
// is answered as soon as Telegram permits.
func TestThrottledSummaryQueuesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{KeepCalls: true}, nil)
		r.run(t, growing(10, time.Second/2, true))
		r.say(7, "one")
		time.Sleep(2 * time.Second)
		r.Fail(1, "editMessageText", "", 429, "Too Many Requests: retry after 20", 20)
		time.Sleep(time.Second)
		r.say(7, "two")
		time.Sleep(time.Minute)
		got := r.Shown(7)
		if len(got) != 2 || onlyVerified(t, got[0].Text) == 0 || onlyVerified(t, got[1].Text) != 10 {
			t.Errorf("the chat shows %q", texts(got))
		}
		if n := len(r.Calls("editMessageText")); n > 9 {
			t.Errorf("%d edits", n)
		}
	})
}

// Who asks the next question meanwhile keeps what was verified.
func TestNextQuestionDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, growing(10, time.Second, true))
		r.say(7, "one")
		time.Sleep(3500 * time.Millisecond)
		r.say(7, "two")
		time.Sleep(time.Minute)
		got := r.Shown(7)
		if len(got) != 2 || onlyVerified(t, got[0].Text) != 3 || onlyVerified(t, got[1].Text) != 10 {
			t.Errorf("the chat shows %q", texts(got))
		}
	})
}

// At a stop of the program the message stays as it is, and nothing goes on.
func TestStopDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		stop := r.run(t, growing(10, time.Second, true))
		r.say(7, "x")
		time.Sleep(4 * time.Second)
		began := time.Now()
		stop()
		if d := time.Since(began); d > time.Second {
			t.Errorf("the stop took %v", d)
		}
		edits := r.Count("editMessageText")
		time.Sleep(time.Minute)
		if got := r.Shown(7); len(got) != 1 || onlyVerified(t, got[0].Text) == 0 || r.Count("editMessageText") != edits {
			t.Errorf("the chat shows %q", texts(got))
		}
	})
}

// A message that was deleted meanwhile is not sent again, and is no fault.
func TestDeletedDuringASummary(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		r.run(t, growing(10, time.Second, true))
		r.say(7, "x")
		time.Sleep(3 * time.Second)
		r.Fail(99, "editMessageText", "", 400, "Bad Request: message to edit not found", 0)
		edits := r.Count("editMessageText")
		time.Sleep(time.Minute)
		if n, more := len(r.Shown(7)), r.Count("editMessageText")-edits; n != 1 || more != 1 {
			t.Errorf("%d messages after %d more edits", n, more)
		}
		if strings.Contains(r.log.String(), "level=WARN") {
			t.Error("the log complains")
		}
	})
}

// A summary that its handler takes back goes, and the curated answer is as it
// was; a bug in the handler leaves what was verified.
func TestSummaryTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{}, nil)
		s := growing(2, 2*time.Second, false)
		r.run(t, s)
		r.say(7, "x")
		time.Sleep(3 * time.Second)
		if got := texts(r.Shown(7)); len(got) != 1 || onlyVerified(t, got[0]) != 1 {
			t.Errorf("meanwhile the chat shows %q", got)
		}
		time.Sleep(time.Minute)
		if got := texts(r.Shown(7)); !slices.Equal(got, []string{"curated x"}) {
			t.Errorf("in the end the chat shows %q", got)
		}
	})
}

// A summary that makes the answer too long for one message moves the buttons
// to the next one, once; pressed there, nothing comes over it.
func TestSummaryOverflows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, telegramtest.Options{KeepCalls: true}, nil)
		s := growing(10, time.Second, true)
		s.Answer = func(_ bots.Context, m bots.Message) bots.Reply {
			if m.Kind == bots.Press {
				reply := botstest.Say("page two")
				reply.Replace = true
				return reply
			}
			reply := botstest.Say("curated " + strings.Repeat("word ", 810))
			reply.Pending = true
			reply.Buttons = [][]bots.Button{{{Label: "More", Action: bots.Action{Name: "ts"}}}}
			return reply
		}
		r.run(t, s)
		r.say(7, "x")
		time.Sleep(6 * time.Second)
		got := r.Shown(7)
		if len(got) != 2 || got[0].Markup != nil || got[1].Markup == nil || onlyVerified(t, got[0].Text) < 3 {
			t.Fatalf("the chat shows %q", texts(got))
		}
		r.Press(7, "More")
		time.Sleep(time.Minute)
		if got := r.Shown(7); len(got) != 2 || got[1].Text != "page two" || onlyVerified(t, got[0].Text) == 10 {
			t.Errorf("in the end the chat shows %q", texts(got))
		}
	})
}
