package discordtest

// Submit sends the form that an interaction got as its answer, with values by
// the custom ids of its inputs.
func (s *Server) Submit(i *Interaction, values map[string]string) *Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i.modal == nil {
		panic("discordtest: no form to submit")
	}
	var parts []any
	for _, c := range i.modal.Components {
		part := map[string]any{"type": c.Type, "id": 1}
		if c.Type == labelType {
			part["component"] = input(*c.Component, values)
		} else {
			var inner []any
			for _, in := range c.Components {
				inner = append(inner, input(in, values))
			}
			part["components"] = inner
		}
		parts = append(parts, part)
	}
	data := map[string]any{"custom_id": i.modal.CustomID, "components": parts}
	return s.interact(i.who, kindModal, data, i.message, "submits the form "+i.modal.Title)
}

func input(c Component, values map[string]string) map[string]any {
	o := map[string]any{"type": c.Type, "id": 2, "custom_id": c.CustomID}
	if c.Type == selectType {
		o["values"] = []string{values[c.CustomID]}
	} else {
		o["value"] = values[c.CustomID]
	}
	return o
}
