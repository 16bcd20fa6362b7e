package digesttest

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/idmbot/idmbot/bots"
	"github.com/idmbot/idmbot/bots/digest"
)

// Store is a digest.Store in memory. Its zero value is ready to use.
type Store struct {
	bots.VolatileInbox

	mu         sync.Mutex
	last       int64
	subs       map[int64]digest.Subscription
	rows       map[int64]digest.Row
	histories  map[int64]digest.History
	broadcasts map[int64]digest.Broadcast
}

var _ digest.Store = (*Store)(nil)

// lock takes the lock and makes the maps.
func (s *Store) lock() func() {
	s.mu.Lock()
	if s.subs == nil {
		s.subs = map[int64]digest.Subscription{}
		s.rows = map[int64]digest.Row{}
		s.histories = map[int64]digest.History{}
		s.broadcasts = map[int64]digest.Broadcast{}
	}
	return s.mu.Unlock
}

func (s *Store) number() int64 {
	s.last++
	return s.last
}

func sortedKeys[V any](m map[int64]V) []int64 { return slices.Sorted(maps.Keys(m)) }

// where returns copies of the subscriptions that keep, by ID.
func (s *Store) where(keep func(digest.Subscription) bool) []digest.Subscription {
	var out []digest.Subscription
	for _, id := range sortedKeys(s.subs) {
		if sub := s.subs[id]; keep(sub) {
			out = append(out, copied(sub))
		}
	}
	return out
}

func copied(s digest.Subscription) digest.Subscription {
	s.Themes = slices.Clone(s.Themes)
	return s
}

func same(a, b bots.Chat) bool {
	return a.Platform == b.Platform && a.ID == b.ID && a.Thread == b.Thread
}

// Find implements digest.Subscribers.
func (s *Store) Find(_ context.Context, c bots.Chat) (digest.Subscription, bool, error) {
	defer s.lock()()
	found := s.where(func(sub digest.Subscription) bool { return same(sub.Chat, c) })
	if len(found) == 0 {
		return digest.Subscription{}, false, nil
	}
	return found[0], true, nil
}

// Of implements digest.Subscribers.
func (s *Store) Of(_ context.Context, p bots.Platform, c bots.ChatID) ([]digest.Subscription, error) {
	defer s.lock()()
	return s.where(func(sub digest.Subscription) bool { return sub.Chat.Platform == p && sub.Chat.ID == c }), nil
}

// By implements digest.Subscribers.
func (s *Store) By(_ context.Context, p bots.Platform, u bots.UserID) ([]digest.Subscription, error) {
	defer s.lock()()
	return s.by(p, u), nil
}

func (s *Store) by(p bots.Platform, u bots.UserID) []digest.Subscription {
	return s.where(func(sub digest.Subscription) bool {
		return u != "" && sub.Chat.Platform == p && sub.By == u && sub.Chat.Kind == bots.Private
	})
}

// Save implements digest.Subscribers.
func (s *Store) Save(_ context.Context, sub digest.Subscription, rows []digest.Row) (digest.Subscription, error) {
	defer s.lock()()
	if sub.ID == 0 {
		if len(s.where(func(o digest.Subscription) bool { return same(o.Chat, sub.Chat) })) > 0 {
			return sub, digest.ErrChanged
		}
		sub.ID = s.number()
	} else if old, ok := s.subs[sub.ID]; !ok || old.Revision != sub.Revision {
		return sub, digest.ErrChanged
	}
	sub.Revision++
	s.subs[sub.ID] = whole(copied(sub))
	for i := range rows {
		rows[i].Subscriber = sub.ID
	}
	s.insert(rows)
	return sub, nil
}

// whole cuts moments to the milliseconds that databases keep.
func whole(s digest.Subscription) digest.Subscription {
	s.NextAt, s.Created = cut(s.NextAt), cut(s.Created)
	return s
}

func cut(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.Truncate(time.Millisecond).UTC()
}

// Load implements digest.Subscribers.
func (s *Store) Load(_ context.Context, subs []digest.Subscription) ([]digest.Subscription, error) {
	defer s.lock()()
	var out []digest.Subscription
	for _, sub := range subs {
		if len(s.where(func(o digest.Subscription) bool { return same(o.Chat, sub.Chat) })) > 0 {
			continue
		}
		sub.ID = s.number()
		s.subs[sub.ID] = whole(copied(sub))
		out = append(out, copied(s.subs[sub.ID]))
	}
	return out, nil
}

// Move implements digest.Subscribers.
func (s *Store) Move(_ context.Context, p bots.Platform, from, to bots.ChatID) error {
	defer s.lock()()
	if from == to {
		return nil
	}
	for _, sub := range s.where(func(o digest.Subscription) bool { return o.Chat.Platform == p && o.Chat.ID == from }) {
		target := sub.Chat
		target.ID = to
		if len(s.where(func(o digest.Subscription) bool { return same(o.Chat, target) })) == 0 {
			sub.Chat = target
		} else if sub.State != digest.Ended {
			sub.State, sub.Reason, sub.Until = digest.Ended, digest.Reason(bots.MovedAway), 0
			sub.NextDay, sub.NextAt = 0, time.Time{}
		} else {
			continue
		}
		sub.Revision++
		s.subs[sub.ID] = sub
	}
	return nil
}

// Each implements digest.Subscribers.
func (s *Store) Each(ctx context.Context, f func(digest.Subscription) bool) error {
	all, err := s.After(ctx, 0, 1<<31)
	for _, sub := range all {
		if !f(sub) {
			break
		}
	}
	return err
}

// Histories implements digest.Subscribers.
func (s *Store) Histories(_ context.Context, ids []int64) (map[int64]digest.History, error) {
	defer s.lock()()
	out := map[int64]digest.History{}
	for _, id := range ids {
		if h := s.histories[id]; len(h) > 0 {
			out[id] = maps.Clone(h)
		}
	}
	return out, nil
}

// Remember implements digest.Subscribers.
func (s *Store) Remember(_ context.Context, subscriber int64, h digest.History) error {
	defer s.lock()()
	if s.histories[subscriber] == nil {
		s.histories[subscriber] = digest.History{}
	}
	maps.Copy(s.histories[subscriber], h)
	return nil
}

// Erase implements digest.Subscribers.
func (s *Store) Erase(_ context.Context, p bots.Platform, u bots.UserID) error {
	defer s.lock()()
	for _, sub := range s.by(p, u) {
		delete(s.subs, sub.ID)
		delete(s.histories, sub.ID)
		for id, r := range s.rows {
			if r.Subscriber != sub.ID {
				continue
			}
			r.Message, r.Detail = "", ""
			s.rows[id] = r
			if r.State == digest.Planned || r.State == digest.Claimed {
				s.settle(r, unsent(r, digest.Forgotten, r.Due))
			}
		}
	}
	return nil
}
