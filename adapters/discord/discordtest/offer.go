package discordtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// offered finds a command that Discord would offer a person, and panics if it
// would not. As long as nothing is registered at all, anything is taken, for
// tests that do not register; the caller holds mu.
func (s *Server) offered(p Person, name string, kind int) *command {
	cmd := s.named(p.Guild, kind, name)
	if cmd == nil || p.Guild == "" {
		cmd = s.named("", kind, name)
	}
	if cmd == nil {
		for _, all := range s.commands {
			if len(all) > 0 {
				panic("discordtest: the command " + name + " is not registered here")
			}
		}
		return &command{id: "1", kind: kind, name: name}
	}
	if !cmd.allows("contexts", p.context(), contextGuild, contextDM) {
		panic("discordtest: the command " + name + " is not for this context")
	}
	installed := 0
	if p.UserInstalled {
		installed = 1
	}
	if !cmd.allows("integration_types", installed, 0) {
		panic("discordtest: the command " + name + " is not for this installation")
	}
	if need := cmd.body["default_member_permissions"]; need != nil && p.Guild != "" && p.Permissions&Administrator == 0 {
		bits, _ := strconv.ParseUint(plain(need), 10, 64)
		if bits == 0 || p.rights()&bits != bits {
			panic("discordtest: the command " + name + " is not shown to those without its permissions")
		}
	}
	return cmd
}

// allows is true if a field's list holds a value; usual is the list where the
// field is absent.
func (cmd *command) allows(field string, value int, usual ...int) bool {
	given, ok := cmd.body[field].([]any)
	if !ok {
		return slices.Contains(usual, value)
	}
	return slices.ContainsFunc(given, func(v any) bool { return plain(v) == strconv.Itoa(value) })
}

// Types of options
// (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type).
const (
	textOption    = 3
	integerOption = 4
	boolOption    = 5
	numberOption  = 10
)

// optionType is the type of an option, which has to take the value.
func (cmd *command) optionType(o Option, focused string) int {
	kind := textOption
	switch o.Value.(type) {
	case bool:
		kind = boolOption
	case int:
		kind = integerOption
	case float64:
		kind = numberOption
	}
	if cmd.body == nil {
		return kind
	}
	def := cmd.option(o.Name)
	if def == nil {
		panic("discordtest: " + cmd.name + " has no option " + o.Name)
	}
	if o.Name == focused {
		if def["autocomplete"] != true {
			panic("discordtest: the option " + o.Name + " has no suggestions")
		}
		return number(def["type"])
	}
	if number(def["type"]) != kind {
		panic(fmt.Sprintf("discordtest: the option %s is of type %v", o.Name, def["type"]))
	}
	choices := list(def["choices"])
	if len(choices) > 0 && !slices.ContainsFunc(choices, func(c any) bool {
		return plain(c.(map[string]any)["value"]) == plain(o.Value)
	}) {
		panic("discordtest: the option " + o.Name + " has no such choice")
	}
	return kind
}

func (cmd *command) option(name string) map[string]any {
	for _, o := range list(cmd.body["options"]) {
		if o := o.(map[string]any); o["name"] == name {
			return o
		}
	}
	return nil
}

// complete panics if a required option is missing.
func (cmd *command) complete(options []Option) {
	for _, o := range list(cmd.body["options"]) {
		o := o.(map[string]any)
		if o["required"] == true && !slices.ContainsFunc(options, func(g Option) bool { return g.Name == o["name"] }) {
			panic(fmt.Sprintf("discordtest: %s needs the option %v", cmd.name, o["name"]))
		}
	}
}

// Commands are the registered commands of a guild, or the global ones (""),
// as the API shows them.
func (s *Server) Commands(guildID string) []json.RawMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []json.RawMessage
	for _, o := range s.shown(guildID, true) {
		raw, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		out = append(out, raw)
	}
	return out
}

// Doubles are the names of commands that people of a guild see twice: from the
// guild and from everywhere.
func (s *Server) Doubles(guildID string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, cmd := range s.commands[guildID] {
		if guildID != "" && s.named("", cmd.kind, cmd.name) != nil {
			out = append(out, cmd.name)
		}
	}
	return out
}
