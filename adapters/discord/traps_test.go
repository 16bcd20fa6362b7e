package discord_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// Codes that mean that a chat takes no messages: each has its reason, and
// nothing is tried again.
func TestGoneCodes(t *testing.T) {
	for _, one := range []struct {
		status, code int
		reason       bots.GoneReason
	}{
		{http.StatusForbidden, 50001, bots.NoRight}, {http.StatusForbidden, 50013, bots.NoRight}, {http.StatusForbidden, 50007, bots.Closed},
		{http.StatusForbidden, 50278, bots.Closed}, {http.StatusNotFound, 10003, bots.NotFound}, {http.StatusNotFound, 10004, bots.Kicked},
		{http.StatusNotFound, 10013, bots.Deactivated}, {http.StatusBadRequest, 50033, bots.NotFound}, {http.StatusBadRequest, 50083, bots.Closed},
	} {
		t.Run(fmt.Sprint(one.code), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, discordtest.Options{}, nil)
				r.Break(100, http.MethodPost, postMessage, discordtest.Trouble{Status: one.status, Code: one.code})
				_, err := r.adapter.Send(t.Context(), channel(discordtest.ChannelID), botstest.Say("hello"))
				_ = wantSendError(t, err, bots.Gone, one.reason)
				if n := r.Count("POST " + postMessage); n != 1 {
					t.Errorf("tried %d times", n)
				}
			})
		})
	}
}

// A message that arrived, whose answer got lost and which somebody deleted
// meanwhile (10008): it is not sent a second time.
func TestDeletedMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		to := channel(discordtest.ChannelID)
		r.Break(4, http.MethodPost, postMessage, discordtest.Trouble{Lose: true})
		_, err := r.adapter.SendKeyed(t.Context(), to, botstest.Say("once"), "row")
		_ = wantSendError(t, err, bots.Unknown, "")
		r.DeleteMessage(discordtest.ChannelID, r.Messages(discordtest.ChannelID)[0].ID)
		if _, err := r.adapter.SendKeyed(t.Context(), to, botstest.Say("once"), "row"); err != nil {
			t.Errorf("afterwards: %v", err)
		}
		if n := len(r.Messages(discordtest.ChannelID)); n != 0 {
			t.Errorf("the channel shows %d messages", n)
		}
	})
}

// An Entry Point command, which an Activity has, is not dropped (50240).
func TestEntryPointStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := realBot(frozenEngine(t), nil)
		r := newRig(t, discordtest.Options{}, withBot(b))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, apiURL+"/api/v10/applications/"+discordtest.AppID+"/commands",
			strings.NewReader(`{"name":"launch","type":4,"handler":2}`))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bot "+discordtest.Token)
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
		resp, err := r.Transport().RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		for range 2 {
			if err := r.adapter.PublishCommands(t.Context(), b.Commands()); err != nil {
				t.Fatal(err)
			}
		}
		kinds := map[int]int{}
		for _, raw := range r.Commands("") {
			var c struct{ Type int }
			if err := json.Unmarshal(raw, &c); err != nil {
				t.Fatal(err)
			}
			kinds[c.Type]++
		}
		if kinds[4] != 1 || kinds[3] != 1 || kinds[1] != len(b.Commands()) {
			t.Errorf("commands by type: %v", kinds)
		}
		if n := r.Count("PUT /applications/{application_id}/commands"); n != 1 {
			t.Errorf("registered %d times; want once", n)
		}
	})
}

// While thousands of messages go out at the permitted rate, interactions, which
// stand outside of it, are answered at once.
func TestAnswersDuringBulk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{Rates: true}, nil)
		r.run(t, slow(0, echo))
		var all sync.WaitGroup
		for k := range 1000 {
			r.AddChannel(discordtest.GuildID, fmt.Sprint(300000000001000000+k))
			all.Go(func() {
				for {
					_, err := r.adapter.SendKeyed(t.Context(), channel(fmt.Sprint(300000000001000000+k)), botstest.Say("x"), fmt.Sprint(k))
					if err == nil {
						return
					}
					time.Sleep(time.Second)
				}
			})
		}
		for n := range 10 {
			time.Sleep(time.Second)
			if ack := r.ask(n).Wait(); ack.Type != discordtest.AckMessage || ack.After > 0 {
				t.Errorf("question %d was answered by type %d after %v", n, ack.Type, ack.After)
			}
		}
		all.Wait()
		if n := r.Count("429"); n != 0 {
			t.Errorf("%d calls were too many", n)
		}
	})
}

// A first answer that hangs takes the three seconds that there are and no more:
// what the person asks next is answered.
func TestHangingCallHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.ignoreFailures = true
		r.run(t, slow(0, echo))
		r.Break(1, http.MethodPost, "/interactions/{interaction_id}/{interaction_token}/callback", discordtest.Trouble{Delay: time.Hour, Reset: true})
		first := r.Slash(somebody, "ask", opt("question", "first"))
		time.Sleep(time.Second)
		second := r.Slash(somebody, "ask", opt("question", "second"))
		if m := second.Done(); m == nil || visibleText(*m) != "second" {
			t.Errorf("the second question is answered by %+v", m)
		}
		if first.Message() != nil {
			t.Error("the first has an answer")
		}
	})
}

// The token is taken back while the bot runs: after the first refusal nothing
// is called any more, and Run says what to do.
func TestTokenTakenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.run(t, slow(0, echo))
		r.Break(1000, "", "", discordtest.Trouble{Status: http.StatusUnauthorized})
		for range 20 {
			if _, err := r.adapter.Send(t.Context(), channel(discordtest.ChannelID), botstest.Say("x")); err == nil {
				t.Error("a message was sent")
			} else {
				_ = wantSendError(t, err, bots.Unavailable, "")
			}
		}
		if n := r.Count("401"); n != 1 {
			t.Errorf("%d calls were refused; want one", n)
		}
	})
}

// A press below a message with parts that discordgo does not know, and a form's
// answer of a kind that it does not know: the first is answered, the second
// skipped, and nothing breaks.
func TestUnknownComponents(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.connect(t, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
		s := slow(0, func(m bots.Message) bots.Reply { return botstest.Say("pressed " + m.Action.Arg) })
		r.run(t, s)
		strange := `{"type":18,"id":1,"label":"x","component":{"type":22,"custom_id":"y","options":[]}}`
		head := `"application_id":"` + discordtest.AppID + `","token":"t","version":1,"channel_id":"5","user":{"id":"2"},"context":1,`
		post(t, r, `{"id":"1",`+head+`"type":3,"data":{"component_type":2,"custom_id":"e:idm30"},"message":{"id":"7","components":[`+strange+`]}}`)
		w := httptest.NewRecorder()
		r.adapter.Endpoint().ServeHTTP(w, r.Sign([]byte(`{"id":"2",`+head+`"type":5,"data":{"custom_id":"form","components":[`+strange+`]}}`), time.Now()))
		if w.Code != http.StatusBadRequest {
			t.Errorf("status %d", w.Code)
		}
		synctest.Wait()
		if asked := s.Asked(); len(asked) != 1 || asked[0].Action.Arg != "idm30" {
			t.Errorf("the handler got %+v", asked)
		}
	})
}
