package discordtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Option is an option of a slash command. Value is a text, a number or a bool.
type Option struct {
	Name  string
	Value any
}

// Slash lets a person use a slash command. It panics if Discord would not
// offer it there, or not take the options.
func (s *Server) Slash(p Person, name string, options ...Option) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := s.slashData(p, name, options, "")
	return s.interact(p, kindCommand, data, nil, slashText(name, options))
}

// Complete lets a person type into the option named last, and asks for
// suggestions.
func (s *Server) Complete(p Person, name string, options ...Option) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	focused := options[len(options)-1].Name
	data := s.slashData(p, name, options, focused)
	return s.interact(p, kindAutocomplete, data, nil, slashText(name, options)+"…")
}

func slashText(name string, options []Option) string {
	text := "/" + name
	for _, o := range options {
		text += fmt.Sprintf(" %s: %v", o.Name, o.Value)
	}
	return text
}

func (s *Server) slashData(p Person, name string, options []Option, focused string) map[string]any {
	cmd := s.offered(p, name, slashCommand)
	var list []any
	for _, o := range options {
		one := map[string]any{"name": o.Name, "value": o.Value, "type": cmd.optionType(o, focused)}
		if o.Name == focused {
			one["focused"] = true
		}
		list = append(list, one)
	}
	if focused == "" {
		cmd.complete(options)
	}
	data := map[string]any{"id": cmd.id, "name": name, "type": slashCommand}
	if len(list) > 0 {
		data["options"] = list
	}
	return data
}

// Ask lets a person use a message command on a message.
func (s *Server) Ask(p Person, command, messageID string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	cmd := s.offered(p, command, messageCommand)
	m := s.place(p).find(messageID)
	if m == nil {
		panic("discordtest: no message " + messageID)
	}
	data := map[string]any{"id": cmd.id, "name": command, "type": messageCommand, "target_id": m.ID,
		"resolved": map[string]any{"messages": map[string]any{m.ID: s.object(m)}}}
	return s.interact(p, kindCommand, data, nil, "["+command+"] on a message")
}

// Press presses the button with the label under the newest message in the
// person's channel that has one. It panics if there is none.
func (s *Server) Press(p Person, label string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, c := s.lookFor(p, func(c Component) bool {
		return c.Type == buttonType && c.CustomID != "" && (c.Label == label || c.Emoji.Name == label)
	})
	if m == nil {
		panic("discordtest: no button " + label)
	}
	return s.interact(p, kindComponent, map[string]any{"component_type": buttonType, "custom_id": c.CustomID}, m, "presses ["+label+"]")
}

// PressData presses a button that may be gone: with the custom id, under the
// message.
func (s *Server) PressData(p Person, messageID, customID string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.place(p).find(messageID)
	if m == nil {
		panic("discordtest: no message " + messageID)
	}
	return s.interact(p, kindComponent, map[string]any{"component_type": buttonType, "custom_id": customID}, m, "presses an old button")
}

// Choose selects the entries with the labels in the newest select menu that
// has the first of them. It panics if there is none.
func (s *Server) Choose(p Person, labels ...string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, c := s.lookFor(p, func(c Component) bool {
		for _, o := range c.Options {
			if c.Type == selectType && o.Label == labels[0] {
				return true
			}
		}
		return false
	})
	if m == nil {
		panic("discordtest: no select menu with " + labels[0])
	}
	var values []string
	for _, o := range c.Options {
		if slices.Contains(labels, o.Label) {
			values = append(values, o.Value)
		}
	}
	data := map[string]any{"component_type": selectType, "custom_id": c.CustomID, "values": values}
	return s.interact(p, kindComponent, data, m, "chooses ["+strings.Join(labels, "] [")+"]")
}

// lookFor finds a component that is not disabled, from the newest message on,
// among those that the person sees.
func (s *Server) lookFor(p Person, wanted func(Component) bool) (*Message, *Component) {
	ch := s.place(p)
	for i := len(ch.messages) - 1; i >= 0; i-- {
		m := ch.messages[i]
		if m.Deleted || m.Ephemeral() && m.interaction != nil && m.interaction.who.ID != p.ID {
			continue
		}
		if c := search(m.Components, wanted); c != nil {
			return m, c
		}
	}
	return nil, nil
}

func search(components []Component, wanted func(Component) bool) *Component {
	for i := range components {
		c := &components[i]
		if !c.Disabled && wanted(*c) {
			return c
		}
		if found := search(c.Components, wanted); found != nil {
			return found
		}
		if c.Accessory != nil {
			if found := search([]Component{*c.Accessory}, wanted); found != nil {
				return found
			}
		}
	}
	return nil
}

// interact makes an interaction and sends it off; the caller holds mu.
func (s *Server) interact(p Person, kind int, data map[string]any, m *Message, told string) *Interaction {
	ch := s.place(p)
	i := &Interaction{s: s, ID: s.id(), At: s.o.Clock(), kind: kind, who: p, channel: ch, message: m, told: told}
	i.Token = "aW50ZXJhY3Rpb246" + i.ID
	o := map[string]any{"id": i.ID, "application_id": AppID, "type": kind, "token": i.Token, "version": 1, "data": data,
		"app_permissions": fmt.Sprint(uint64(member)), "entitlements": []any{}, "attachment_size_limit": 10 << 20}
	p.where(o, ch)
	i.owners = o["authorizing_integration_owners"]
	if m != nil {
		o["message"] = s.object(m)
	}
	raw, err := json.Marshal(o)
	if err != nil {
		panic(err)
	}
	i.Raw = raw
	s.interactions[i.ID], s.tokens[i.Token] = i, i
	s.order = append(s.order, i)
	if kind != kindAutocomplete {
		s.tellText(ch.id, p.ID+" "+told+"\n")
	}
	if s.endpoint != nil {
		go s.overHTTP(s.endpoint, i)
	} else {
		s.dispatch(event{kind: "INTERACTION_CREATE", guild: p.Guild, data: json.RawMessage(raw)})
	}
	s.wake()
	return i
}

// Again sends an interaction a second time, as a resumed connection or a
// repeated request may.
func (s *Server) Again(i *Interaction) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.endpoint != nil {
		go s.overHTTP(s.endpoint, i)
		return
	}
	s.dispatch(event{kind: "INTERACTION_CREATE", guild: i.who.Guild, data: json.RawMessage(i.Raw)})
}

// Endpoint lets interactions come over HTTP, to the handler, instead of over
// the gateway; nil undoes it.
func (s *Server) Endpoint(h http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.endpoint = h
}
