package digest

import (
	"context"
	"fmt"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// within is the verdict for a row with that deadline: a next attempt that
// would come too late is none.
func (v Verdict) within(deadline time.Time) Verdict {
	if v.State != Planned || v.NotBefore.Before(deadline) {
		return v
	}
	v.State = Failed
	if v.Reason == "" {
		v.Reason = Down
	}
	if v.Reason == LostAnswer {
		v.State = Unknown
	}
	return v
}

// doubting is the verdict for a row of which an earlier attempt may have
// arrived: only a success takes the doubt away.
func (v Verdict) doubting(doubt bool) Verdict {
	if !doubt || v.State == Sent {
		return v
	}
	v.Reason = LostAnswer
	if v.State == Failed {
		v.State = Unknown
	}
	return v
}

// consequences ends, pauses or moves a subscription, once.
func consequences(ctx context.Context, store Subscribers, sub Subscription, v Verdict) error {
	if v.MovedTo != "" {
		if err := store.Move(ctx, sub.Chat.Platform, sub.Chat.ID, v.MovedTo); err != nil {
			return fmt.Errorf("move subscription %d: %w", sub.ID, err)
		}
		return nil
	}
	if !v.End && !v.Pause {
		return nil
	}
	state := Paused
	if v.End {
		state = Ended
	}
	_, err := change(ctx, store, sub.Chat, func(s *Subscription) ([]Row, bool) {
		return nil, s.ID == sub.ID && s.stop(state, v.Gone)
	})
	if err != nil {
		return fmt.Errorf("stop subscription %d: %w", sub.ID, err)
	}
	return nil
}

// stop pauses or ends a subscription and reports whether that changed it.
func (s *Subscription) stop(state State, why Reason) bool {
	if s.State == Ended || s.State == Draft || s.State == state {
		return false
	}
	s.State, s.Reason, s.Until = state, why, 0
	s.NextDay, s.NextAt = 0, time.Time{}
	return true
}

// change edits the stored subscription of a chat, again if somebody else did
// meanwhile, and returns it as it then is. edit says which rows come with the
// change, and whether there is one at all; the result is zero if the chat has
// no subscription.
func change(ctx context.Context, store Subscribers, c bots.Chat, edit func(*Subscription) ([]Row, bool)) (Subscription, error) {
	for {
		s, ok, err := store.Find(ctx, c)
		if err != nil || !ok {
			return Subscription{}, err
		}
		before := s
		rows, changed := edit(&s)
		if !changed {
			return before, nil
		}
		saved, err := store.Save(ctx, s, rows)
		if err == nil || !isChanged(err) {
			return saved, err
		}
	}
}
