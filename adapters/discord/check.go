package discord

import (
	"fmt"
	"net/http"

	"github.com/idmbot/idmbot/bots"
)

// Flags of an application that say whether it may have a privileged intent
// (https://discord.com/developers/docs/resources/application#application-object-application-flags).
const (
	contentGranted = 1 << 18
	contentLimited = 1 << 19
)

// Check implements bots.Checker.
func (a *Adapter) Check(ctx bots.Context) []bots.Finding {
	var app struct {
		ID        string `json:"id"`
		Name      string `json:"name"`
		VerifyKey string `json:"verify_key"`
		Endpoint  string `json:"interactions_endpoint_url"`
		Flags     int    `json:"flags"`
	}
	if f := a.client.call(ctx, request{method: http.MethodGet, route: "/applications/@me"}, &app); f != nil {
		if f.unusable() {
			return []bots.Finding{{Problem: "DISCORD_BOT_TOKEN: Discord does not accept it", Remedy: tokenRemedy}}
		}
		return []bots.Finding{{Problem: "Discord cannot be reached: " + f.Error(), Remedy: "check the network and DISCORD_API_URL"}}
	}
	out := []bots.Finding{{Text: fmt.Sprintf("the token is good, the application is %s (%s)", oneLine(app.Name, maxHint), app.ID)}}
	if a.set.appID != "" && a.set.appID != app.ID {
		out = append(out, bots.Finding{Problem: "DISCORD_APPLICATION_ID is not the application of the token", Remedy: "set it to " + app.ID + ", or leave it out"})
	}
	switch {
	case a.set.key != nil && app.VerifyKey != "" && app.VerifyKey != fmt.Sprintf("%x", []byte(a.set.key)):
		out = append(out, bots.Finding{Problem: "DISCORD_PUBLIC_KEY is not the key of this application",
			Remedy: "copy the Public Key from the page General Information of the application"})
	case a.set.key != nil && app.Endpoint == "":
		out = append(out, bots.Finding{Problem: "Discord does not know where to send interactions",
			Remedy: "enter https://HOST/discord/interactions as Interactions Endpoint URL on the page General Information, while the program runs"})
	case a.set.key == nil && app.Endpoint != "":
		out = append(out, bots.Finding{Problem: "Discord sends interactions to an Interactions Endpoint URL, not over the gateway",
			Remedy: "set DISCORD_PUBLIC_KEY, or empty the field on the page General Information"})
	}
	if app.Flags&(contentGranted|contentLimited) != 0 {
		out = append(out, bots.Finding{Optional: true, Problem: "the application may read the text of all messages, which the bot does not need",
			Remedy: "switch Message Content Intent off on the page Bot"})
	}
	if a.set.key == nil {
		out = append(out, a.checkGateway(ctx))
	}
	return out
}

// checkGateway reports whether connections are left for today.
func (a *Adapter) checkGateway(ctx bots.Context) bots.Finding {
	var g gatewayInfo
	if f := a.client.call(ctx, request{method: http.MethodGet, route: "/gateway/bot"}, &g); f != nil {
		return bots.Finding{Problem: "the gateway cannot be found out: " + f.Error(), Remedy: "check the network and DISCORD_API_URL"}
	}
	if l := g.Limit; l.Total > 0 && l.Remaining < max(g.Shards, 1) {
		return bots.Finding{Problem: fmt.Sprintf("%d of %d connections are left for today", l.Remaining, l.Total),
			Remedy: "find out what restarts the bot so often, and wait until tomorrow"}
	}
	return bots.Finding{Text: fmt.Sprintf("the gateway answers, %d shard(s), %d of %d connections left for today", max(g.Shards, 1), g.Limit.Remaining, g.Limit.Total)}
}
