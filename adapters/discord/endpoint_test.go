package discord_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/idmbot/idmbot/adapters/discord"
	"github.com/idmbot/idmbot/adapters/discord/discordtest"
	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/botstest"
)

// endpointRig is an adapter that takes interactions over HTTP, and runs.
func endpointRig(t *testing.T, h bots.Handler) *rig {
	t.Helper()
	r := newRig(t, discordtest.Options{}, nil)
	r.connect(t, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
	r.run(t, h)
	return r
}

// Discord's own check of an endpoint passes: PING, and 401 for a wrong
// signature.
func TestEndpointIsAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := endpointRig(t, slow(0, echo))
		if err := r.Probe(r.adapter.Endpoint()); err != nil {
			t.Error(err)
		}
		if r.Connections() != 0 {
			t.Error("the gateway was called too")
		}
	})
}

// What Discord did not sign just now is refused, whatever it says.
func TestEndpointRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := slow(0, echo)
		r := endpointRig(t, s)
		ask := []byte(`{"id":"5","application_id":"1","token":"t","type":2,"channel_id":"7","user":{"id":"2"},"data":{"name":"ask","type":1,"options":[{"name":"question","value":"x"}]}}`)
		now := time.Now()
		for name, one := range map[string]struct {
			at     time.Time
			change func(*http.Request)
			body   []byte
			status int
		}{
			"an hour old":   {now.Add(-time.Hour), nil, ask, http.StatusUnauthorized},
			"of the future": {now.Add(time.Hour), nil, ask, http.StatusUnauthorized},
			"no signature":  {now, func(q *http.Request) { q.Header.Del("X-Signature-Ed25519") }, ask, http.StatusUnauthorized},
			"no time":       {now, func(q *http.Request) { q.Header.Del("X-Signature-Timestamp") }, ask, http.StatusUnauthorized},
			"another time":  {now, func(q *http.Request) { q.Header.Set("X-Signature-Timestamp", "1") }, ask, http.StatusUnauthorized},
			"another body": {now, func(q *http.Request) {
				q.Body = httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}")).Body
			}, ask, http.StatusUnauthorized},
			"not hexadecimal": {now, func(q *http.Request) { q.Header.Set("X-Signature-Ed25519", "zz") }, ask, http.StatusUnauthorized},
			"get":             {now, func(q *http.Request) { q.Method = http.MethodGet }, ask, http.StatusMethodNotAllowed},
			"no JSON":         {now, nil, []byte("x"), http.StatusBadRequest},
			"no interaction":  {now, nil, []byte(`{"type":2}`), http.StatusBadRequest},
			"unknown kind":    {now, nil, []byte(`{"id":"6","token":"t","type":99,"channel_id":"7","user":{"id":"2"}}`), http.StatusBadRequest},
			"too large":       {now, nil, []byte(`{"x":"` + strings.Repeat("x", 2<<20) + `"}`), http.StatusUnauthorized},
			"good":            {now, nil, ask, http.StatusOK},
			"a minute old":    {now.Add(-30 * time.Second), nil, []byte(strings.Replace(string(ask), `"5"`, `"55"`, 1)), http.StatusOK},
		} {
			req := r.Sign(one.body, one.at)
			if one.change != nil {
				one.change(req)
			}
			w := httptest.NewRecorder()
			r.adapter.Endpoint().ServeHTTP(w, req)
			if w.Code != one.status {
				t.Errorf("%s: status %d; want %d", name, w.Code, one.status)
			}
		}
		if n := len(s.Asked()); n != 2 {
			t.Errorf("the handler was asked %d times", n)
		}
		// The same request again is not answered again.
		w := httptest.NewRecorder()
		r.adapter.Endpoint().ServeHTTP(w, r.Sign(ask, now))
		if w.Code != http.StatusAccepted || w.Body.Len() > 0 || len(s.Asked()) != 2 {
			t.Errorf("a replay got status %d", w.Code)
		}
	})
}

// Before and after Run nobody is left waiting.
func TestEndpointWithoutRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := endpointRig(t, slow(0, echo))
		idle := newRig(t, discordtest.Options{}, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
		w := httptest.NewRecorder()
		idle.adapter.Endpoint().ServeHTTP(w, r.Sign([]byte(`{"id":"5","token":"t","type":2}`), time.Now()))
		if w.Code != http.StatusServiceUnavailable {
			t.Errorf("status %d", w.Code)
		}
		// The probe works even then: a proxy may be set up first.
		if err := r.Probe(idle.adapter.Endpoint()); err != nil {
			t.Error(err)
		}
	})
}

