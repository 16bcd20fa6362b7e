package discordtest

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// putCommands replaces all commands of a scope. Commands that keep their name
// keep their id, and only new ones count against the daily limit.
func (s *Server) putCommands(c *call) (any, *refusal) {
	scope, no := s.scoped(c)
	if no != nil {
		return nil, no
	}
	next, fresh, errs := s.planned(scope, list(c.body))
	if no := s.refused(c, errs); no != nil {
		return nil, no
	}
	if no := tooManyCommands(next); no != nil {
		s.violation("%s: too many commands", c.route.name())
		return nil, no
	}
	for _, old := range s.commands[scope] {
		if old.kind == entryCommand && !slices.ContainsFunc(next, func(o *command) bool { return o.kind == entryCommand }) {
			s.violation("%s: without the Entry Point command", c.route.name())
			return nil, refuse(http.StatusBadRequest, 50240, "You cannot remove this app's Entry Point command in a bulk update operation.")
		}
	}
	if no := s.spend(scope, fresh); no != nil {
		return nil, no
	}
	for _, cmd := range next {
		s.number(cmd)
	}
	s.commands[scope] = next
	return s.shown(scope, true), nil
}

// planned are the commands of a bulk update, and how many of them are new.
func (s *Server) planned(scope string, bodies []any) (next []*command, fresh int, errs *faults) {
	errs = &faults{}
	for n, item := range bodies {
		body := item.(map[string]any)
		here := errs.at(strconv.Itoa(n))
		cmd := &command{kind: kindOfCommand(body), body: body}
		cmd.name, _ = body["name"].(string)
		checkCommand(body, here)
		if scope != "" {
			s.noteGlobalFields(body)
		}
		if slices.ContainsFunc(next, func(o *command) bool { return o.kind == cmd.kind && o.name == cmd.name }) {
			here.at("name").add("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
		}
		if old := s.named(scope, cmd.kind, cmd.name); old != nil {
			cmd.id, cmd.version = old.id, old.version
			if fmt.Sprint(old.body) != fmt.Sprint(body) {
				cmd.version = s.id()
			}
		} else {
			fresh++
		}
		next = append(next, cmd)
	}
	return next, fresh, errs
}
