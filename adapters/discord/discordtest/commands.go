package discordtest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"
)

// Types of commands
// (https://docs.discord.com/developers/interactions/application-commands).
const (
	slashCommand   = 1
	userCommand    = 2
	messageCommand = 3
	entryCommand   = 4
)

// createsADay is how many new commands an app may have a day, in each scope
// (https://docs.discord.com/developers/interactions/application-commands#registering-a-command).
const createsADay = 200

// command is a registered command. body is as the bot sent it.
type command struct {
	id, version string
	kind        int
	name        string
	body        map[string]any
}

// scope is the guild of a call, "" for global commands.
func (c *call) scope() (string, *refusal) {
	if c.params["application_id"] != AppID {
		return "", refuse(http.StatusForbidden, 20012, "You are not authorized to perform this action on this application")
	}
	return c.params["guild_id"], nil
}

// scoped checks the guild of a call; the caller holds mu.
func (s *Server) scoped(c *call) (string, *refusal) {
	scope, no := c.scope()
	if no != nil {
		return "", no
	}
	if g := s.guilds[scope]; scope != "" && (g == nil || g.left) {
		return "", missingAccess()
	}
	return scope, nil
}

func (s *Server) listCommands(c *call) (any, *refusal) {
	scope, no := s.scoped(c)
	if no != nil {
		return nil, no
	}
	return s.shown(scope, c.query.Get("with_localizations") == "true"), nil
}

func (s *Server) shown(scope string, localized bool) []any {
	out := []any{}
	for _, cmd := range s.commands[scope] {
		out = append(out, cmd.object(scope, localized))
	}
	return out
}

// noteGlobalFields notes fields that have no effect on a guild's command.
func (s *Server) noteGlobalFields(body map[string]any) {
	for _, name := range []string{"contexts", "integration_types", "dm_permission"} {
		if body[name] != nil {
			s.violation("a guild's command has %s, which is for global ones", name)
		}
	}
}

func (s *Server) number(cmd *command) {
	if cmd.id == "" {
		cmd.id = s.id()
		cmd.version = s.id()
	}
}

// spend counts new commands against the daily limit.
func (s *Server) spend(scope string, n int) *refusal {
	now := s.o.Clock()
	recent := slices.DeleteFunc(s.creates[scope], func(t time.Time) bool { return now.Sub(t) >= 24*time.Hour })
	if len(recent)+n > createsADay {
		return refuse(http.StatusBadRequest, 30034, "Max number of daily application command creates has been reached (200)")
	}
	for range n {
		recent = append(recent, now)
	}
	s.creates[scope] = recent
	return nil
}

// Creates is how many commands were created in the last day, in a guild or
// globally ("").
func (s *Server) Creates(guildID string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.spend(guildID, 0)
	return len(s.creates[guildID])
}

func (s *Server) named(scope string, kind int, name string) *command {
	for _, cmd := range s.commands[scope] {
		if cmd.kind == kind && cmd.name == name {
			return cmd
		}
	}
	return nil
}

func kindOfCommand(body map[string]any) int {
	if k := number(body["type"]); k != 0 {
		return k
	}
	return slashCommand
}

// maxCommands are the commands of a type in a scope (user and message
// commands were raised to 15 in 2026).
var maxCommands = map[int]int{slashCommand: 100, userCommand: 15, messageCommand: 15, entryCommand: 1}

func tooManyCommands(all []*command) *refusal {
	n := map[int]int{}
	for _, cmd := range all {
		n[cmd.kind]++
		if n[cmd.kind] > maxCommands[cmd.kind] {
			return refuse(http.StatusBadRequest, 30032,
				fmt.Sprintf("Maximum number of application commands reached (%d)", maxCommands[cmd.kind]))
		}
	}
	return nil
}

func (s *Server) createCommand(c *call) (any, *refusal) {
	scope, no := s.scoped(c)
	if no != nil {
		return nil, no
	}
	body := c.body.(map[string]any)
	errs := &faults{}
	checkCommand(body, errs)
	if no := s.refused(c, errs); no != nil {
		return nil, no
	}
	cmd := &command{kind: kindOfCommand(body), body: body}
	cmd.name, _ = body["name"].(string)
	if old := s.named(scope, cmd.kind, cmd.name); old != nil {
		old.body, old.version = body, s.id()
		return old.object(scope, true), nil
	}
	all := append(slices.Clone(s.commands[scope]), cmd)
	if no := tooManyCommands(all); no != nil {
		return nil, no
	}
	if no := s.spend(scope, 1); no != nil {
		return nil, no
	}
	s.number(cmd)
	s.commands[scope] = all
	return with{http.StatusCreated, cmd.object(scope, true)}, nil
}

func (s *Server) one(c *call) (string, *command, *refusal) {
	scope, no := s.scoped(c)
	if no != nil {
		return "", nil, no
	}
	for _, cmd := range s.commands[scope] {
		if cmd.id == c.params["command_id"] {
			return scope, cmd, nil
		}
	}
	return "", nil, unknownCommand()
}

func (s *Server) getCommand(c *call) (any, *refusal) {
	scope, cmd, no := s.one(c)
	if no != nil {
		return nil, no
	}
	return cmd.object(scope, true), nil
}

func (s *Server) patchCommand(c *call) (any, *refusal) {
	scope, cmd, no := s.one(c)
	if no != nil {
		return nil, no
	}
	next := maps.Clone(cmd.body)
	maps.Copy(next, c.body.(map[string]any))
	errs := &faults{}
	checkCommand(next, errs)
	if no := s.refused(c, errs); no != nil {
		return nil, no
	}
	cmd.body, cmd.version = next, s.id()
	cmd.name, _ = next["name"].(string)
	return cmd.object(scope, true), nil
}

func (s *Server) deleteCommand(c *call) (any, *refusal) {
	scope, cmd, no := s.one(c)
	if no != nil {
		return nil, no
	}
	s.commands[scope] = slices.DeleteFunc(s.commands[scope], func(o *command) bool { return o == cmd })
	return nil, nil
}
