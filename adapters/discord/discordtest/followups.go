package discordtest

import "net/http"

// maxUserFollowups is how many follow-ups an app has where it is installed by
// the user only
// (https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages).
const maxUserFollowups = 5

// answered finds the interaction of a webhook call.
func (s *Server) answered(c *call) (*Interaction, *refusal) {
	i := s.tokens[c.params["webhook_token"]]
	switch {
	case i == nil || c.params["webhook_id"] != AppID || i.ack == 0 || i.ack == AckChoices || i.ack == AckPong:
		return nil, unknownWebhook()
	case s.o.Clock().Sub(i.At) >= tokenLife:
		return nil, expiredToken()
	}
	return i, nil
}

func (s *Server) createFollowup(c *call) (any, *refusal) {
	i, no := s.answered(c)
	if no != nil {
		return nil, no
	}
	body, _ := c.body.(map[string]any)
	if i.original != nil && i.original.Loading {
		s.violation("a follow-up instead of an edit completes the deferred answer to %s", i.ID)
		if no := s.edit(c, i.original, body); no != nil {
			return nil, no
		}
		return s.object(i.original), nil
	}
	if i.who.UserInstalled && len(i.followups) >= maxUserFollowups {
		return nil, refuse(http.StatusBadRequest, 40094, "Maximum number of follow-up messages for this interaction reached")
	}
	m, no := s.compose(c, i.channel, body, i)
	if no != nil {
		return nil, no
	}
	i.followups = append(i.followups, m)
	return s.object(m), nil
}

// owned finds the message of a webhook call; without an id it is the original.
func (s *Server) owned(c *call) (*Message, *refusal) {
	i, no := s.answered(c)
	if no != nil {
		return nil, no
	}
	id, named := c.params["message_id"]
	if m := i.original; m != nil && !m.Deleted && (!named || m.ID == id) {
		return m, nil
	}
	for _, m := range i.followups {
		if named && m.ID == id && !m.Deleted {
			return m, nil
		}
	}
	return nil, unknownMessage()
}

func (s *Server) getFollowup(c *call) (any, *refusal) {
	m, no := s.owned(c)
	if no != nil {
		return nil, no
	}
	return s.object(m), nil
}

func (s *Server) editFollowup(c *call) (any, *refusal) {
	m, no := s.owned(c)
	if no != nil {
		return nil, no
	}
	body, _ := c.body.(map[string]any)
	if no := s.edit(c, m, body); no != nil {
		return nil, no
	}
	if i, no := s.answered(c); no == nil && m == i.message {
		i.changed = true
	}
	return s.object(m), nil
}

func (s *Server) deleteFollowup(c *call) (any, *refusal) {
	m, no := s.owned(c)
	if no != nil {
		return nil, no
	}
	m.Deleted = true
	s.tell(m, "deleted")
	return nil, nil
}
