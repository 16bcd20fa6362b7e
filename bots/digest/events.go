package digest

import (
	"context"
	"strconv"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/locale"
)

// event follows a chat that comes, goes or moves.
func (c *Conversation) event(ctx context.Context, m bots.Message) (bots.Reply, bool) {
	if m.Kind == bots.Moved {
		if err := c.store.Move(ctx, m.Chat.Platform, m.Chat.ID, m.MovedTo); err != nil {
			c.log.ErrorContext(ctx, "a chat that moved could not be followed", "platform", m.Chat.Platform, "err", err)
		}
		return bots.Reply{}, false
	}
	subs, err := c.store.Of(ctx, m.Chat.Platform, m.Chat.ID)
	if err != nil {
		c.log.ErrorContext(ctx, "the subscriptions of a chat could not be read", "platform", m.Chat.Platform, "err", err)
		return bots.Reply{}, false
	}
	var back *Subscription
	for _, s := range subs {
		changed := false
		after, err := c.edit(ctx, s.Chat, func(s *Subscription) bool {
			if m.Kind == bots.Joined {
				changed = byPlatform(s.Reason) && s.wake()
				return changed
			}
			return s.stop(Ended, leftReason(m.Chat))
		})
		if err != nil {
			c.log.ErrorContext(ctx, "a subscription could not follow its chat", "subscription", s.ID, "err", err)
		} else if changed && back == nil {
			back = &after
		}
	}
	if back == nil {
		return bots.Reply{}, false
	}
	p := locale.In(back.Lang)
	return c.settings(*back, p, p.T("digest_resumed", "When", sayNext(p, back))), true
}

// leftReason is why a chat is gone: a person blocks, a group removes.
func leftReason(chat bots.Chat) Reason {
	if chat.Kind == bots.Private {
		return Reason(bots.Blocked)
	}
	return Reason(bots.Kicked)
}

// Forget implements bots.Forgetter.
func (c *Conversation) Forget(ctx bots.Context, p bots.Platform, u bots.UserID) error {
	c.asked.forgetPerson(p, u)
	return c.store.Erase(ctx, p, u)
}

// Kept implements bots.Forgetter.
func (c *Conversation) Kept(ctx bots.Context, pf bots.Platform, u bots.UserID, lang string) ([]string, error) {
	p := locale.In(lang)
	subs, err := c.store.By(ctx, pf, u)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, s := range subs {
		histories, err := c.store.Histories(ctx, []int64{s.ID})
		if err != nil {
			return nil, err
		}
		count := strconv.Itoa(len(histories[s.ID]))
		if s.State == Ended {
			lines = append(lines, p.T("digest_kept_ended", "Count", count))
			continue
		}
		lines = append(lines, p.T("digest_kept", "Time", s.At, "Zone", s.Zone, "Days", sayDays(p, s.Schedule),
			"Themes", sayThemes(p, c.corpus(), s.Themes), "Count", count))
	}
	return lines, nil
}
