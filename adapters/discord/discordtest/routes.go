package discordtest

import (
	"strings"
	"time"
)

// route is one operation of the API.
type route struct {
	method, path string
	do           func(*Server, *call) (any, *refusal)
	// auth is set where the bot's token is needed.
	auth bool
	// outside is set where the global limit does not count.
	outside bool
	// limit requests are allowed in a window, for each value of the path's
	// first id.
	limit  int
	window time.Duration
}

func (r *route) name() string { return r.method + " " + r.path }

// The sizes of buckets are undocumented; those of messages and webhooks were
// observed, the others are generous.
const (
	usualWindow = 5 * time.Second
	usualLimit  = 50
)

const (
	appCommands   = "/applications/{application_id}/commands"
	guildCommands = "/applications/{application_id}/guilds/{guild_id}/commands"
	oneCommand    = "/{command_id}"
	messages      = "/channels/{channel_id}/messages"
	oneMessage    = messages + "/{message_id}"
	followups     = "/webhooks/{webhook_id}/{webhook_token}"
	original      = followups + "/messages/@original"
	oneFollowup   = followups + "/messages/{message_id}"
)

// routes are all operations that the server knows.
var routes = []route{
	{"GET", "/gateway", (*Server).getGateway, false, false, usualLimit, usualWindow},
	{"GET", "/gateway/bot", (*Server).getGatewayBot, true, false, usualLimit, usualWindow},
	{"GET", "/users/@me", (*Server).getMe, true, false, usualLimit, usualWindow},
	{"GET", "/applications/@me", (*Server).getApplication, true, false, usualLimit, usualWindow},
	{"GET", "/oauth2/applications/@me", (*Server).getApplication, true, false, usualLimit, usualWindow},
	{"POST", "/users/@me/channels", (*Server).openDirect, true, false, usualLimit, usualWindow},
	{"GET", "/guilds/{guild_id}", (*Server).getGuild, true, false, usualLimit, usualWindow},
	{"GET", "/channels/{channel_id}", (*Server).getChannel, true, false, usualLimit, usualWindow},
	{"POST", "/channels/{channel_id}/typing", (*Server).typing, true, false, 5, usualWindow},
	{"GET", messages, (*Server).getMessages, true, false, 5, usualWindow},
	{"POST", messages, (*Server).createMessage, true, false, 5, usualWindow},
	{"GET", oneMessage, (*Server).getMessage, true, false, 5, usualWindow},
	{"PATCH", oneMessage, (*Server).editMessage, true, false, 5, usualWindow},
	{"DELETE", oneMessage, (*Server).deleteMessage, true, false, 5, time.Second},
	{"GET", appCommands, (*Server).listCommands, true, false, 5, usualWindow},
	{"PUT", appCommands, (*Server).putCommands, true, false, 5, usualWindow},
	{"POST", appCommands, (*Server).createCommand, true, false, 5, usualWindow},
	{"GET", appCommands + oneCommand, (*Server).getCommand, true, false, 5, usualWindow},
	{"PATCH", appCommands + oneCommand, (*Server).patchCommand, true, false, 5, usualWindow},
	{"DELETE", appCommands + oneCommand, (*Server).deleteCommand, true, false, 5, usualWindow},
	{"GET", guildCommands, (*Server).listCommands, true, false, 5, usualWindow},
	{"PUT", guildCommands, (*Server).putCommands, true, false, 5, usualWindow},
	{"POST", guildCommands, (*Server).createCommand, true, false, 5, usualWindow},
	{"GET", guildCommands + oneCommand, (*Server).getCommand, true, false, 5, usualWindow},
	{"PATCH", guildCommands + oneCommand, (*Server).patchCommand, true, false, 5, usualWindow},
	{"DELETE", guildCommands + oneCommand, (*Server).deleteCommand, true, false, 5, usualWindow},
	{"POST", "/interactions/{interaction_id}/{interaction_token}/callback", (*Server).callback, false, true, 5, usualWindow},
	{"POST", followups, (*Server).createFollowup, false, true, 5, 2 * time.Second},
	{"GET", original, (*Server).getFollowup, false, true, 5, 2 * time.Second},
	{"PATCH", original, (*Server).editFollowup, false, true, 5, 2 * time.Second},
	{"DELETE", original, (*Server).deleteFollowup, false, true, 5, 2 * time.Second},
	{"GET", oneFollowup, (*Server).getFollowup, false, true, 5, 2 * time.Second},
	{"PATCH", oneFollowup, (*Server).editFollowup, false, true, 5, 2 * time.Second},
	{"DELETE", oneFollowup, (*Server).deleteFollowup, false, true, 5, 2 * time.Second},
}

// find returns the route of a path, and the values of its template.
func find(method, path string) (*route, map[string]string) {
	given := strings.Split(path, "/")
	for i := range routes {
		r := &routes[i]
		if r.method != method {
			continue
		}
		if params, ok := match(strings.Split(r.path, "/"), given); ok {
			return r, params
		}
	}
	return nil, nil
}

func match(template, given []string) (map[string]string, bool) {
	if len(template) != len(given) {
		return nil, false
	}
	params := map[string]string{}
	for i, t := range template {
		switch {
		case strings.HasPrefix(t, "{"):
			params[strings.Trim(t, "{}")] = given[i]
		case t != given[i]:
			return nil, false
		}
	}
	return params, true
}

// major is the value that a bucket belongs to: a channel, a guild, an
// interaction, or a webhook with its token.
func (c *call) major() string {
	switch {
	case c.params["webhook_token"] != "":
		return c.params["webhook_token"]
	case c.params["interaction_id"] != "":
		return c.params["interaction_id"]
	case c.params["channel_id"] != "":
		return c.params["channel_id"]
	}
	return c.params["guild_id"]
}

func (s *Server) getMe(*call) (any, *refusal) {
	me := botObject()
	me["verified"], me["mfa_enabled"], me["locale"] = true, false, "en-US"
	return me, nil
}

func (s *Server) getApplication(*call) (any, *refusal) {
	return map[string]any{
		"id": AppID, "name": "idm-test", "description": "", "icon": nil, "bot_public": true, "flags": 0,
		"bot_require_code_grant": false, "verify_key": s.PublicKey(), "bot": botObject(),
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}},
	}, nil
}

func botObject() map[string]any {
	return map[string]any{"id": BotID, "username": "idm-test", "discriminator": "0001", "global_name": nil,
		"avatar": nil, "bot": true}
}
