package botstest_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// The recording adapter keeps the promises that it stands in for.
func TestRecorderKeepsThePromises(t *testing.T) {
	botstest.Exercise(t, botstest.Options{Bubble: true}, func(t *testing.T) botstest.Rig {
		return recorderRig(&botstest.Recorder{})
	})
}

func recorderRig(rec *botstest.Recorder) botstest.Rig {
	chat := func(n int) bots.Chat { return botstest.Question(strconv.Itoa(n), "", time.Now()).Chat }
	left := map[bots.ChatID]bool{}
	rec.Refuse = func(to bots.Chat, _ bots.Reply) *bots.SendError {
		if left[to.ID] {
			return &bots.SendError{Kind: bots.Gone, Reason: bots.Blocked}
		}
		return nil
	}
	return botstest.Rig{
		Adapter: rec,
		Chats:   3,
		Chat:    chat,
		Say: func(n int, text string) {
			rec.Tell(botstest.Question(strconv.Itoa(n), text, time.Now()))
		},
		Await: func(n int, enough func([]botstest.Shown) bool) []botstest.Shown {
			var out []botstest.Shown
			rec.Await(chat(n).ID, func(sent []botstest.Sent) bool {
				out = out[:0]
				for _, s := range sent {
					out = append(out, show(rec.Limits(), s.Reply)...)
				}
				return enough(out)
			})
			return out
		},
		Press: func(n int, label string) {
			sent := rec.Sent(chat(n).ID)
			for i := len(sent) - 1; i >= 0; i-- {
				for _, row := range sent[i].Reply.Buttons {
					for _, b := range row {
						if b.Label == label {
							m := botstest.Question(strconv.Itoa(n), "", time.Now())
							m.ID, m.Kind, m.Action = sent[i].ID, bots.Press, b.Action
							rec.Tell(m)
							return
						}
					}
				}
			}
		},
		Leave: func(n int) bots.GoneReason {
			left[chat(n).ID] = true
			return bots.Blocked
		},
	}
}

// show cuts a reply into messages, as a platform would.
func show(l bots.Limits, r bots.Reply) []botstest.Shown {
	var out []botstest.Shown
	text := botstest.Text(r)
	for len(text) > l.Text {
		cut := l.Text
		for text[cut] != ' ' {
			cut--
		}
		out = append(out, botstest.Shown{Text: text[:cut]})
		text = text[cut+1:]
	}
	return append(out, botstest.Shown{Text: text, Labels: botstest.Labels(r)})
}
