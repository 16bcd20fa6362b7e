package digesttest

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/idmbot/idmbot/bots/digest"
)

// Expired implements digest.Repairs.
func (s *Store) Expired(_ context.Context, now time.Time, n int) ([]digest.Row, error) {
	defer s.lock()()
	return s.rowsWhere(n, func(a, b digest.Row) int { return a.Lease.Compare(b.Lease) }, func(r digest.Row) bool {
		return (r.State == digest.Claimed || r.State == digest.Sending) && r.Lease.Before(now)
	}), nil
}

// Overdue implements digest.Repairs.
func (s *Store) Overdue(_ context.Context, now time.Time, n int) ([]digest.Row, error) {
	defer s.lock()()
	return s.rowsWhere(n, func(a, b digest.Row) int { return a.Deadline.Compare(b.Deadline) }, func(r digest.Row) bool {
		return r.State == digest.Planned && r.Deadline.Before(now)
	}), nil
}

// Orphans implements digest.Repairs.
func (s *Store) Orphans(_ context.Context, n int) ([]digest.Subscription, error) {
	defer s.lock()()
	found := s.where(func(sub digest.Subscription) bool {
		return sub.NextAt.IsZero() && (sub.State == digest.Active || (sub.State == digest.Paused && sub.Until != 0))
	})
	return found[:min(n, len(found))], nil
}

// Settle implements digest.Repairs.
func (s *Store) Settle(_ context.Context, was []digest.Row, outcomes []digest.Outcome) (settled int, err error) {
	defer s.lock()()
	for i, o := range outcomes {
		r, ok := s.rows[o.Row]
		if ok && r.State == was[i].State && r.Owner == was[i].Owner && r.Lease.Equal(was[i].Lease) {
			s.settle(r, o)
			settled++
		}
	}
	return settled, nil
}

// Retain implements digest.Repairs.
func (s *Store) Retain(_ context.Context, before digest.Date, drafts time.Time) error {
	defer s.lock()()
	maps.DeleteFunc(s.rows, func(_ int64, r digest.Row) bool { return r.Day < before && r.State.Final() })
	for id, sub := range s.subs {
		if sub.State != digest.Draft || !sub.Created.Before(drafts) {
			continue
		}
		if sub.LastDay == 0 && len(s.histories[id]) == 0 {
			delete(s.subs, id)
			continue
		}
		sub.State, sub.Reason = digest.Ended, digest.ByPerson
		sub.Revision++
		s.subs[id] = sub
	}
	return nil
}

// Rows implements digest.Reports.
func (s *Store) Rows(_ context.Context, q digest.RowQuery, f func(digest.Row, digest.Subscription) bool) error {
	unlock := s.lock()
	rows := s.rowsWhere(1<<31, byID, func(r digest.Row) bool {
		return (q.Day == 0 || r.Day == q.Day) && (q.Kind == "" || r.Kind == q.Kind) &&
			(q.Subscriber == 0 || r.Subscriber == q.Subscriber)
	})
	subs := maps.Clone(s.subs)
	unlock()
	for _, r := range rows {
		if !f(r, subs[r.Subscriber]) {
			break
		}
	}
	return nil
}

// SaveBroadcast implements digest.BroadcastStore.
func (s *Store) SaveBroadcast(_ context.Context, b digest.Broadcast) (digest.Broadcast, error) {
	defer s.lock()()
	if b.ID == 0 {
		b.ID = s.number()
	} else if old, ok := s.broadcasts[b.ID]; !ok || old.Revision != b.Revision {
		return b, digest.ErrChanged
	}
	b.Revision++
	s.broadcasts[b.ID] = b
	return b, nil
}

// FindBroadcast implements digest.BroadcastStore.
func (s *Store) FindBroadcast(_ context.Context, id int64) (digest.Broadcast, bool, error) {
	defer s.lock()()
	b, ok := s.broadcasts[id]
	return b, ok, nil
}

// Broadcasts implements digest.BroadcastStore.
func (s *Store) Broadcasts(_ context.Context, n int) ([]digest.Broadcast, error) {
	defer s.lock()()
	ids := sortedKeys(s.broadcasts)
	slices.Reverse(ids)
	var out []digest.Broadcast
	for _, id := range ids[:min(n, len(ids))] {
		out = append(out, s.broadcasts[id])
	}
	return out, nil
}

// After implements digest.BroadcastStore.
func (s *Store) After(_ context.Context, id int64, n int) ([]digest.Subscription, error) {
	defer s.lock()()
	found := s.where(func(sub digest.Subscription) bool { return sub.ID > id })
	return found[:min(n, len(found))], nil
}

// Enqueue implements digest.BroadcastStore.
func (s *Store) Enqueue(_ context.Context, rows []digest.Row) (int, error) {
	defer s.lock()()
	return s.insert(rows), nil
}

// Shift implements digest.BroadcastStore.
func (s *Store) Shift(_ context.Context, k digest.Kind, from, to digest.Lane, n int, deadline time.Time) (int, error) {
	defer s.lock()()
	rows := s.rowsWhere(n, byID, func(r digest.Row) bool { return r.Kind == k && r.Lane == from && r.State == digest.Planned })
	for _, r := range rows {
		r.Lane, r.Deadline = to, cut(deadline)
		s.rows[r.ID] = r
	}
	return len(rows), nil
}

// unsent is the outcome of a row that is not sent any more.
func unsent(r digest.Row, why digest.Reason, at time.Time) digest.Outcome {
	o := digest.Outcome{Row: r.ID, State: digest.Skipped, Reason: why, Detail: r.Detail, Attempts: r.Attempts, At: at}
	if r.Reason == digest.LostAnswer && !r.Begun.IsZero() {
		o.State, o.Reason = digest.Unknown, digest.LostAnswer
	}
	return o
}

// Cancel implements digest.BroadcastStore.
func (s *Store) Cancel(_ context.Context, k digest.Kind, why digest.Reason, at time.Time) (int, error) {
	defer s.lock()()
	rows := s.rowsWhere(1<<31, byID, func(r digest.Row) bool { return r.Kind == k && r.State == digest.Planned })
	for _, r := range rows {
		s.settle(r, unsent(r, why, at))
	}
	return len(rows), nil
}

// Tally implements digest.BroadcastStore.
func (s *Store) Tally(_ context.Context, k digest.Kind) ([]digest.Count, error) {
	defer s.lock()()
	counts := map[digest.Count]int{}
	for _, r := range s.rows {
		if r.Kind == k {
			counts[digest.Count{State: r.State, Reason: r.Reason, Lane: r.Lane}]++
		}
	}
	var out []digest.Count
	for c, n := range counts {
		c.N = n
		out = append(out, c)
	}
	return out, nil
}
