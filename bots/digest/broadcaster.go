package digest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/idmbot/idmbot/bots"
)

// Broadcaster takes broadcasts through their life. What it decides stands in
// the store, so that any process may go on with it.
type Broadcaster struct {
	Store BroadcastStore
	Clock func() time.Time
	// Approval says that somebody else than its author has to start it.
	Approval bool
}

// Why a broadcast is left as it is.
var (
	ErrNoBroadcast = errors.New("there is no such broadcast")
	ErrApproval    = errors.New("a second operator has to approve the broadcast")
	ErrState       = errors.New("that is not possible in the broadcast's present state")
)

// Compose stores a new broadcast. Nothing is sent before Start. A MaxErrors of
// 0 becomes DefaultMaxErrors.
func (b *Broadcaster) Compose(ctx context.Context, draft Broadcast) (Broadcast, error) {
	if draft.MaxErrors == 0 {
		draft.MaxErrors = DefaultMaxErrors
	}
	if err := draft.Check(); err != nil {
		return Broadcast{}, err
	}
	draft.ID, draft.State, draft.Created = 0, Composed, b.Clock()
	return b.Store.SaveBroadcast(ctx, draft)
}

// Reach is who a broadcast would go to.
type Reach struct {
	// Total are those who would get it, Platforms how many of them where.
	Total     int
	Platforms map[bots.Platform]int
	// Without are meant and would get nothing, because there is no text in
	// their language.
	Without int
}

// Recipients counts who would get a broadcast now.
func (b *Broadcaster) Recipients(ctx context.Context, draft *Broadcast) (Reach, error) {
	reach := Reach{Platforms: map[bots.Platform]int{}}
	for last := int64(0); ; {
		subs, err := b.Store.After(ctx, last, planBatch)
		if err != nil {
			return Reach{}, err
		}
		for i := range subs {
			last = subs[i].ID
			if !draft.To.Has(&subs[i]) {
				continue
			}
			if text, _ := draft.In(subs[i].Lang); text == "" && draft.Entry == "" {
				reach.Without++
				continue
			}
			reach.Total++
			reach.Platforms[subs[i].Chat.Platform]++
		}
		if len(subs) < planBatch {
			return reach, nil
		}
	}
}

// Start lets a broadcast go. by is who says so.
func (b *Broadcaster) Start(ctx context.Context, id int64, by string) (Broadcast, error) {
	return b.change(ctx, id, func(c *Broadcast) error {
		switch {
		case c.State != Composed:
			return ErrState
		case b.Approval && by == c.By:
			return ErrApproval
		}
		c.State, c.ApprovedBy, c.Started = Filling, by, b.Clock()
		c.Day = DateOf(c.Started.UTC())
		return nil
	})
}

// Pause holds back what was not sent yet.
func (b *Broadcaster) Pause(ctx context.Context, id int64) (Broadcast, error) {
	return b.hold(ctx, id, Held, "by an operator")
}

func (b *Broadcaster) hold(ctx context.Context, id int64, state BroadcastState, why string) (Broadcast, error) {
	c, err := b.change(ctx, id, func(c *Broadcast) error {
		if c.State != Filling && c.State != Trying && c.State != Running {
			return ErrState
		}
		c.State, c.Reason = state, why
		return nil
	})
	if err != nil {
		return c, err
	}
	_, err = b.Store.Shift(ctx, c.Kind(), BroadcastLane, HeldLane, everything, never)
	return c, err
}

// everything is more rows than a broadcast has.
const everything = 1 << 31

// Resume goes on after a pause or a stop; the canary of one that stopped
// counts as survived.
func (b *Broadcaster) Resume(ctx context.Context, id int64) (Broadcast, error) {
	return b.change(ctx, id, func(c *Broadcast) error {
		if c.State != Held && c.State != Stopped {
			return ErrState
		}
		if c.State == Stopped {
			c.Tried, c.MaxErrors = true, 1
		}
		c.State, c.Reason = c.next(), ""
		return nil
	})
}

// next is what a broadcast that may go does.
func (b *Broadcast) next() BroadcastState {
	switch {
	case !b.Filled:
		return Filling
	case b.Canary > 0 && !b.Tried:
		return Trying
	}
	return Running
}

// Abandon cancels a broadcast for good. What is under way is finished.
func (b *Broadcaster) Abandon(ctx context.Context, id int64) (Broadcast, error) {
	c, err := b.change(ctx, id, func(c *Broadcast) error {
		if c.State.Over() {
			return ErrState
		}
		c.State, c.Finished = Abandoned, b.Clock()
		return nil
	})
	if err != nil {
		return c, err
	}
	_, err = b.Store.Cancel(ctx, c.Kind(), Cancelled, b.Clock())
	return c, err
}

// change edits a stored broadcast, again if somebody else did meanwhile.
func (b *Broadcaster) change(ctx context.Context, id int64, edit func(*Broadcast) error) (Broadcast, error) {
	for {
		c, ok, err := b.Store.FindBroadcast(ctx, id)
		if err != nil {
			return c, err
		}
		if !ok {
			return c, fmt.Errorf("broadcast %d: %w", id, ErrNoBroadcast)
		}
		if err := edit(&c); err != nil {
			return c, fmt.Errorf("broadcast %d, which is %s: %w", id, c.State, err)
		}
		saved, err := b.Store.SaveBroadcast(ctx, c)
		if err == nil || !isChanged(err) {
			return saved, err
		}
	}
}
