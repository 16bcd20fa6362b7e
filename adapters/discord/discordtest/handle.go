package discordtest

import (
	"fmt"
	"slices"
	"time"
)

// Interaction is something that a person did and the bot has to answer.
type Interaction struct {
	ID, Token string
	// Raw is the interaction's JSON.
	Raw []byte
	// At is when it happened.
	At time.Time

	s       *Server
	kind    int
	who     Person
	channel *channel
	owners  any
	told    string
	// message is where the component stands.
	message *Message

	ack       int
	ackAt     time.Time
	late      bool
	changed   bool
	original  *Message
	followups []*Message
	choices   []Choice
	modal     *Modal
}

// Choice is a suggestion.
type Choice struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Ack is the first answer.
type Ack struct {
	// Type is one of the Ack constants, 0 if there was none within 3 s.
	Type int
	// After is how long it took.
	After time.Duration
}

// Wait waits for the first answer, for 3 s at most.
func (i *Interaction) Wait() Ack {
	i.until(ackTime, func() bool { return i.ack != 0 })
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.ack == 0 {
		return Ack{}
	}
	return Ack{i.ack, i.ackAt.Sub(i.At)}
}

// Done waits until the person has the whole answer: not only that the bot is
// thinking. It returns what they see, or nil if they saw a failure, or if the
// answer is no message.
func (i *Interaction) Done() *Message {
	if i.Wait().Type == 0 {
		return nil
	}
	i.until(tokenLife, func() bool { return i.original == nil || !i.original.Loading })
	return i.Message()
}

// Whole is Done where something has to come: it waits for it too after a press
// that was taken without a word. changed is whether the message was changed
// that was pressed.
func (i *Interaction) Whole() (m *Message, changed bool) {
	if m = i.Done(); m == nil {
		return nil, false
	}
	if i.Wait().Type == AckDeferredUpdate {
		i.until(tokenLife, func() bool { return i.changed || len(i.followups) > 0 })
	}
	i.s.mu.Lock()
	changed = i.changed
	i.s.mu.Unlock()
	return i.Message(), changed
}

// until waits for enough, which is called with mu, until d after the
// interaction.
func (i *Interaction) until(d time.Duration, enough func() bool) {
	t := time.NewTimer(d - i.s.o.Clock().Sub(i.At))
	defer t.Stop()
	for {
		i.s.mu.Lock()
		ok, changed := enough(), i.s.changed
		i.s.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-t.C:
			return
		}
	}
}

// Message is the answer as it is now, nil if there is none.
func (i *Interaction) Message() *Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	if i.original == nil || i.original.Deleted {
		return nil
	}
	m := *i.original
	return &m
}

// Followups are the further answers.
func (i *Interaction) Followups() []Message {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	var out []Message
	for _, m := range i.followups {
		if !m.Deleted {
			out = append(out, *m)
		}
	}
	return out
}

// Choices waits for the suggestions and returns them.
func (i *Interaction) Choices() []Choice {
	i.Wait()
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return append([]Choice(nil), i.choices...)
}

// Modal waits for a form as the first answer; nil if it is something else.
func (i *Interaction) Modal() *Modal {
	i.Wait()
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.modal
}

// Failure is what the person sees go wrong, "" if nothing.
func (i *Interaction) Failure() string {
	i.s.mu.Lock()
	defer i.s.mu.Unlock()
	return i.failure()
}

func (i *Interaction) failure() string {
	age := i.s.o.Clock().Sub(i.At)
	switch {
	case i.ack == 0 && (i.late || age >= ackTime):
		return "the application did not respond"
	case i.original != nil && i.original.Loading && age >= tokenLife:
		return "thinking without an end"
	}
	return ""
}

// Failures are the interactions whose people saw a failure.
func (s *Server) Failures() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, i := range s.order {
		if f := i.failure(); f != "" {
			out = append(out, fmt.Sprintf("interaction %s of type %d: %s", i.ID, i.kind, f))
		}
	}
	return out
}

// Latencies are how long the first answers took, shortest first.
func (s *Server) Latencies() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []time.Duration
	for _, i := range s.order {
		if i.ack != 0 {
			out = append(out, i.ackAt.Sub(i.At))
		}
	}
	slices.Sort(out)
	return out
}

// Interactions are all so far, oldest first.
func (s *Server) Interactions() []*Interaction {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Interaction(nil), s.order...)
}
