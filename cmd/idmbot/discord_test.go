package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/idmbot/idmbot/adapters/discord/discordtest"
)

// discordAt is a Discord for one process, and the settings to reach it.
func discordAt(t *testing.T) (*discordtest.Server, settings) {
	t.Helper()
	d := discordtest.New(discordtest.Options{Rates: true, Privileged: 0})
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	t.Cleanup(d.Close)
	s := defaults(t)
	s.DiscordToken, s.DiscordAPI = discordtest.Token, server.URL
	return d, s
}

// The whole program answers on Discord, suggests while somebody types, takes a
// subscription, and goes on when Discord throws it out for good.
func TestServeOnDiscord(t *testing.T) {
	d, s := discordAt(t)
	web, _, out := started(t, s)
	await(t, "the gateway", func() bool { return d.Connected() == 1 })
	await(t, "the commands", func() bool { return len(d.Commands("")) > 0 })
	p := discordtest.InDM("110000000000000502")
	say := func(name string, value any) discordtest.Option { return discordtest.Option{Name: name, Value: value} }
	m := d.Slash(p, "ask", say("question", "the second avenue")).Done()
	if m == nil || len(m.Embeds) != 1 || !strings.Contains(m.Embeds[0].Title, "Avenue 2") {
		t.Errorf("the person sees %+v", m)
	}
	if zones := d.Complete(p, "subscribe", say("zone", "nairo")).Choices(); len(zones) == 0 || zones[0].Value != "Africa/Nairobi" {
		t.Errorf("zones: %+v", zones)
	}
	m = d.Slash(p, "subscribe", say("time", "07:30"), say("zone", "Africa/Nairobi"), say("language", "fr")).Done()
	if m == nil || !strings.Contains(m.Print(), "07:30") {
		t.Errorf("after subscribing the person sees %+v", m)
	}
	for _, member := range []struct {
		who  discordtest.Person
		want bool
	}{{discordtest.InGuild("110000000000000503"), false}, {discordtest.Manager("110000000000000504"), true}} {
		m = d.Slash(member.who, "subscribe", say("time", "08:15"), say("zone", "UTC")).Done()
		if m == nil || strings.Contains(m.Print(), "08:15") != member.want {
			t.Errorf("%s sees %s", member.who.ID, m.Print())
		}
	}
	d.Refuse(4014)
	await(t, "the end of Discord", func() bool { return strings.Contains(out.String(), "4014") })
	if !strings.Contains(out.String(), "Privileged Gateway Intents") {
		t.Errorf("the log does not say what to do:\n%s", out)
	}
	if status, _ := fetch(t, http.MethodGet, web+"/themes", ""); status != http.StatusOK {
		t.Errorf("the web answers with status %d", status)
	}
	done(t, d, out)
}

// forward hands what comes to the program's own address.
func forward(t *testing.T, web string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, in *http.Request) {
		req, err := http.NewRequestWithContext(in.Context(), in.Method, web+in.URL.Path, in.Body)
		if err != nil {
			t.Error(err)
			return
		}
		req.Header = in.Header
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Error(err)
			return
		}
		defer resp.Body.Close()
		w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
		w.WriteHeader(resp.StatusCode)
		if _, err := io.Copy(w, resp.Body); err != nil {
			t.Error(err)
		}
	})
}

func done(t *testing.T, d *discordtest.Server, out *screen) {
	t.Helper()
	for _, v := range append(d.Violations(), d.Failures()...) {
		t.Error(v)
	}
	if strings.Contains(out.String(), discordtest.Token) {
		t.Error("the token is in the log")
	}
}