// What comes in the moment between the listener and Run is answered by Run.
func TestEndpointAwaitsRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{}, nil)
		r.connect(t, func(c *discord.Config, _ *discord.Deps) { c.PublicKey = r.PublicKey() })
		w := httptest.NewRecorder()
		asked := make(chan struct{})
		go func() {
			defer close(asked)
			r.adapter.Endpoint().ServeHTTP(w, r.Sign([]byte(`{"id":"5","application_id":"1","token":"t","type":2,"channel_id":"7","user":{"id":"2"},"data":{"name":"ask","type":1,"options":[{"name":"question","value":"hello"}]}}`), time.Now()))
		}()
		time.Sleep(time.Second)
		r.run(t, slow(0, echo))
		<-asked
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "hello") {
			t.Errorf("answered %d %s", w.Code, w.Body)
		}
	})
}

// The answer stands in the response itself, as JSON.
func TestEndpointAnswersInline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := endpointRig(t, slow(0, echo))
		w := httptest.NewRecorder()
		r.adapter.Endpoint().ServeHTTP(w, r.Sign([]byte(`{"id":"5","application_id":"1","token":"t","type":2,"channel_id":"7","user":{"id":"2"},"data":{"name":"ask","type":1,"options":[{"name":"question","value":"hello"}]}}`), time.Now()))
		var got struct {
			Type int `json:"type"`
			Data struct {
				Content string `json:"content"`
			} `json:"data"`
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Type != 4 || got.Data.Content != "hello" {
			t.Errorf("answered %s (%v)", w.Body, err)
		}
	})
}

// Wrong settings are named with an example, and no secret is shown.
func TestWrongSettings(t *testing.T) {
	const secret = "MTAw.secret.token"
	for name, one := range map[string]struct {
		cfg  discord.Config
		want string
	}{
		"no token":   {discord.Config{}, "DISCORD_BOT_TOKEN"},
		"blank":      {discord.Config{Token: secret + " "}, "DISCORD_BOT_TOKEN"},
		"prefix":     {discord.Config{Token: "Bot " + secret}, "DISCORD_BOT_TOKEN"},
		"address":    {discord.Config{Token: secret, APIURL: "discord.com"}, "DISCORD_API_URL"},
		"password":   {discord.Config{Token: secret, APIURL: "https://a:" + secret + "@discord.com"}, "DISCORD_API_URL"},
		"key":        {discord.Config{Token: secret, PublicKey: "abc"}, "DISCORD_PUBLIC_KEY"},
		"app":        {discord.Config{Token: secret, ApplicationID: "idmbot"}, "DISCORD_APPLICATION_ID"},
		"guild":      {discord.Config{Token: secret, GuildID: "-5"}, "DISCORD_GUILD_ID"},
		"long guild": {discord.Config{Token: secret, GuildID: strings.Repeat("1", 30)}, "DISCORD_GUILD_ID"},
	} {
		_, err := discord.New(one.cfg, discord.Deps{})
		if err == nil || !strings.HasPrefix(err.Error(), one.want) || !strings.Contains(err.Error(), "example") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The doctor's findings name what is wrong and what to do.
func TestCheck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for name, one := range map[string]struct {
			change func(*discord.Config, *discord.Deps)
			want   string
			remedy bool
		}{
			"good":        {nil, "the token is good", false},
			"wrong token": {func(c *discord.Config, _ *discord.Deps) { c.Token = "x.y.z" }, "DISCORD_BOT_TOKEN", true},
			"wrong app":   {func(c *discord.Config, _ *discord.Deps) { c.ApplicationID = "42" }, "DISCORD_APPLICATION_ID", true},
			"wrong key":   {func(c *discord.Config, _ *discord.Deps) { c.PublicKey = strings.Repeat("ab", 32) }, "DISCORD_PUBLIC_KEY", true},
		} {
			r := newRig(t, discordtest.Options{}, one.change)
			var all []string
			found := false
			for _, f := range r.adapter.Check(t.Context()) {
				all = append(all, f.Text+f.Problem+" / "+f.Remedy)
				found = found || strings.Contains(f.Text+f.Problem, one.want) && (f.Remedy != "") == one.remedy
			}
			if !found {
				t.Errorf("%s: %q", name, all)
			}
		}
	})
}

// Typing is shown, and no failure where it cannot be.
func TestTyping(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, discordtest.Options{Rates: true}, nil)
		for range 8 {
			if err := r.adapter.Typing(t.Context(), direct("113")); err != nil {
				t.Error(err)
			}
		}
		r.CloseDM("114", true)
		if err := r.adapter.Typing(t.Context(), direct("114")); err == nil {
			t.Error("no error for a person who takes no messages")
		}
		if _, err := r.adapter.Send(t.Context(), direct("113"), botstest.Say("")); err == nil {
			t.Error("nothing was sent as a message")
		}
	})
}

// post sends an interaction to the endpoint, signed.
func post(t *testing.T, r *rig, payload string) {
	t.Helper()
	w := httptest.NewRecorder()
	r.adapter.Endpoint().ServeHTTP(w, r.Sign([]byte(payload), time.Now()))
	if w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}
