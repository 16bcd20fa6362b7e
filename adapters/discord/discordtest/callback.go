package discordtest

import (
	"net/http"
	"time"
)

const (
	// ackTime is how long an interaction waits for its first answer
	// (https://docs.discord.com/developers/interactions/receiving-and-responding).
	ackTime = 3 * time.Second
	// tokenLife is how long its token is good for follow-ups (same page).
	tokenLife = 15 * time.Minute
)

// Types of first answers (same page).
const (
	AckPong           = 1
	AckMessage        = 4
	AckDeferred       = 5
	AckDeferredUpdate = 6
	AckUpdate         = 7
	AckChoices        = 8
	AckModal          = 9
)

// Types of interactions.
const (
	kindPing         = 1
	kindCommand      = 2
	kindComponent    = 3
	kindAutocomplete = 4
	kindModal        = 5
)

// answers are the types of first answers that a type of interaction takes.
var answers = map[int][]int{
	kindPing: {AckPong}, kindCommand: {AckMessage, AckDeferred, AckModal}, kindAutocomplete: {AckChoices},
	kindComponent: {AckMessage, AckDeferred, AckDeferredUpdate, AckUpdate, AckModal},
	kindModal:     {AckMessage, AckDeferred, AckDeferredUpdate, AckUpdate},
}

func (s *Server) callback(c *call) (any, *refusal) {
	i := s.interactions[c.params["interaction_id"]]
	if i == nil || i.Token != c.params["interaction_token"] {
		return nil, unknownInteraction()
	}
	now := s.o.Clock()
	if i.ack != 0 {
		s.violation("interaction %s was answered twice", i.ID)
		return nil, acknowledged()
	}
	if now.Sub(i.At) >= ackTime {
		i.late = true
		return nil, unknownInteraction()
	}
	body, _ := c.body.(map[string]any)
	if no := s.acknowledge(c, i, body); no != nil {
		return nil, no
	}
	if c.query.Get("with_response") != "true" {
		return nil, nil
	}
	answer := map[string]any{"interaction": map[string]any{"id": i.ID, "type": i.kind}}
	if m := i.original; m != nil {
		inner := answer["interaction"].(map[string]any)
		inner["response_message_id"], inner["response_message_loading"] = m.ID, m.Loading
		inner["response_message_ephemeral"] = m.Ephemeral()
		answer["resource"] = map[string]any{"type": i.ack, "message": s.object(m)}
	}
	return with{http.StatusOK, answer}, nil
}

// acknowledge carries out a first answer. What is refused does not use the
// interaction up; the caller holds mu.
func (s *Server) acknowledge(c *call, i *Interaction, body map[string]any) *refusal {
	kind := number(body["type"])
	fits := false
	for _, k := range answers[i.kind] {
		fits = fits || k == kind
	}
	if !fits || i.kind == kindModal && i.message == nil && (kind == AckUpdate || kind == AckDeferredUpdate) {
		errs := &faults{}
		errs.at("type").add("BASE_TYPE_CHOICES", "This interaction takes no answer of this type.")
		return s.refused(c, errs)
	}
	data, _ := body["data"].(map[string]any)
	if no := s.answer(c, i, kind, data); no != nil {
		return no
	}
	i.ack, i.ackAt = kind, s.o.Clock()
	return nil
}

func (s *Server) answer(c *call, i *Interaction, kind int, data map[string]any) *refusal {
	switch kind {
	case AckMessage:
		m, no := s.compose(c, i.channel, data, i)
		i.original = m
		return no
	case AckDeferred:
		s.onlyFlags(c, data)
		m := &Message{Channel: i.channel.id, Author: BotID, Own: true, At: s.o.Clock(), Loading: true,
			Flags: number(data["flags"]) & FlagEphemeral, interaction: i}
		i.original = m
		s.put(i.channel, m)
	case AckDeferredUpdate:
		i.original = i.message
	case AckUpdate:
		if no := s.edit(c, i.message, data); no != nil {
			return no
		}
		i.original, i.changed = i.message, true
	case AckChoices:
		errs := &faults{}
		checkChoices(list(data["choices"]), errs.at("data").at("choices"))
		if no := s.refused(c, errs); no != nil {
			return no
		}
		i.choices = nil
		decode(list(data["choices"]), &i.choices)
		s.tellText(i.channel.id, i.who.ID+" types "+i.told+"\n"+printChoices(i.choices))
	case AckModal:
		return s.showModal(c, i, data)
	}
	return nil
}

// onlyFlags notes what a deferred answer holds in vain.
func (s *Server) onlyFlags(c *call, data map[string]any) {
	for name, v := range data {
		if blank(v) {
			continue
		}
		if name != "flags" || number(v)&^FlagEphemeral != 0 {
			s.violation("%s: a deferred answer holds %s in vain", c.route.name(), name)
		}
	}
}

const maxModalParts = 5

func (s *Server) showModal(c *call, i *Interaction, data map[string]any) *refusal {
	modal := &Modal{}
	decode(data, modal)
	errs := &faults{}
	if len(modal.Components) > maxModalParts {
		errs.at("data").at("components").add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	}
	if no := s.refused(c, errs); no != nil {
		return no
	}
	i.modal = modal
	s.tellText(i.channel.id, modal.Print())
	return nil
}

// Modal is a form that the bot shows.
type Modal struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}
